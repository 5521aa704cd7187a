import { digits } from './numerals.ts'

const latinAtoms =
  '%rh|%|‰|°c|°f|°|mpa|gpa|kpa|hpa|pa|mbar|bar|psi|kgf|kn|mn|cn|gf|n|μm|um|nm|mm|cm|dm|km|m|inch|mil|kg|mg|μg|ug|ng|g|tons?|t|ml|μl|l|ppm|ppb|ppt|db|khz|mhz|ghz|hz|kv|mv|v|ka|ma|μa|a|kwh|kva|kw|mw|w|kj|mj|j|mω|kω|gω|ω|ohms?|hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?|ms|μs|s|days?|d|weeks?|months?|years?|rpm|r|fps|lux|lm|cd|nits?|hrc|hra|hrb|hv|hb|hd|ha|shore [ad]|cps|cp|cst|dtex|den|d|tex|mesh|cfm|cycles?|times?|washes|grade|level|class|percent|per ?cent|points?|bits?|pcs|pieces?|parts?|units?|kgce|tce|ntu|cfu|pcu|℉|k|x|c|f'
const latinUnit = String.raw`(?:${latinAtoms})(?:\(a\)|[23²³])?(?![a-z])(?:[/·.*×](?:\(?(?:${latinAtoms})[23²³]?(?:·(?:${latinAtoms}))?\)?|\d{1,3} ?cm|\d{0,3} ?min|件|张|片|台|吨|天|年|小时|批|班|人|只|个|米)(?![a-z])){0,2}`
const hanAtoms =
  '个百分点|百分点|个月|达因|摄氏度|毫克|微克|千克|公斤|克|吨|毫升|立方米|立方|平方米|平方|升|毫米|微米|纳米|厘米|公里|千米|米|道|丝|兆帕|千帕|帕|千牛|牛顿|牛|个?分贝|兆赫|赫兹|千伏|伏|毫安|安|千瓦时|千瓦|瓦|度电|度|个?小时|分钟|毫秒|秒|转|万次|万转|万公里|模次|次|遍|级|倍|成|件|只|片|台|套|块|张|条|个|目|支|旦|帧|点|分|天|年|个月|万件|万片|万米'
const hanUnit = `(?:${hanAtoms})(?:[/每](?:${hanAtoms}|班|人|批|h|min|s|d|月|日)(?![a-z]))?`

/** A unit in folded text, with what it is counted by: mg/l, 件/小时, m3/h. */
export const unit = `(?:${latinUnit}|${hanUnit})`
const sign = String.raw`(?:±|\+/-|\+-)`
const hanFigure =
  '(?:百分之[零一二三四五六七八九十百点]{1,6}|千分之[一二三四五六七八九十]{1,3}|[一二三四五六七八九十百千两半]{1,5}(?=个?小时|级|度|摄氏度|分贝|兆帕|毫米|丝|倍|成|秒|分钟|个?分贝|万次|次|个百分点))'
const scale = `(?<=(?:^|[^a-z])(?:ra|rz|rmax|hrc|hra|hb|hv|cpk|ppk|ph|cod|bod|voc|vocs|tds|ss|ip|sa|oee|ber|snr|cop|eer|iplv|seer|δe|△e|ε|△))`
export const figure = String.raw`(?:${sign} ?)?(?:(?:(?<![a-z\d_.#/°-]|[a-z]-)|${scale})(?:(?<=^|[^\d])-)?${digits}|${hanFigure})`
/** One figure or a range of them, with units. */
export const figures = `(?<figure>${figure})(?: ?(?<unit>${unit}))?(?: ?(?:-|~|到|至|to|/|×) ?(?<high>(?:[+±-] ?)?${digits})(?: ?(?<highUnit>${unit}))?)?`

export const afterwards =
  '(?:之间|及以上|或以上|以上|之上|及以下|或以下|以下|之下|以内|之内|内(?![部层外径壁孔腔])|左右| or (?:more|less|better|above|below|higher|lower|longer|under)| max(?:imum)?(?![a-z])| min(?:imum)?(?![a-z ]*\\d)|\\+)'

/** Before a figure: strong ones speak of what shall be, weak ones may tell what is. The words belong to the target. */
export const strongBefore = String.raw`(?:≥|≤|>=|<=|=>|=<|不低于|不小于|不少于|不高于|不大于|不超过|不多于|不超|不能低于|不能超过|不能高于|不能大于|不能小于|别超过|至少(?:要|达到|在|为|能)?(?:提高|提升|降低|减少|降|省)?|最少|起码(?:要)?|最多|最大不超过|(?:提高|提升|增加|上升|升高|增大|加大|扩大|改善|改进|优化|延长|恢复)(?:到|至)|(?:提|升|拉|做|加|涨|冲|搞|上)(?:到|至)|(?:降低|减少|下降|缩短|压缩|减小|缩小|控制|稳定|保持|维持|限制|减轻)(?:在|到|至|为)|(?:降|减|压|缩|控|省)(?:到|至)|控制(?=[±≤<])|at least|at most|no more than|not more than|no less than|not less than|no worse than|not exceed(?:ing)?|(?:reduced?|cut|lowered|lower|brought?|bring|dropp?(?:ed)?|down|raised?|increased?|improved?|up|get|boosted?|pushed?|keep|kept|held|hold)(?: it| them| this| that)? (?:down |up )?(?:to|at|below|under|within|above|over)(?: below| under| at least| over| above| less than)?|up to|minimum(?: of)?|min\.|maximum(?: of)?|max\.)`
export const weakBefore = `(?:(?<=(?:延长|缩短|提高|提升|降低|减少|控制|压缩|增加)[\\p{Script=Han}]{1,8})(?:到|至)|>|<|=|高达|多达|只有|大于|高于|超过|超出|多于|优于|长于|快于|小于|低于|少于|短于|慢于|未?达不?到|[降提做升]不到|没达到|没到|达到|达|above|over|more than|greater than|higher than|longer than|better than|exceed(?:s|ing)?|below|under|less than|lower than|shorter than|smaller than|fewer than|within|reach(?:es|ing)?|achieve)`
export const changeBefore = `(?:提高|提升|增加|改善|增大|延长|提速|增产|降低|减少|下降|缩短|节约|节省|节能|节电|节水|减重|减小|降本|降|省|减|(?:reduce|cut|lower|increase|improve|raise|save|boost|extend|shorten)[a-z ]{0,30} by)`

/** What shall be, and what is; the last one said before a figure tells which it belongs to. */
export const wishWords =
  /(?<!主|重|只|首|摘)要(?!么|紧|是|素|点|不)|希望|(?<!理|思|联|感|猜)想(?!法|象|要?知道)|(?<!急|必)需要|需(?=达|≥|≤|在|大|小|不|控|保|为)|目标|指标|要求|期望|预期|预计达|最好|争取|必须|必需|务必|应(?=[当≥≤>大小高低不达在为控])|实现|保证|确保|做到|满足|标准是|才能?(?:合格|算|行|验收)|才行|验收|规格|寻求|寻找|求购|有没有|求一|找一|找个|研制|研发|开发|\b(?:need(?:s|ed)?|want(?:s|ed)?|target(?:s|ed)?|requir(?:e|es|ed|ement|ements)|must|should|shall|goal|hope|would like|aim|spec(?:s|ification)?|looking for|has to|have to|survives?|withstands?|pass(?:es)?|meets?|seeking|develop)\b/g
export const presentWords =
  /现在(?!要求|想|需要|希望|要)|目前(?!要求|想|需要|希望|要)|当前|如今|现有|现状|现阶段|只有|(?<!刚|人|天)才(?!能|行|算|合格|可以)|仅(?!需)|只能|最高只|也就|原来|原先|原本|以前|之前|上次|(?<!提|升)高达|多达|实际|实测|测(?:下来|得|出)|平均|经常|有时|偶尔|大概就|已经?(?:达到|做到|降到|提到)|(?:升|降|提|掉|跌|涨)(?:低|高)?(?:到|至)?了|现用|我们用的是|每天用|\b(?:currently|at present|at the moment|right now|now|existing|used to|so far|today|we have|we run|we are at|runs? at|only|is about|averag)/g

/** Names of what is measured; a figure beside one in a wish is a target even without any comparison. */
export const attributes = String.raw`(?:[\p{Script=Han}a-z]{0,8}(?:值(?!得)|率|系数|张力|温差|压差|同心度|强力|强度|韧性|硬度|精度|准确率|良率|成品率|合格率|优等率|直通率|回收率|去除率|转化率|收率|得率|上染率|固色率|缩水率|不良率|废品率|报废率|返工率|返修率|故障率|漏检率|误检率|误判率|识别率|检出率|利用率|孔隙率|延伸率|伸长率|透光率|透过率|透气量|透气性|导热系数|导热率|热导率|导电率|电导率|电阻率?|稼动率|开动率|效率|频率|功率|倍率|牢度|等级|级别|噪音|噪声|温度|温升|耐温|耐压|耐热|压力|压降|寿命|节拍|速度|车速|时间|周期|交期|误差|公差|偏差|同轴度|平面度|平行度|垂直度|圆度|跳动|粗糙度|光洁度|间隙|含量|浓度|残留量?|排放量?|能耗|电耗|水耗|单耗|比能|能效|能量密度|密度|粘度|黏度|厚度|膜厚|幅宽|克重|重量|自重|体积|容量|容积|流量|风量|扬程|扭矩|转矩|转速|电压|电流|产能|产量|载荷|负载|负荷|承重|防护等级|附着力|剥离力|拉力|推力|夹持力|分辨率|色差|白度|光泽度|湿度|含水率|水分|纯度|浊度|色度|氨氮|总氮|总磷|湿重|杂质|颗粒物?|粒径|循环次数|次数|响应|延迟|时延|成本|单价|价格|盐雾试?验?|耐盐雾|水洗|耐洗|耐磨|疲劳|老化|蠕变|耐候|阻燃|甲醛|cod|bod|voc|vocs|tds|ss|ph|ra|rz|cpk|ppk|oee|cop|iplv|eer|hrc|hv|hb|δe))`
export const englishAttributes = `(?:(?:first[- ]pass |tensile |yield |impact |bond |peel |shear |flexural |surface |energy |power |noise |sound |cycle |lead |response |service |thermal |electrical |colou?r |light |wash |water |oil |air |heat |temperature |salt |neutral salt |positioning |dimensional |detection |scrap |defect |reject |false |removal |recovery |moisture |particle )?(?:salt[- ]spray(?: resistance| test)?|yield|noise|strength|hardness|accuracy|precision|tolerance|efficiency|roughness|temperature|pressure|life(?:time|span)?|time|rate|fastness|resistance|conductivity|consumption|adhesion|thickness|density|viscosity|torque|speed|weight|flow|vibration|leakage|concentration|content|purity|capacity|throughput|cost|resolution|latency|repeatability|flatness|runout|elongation|shrinkage|transmittance|emissions?|cod|bod|ph|vocs?|cpk|oee|cop))`
export const endurance = `(?:中性盐雾|铜盐加速盐雾|盐雾试验|盐雾|耐高温|耐低温|耐温|耐热|耐压|耐寒|耐水洗|耐皂洗|水洗|皂洗|洗涤|摩擦|耐磨|耐疲劳|疲劳|老化|uv|日晒|耐候|双85|湿热|高低温循环|冷热冲击|热循环|跌落|弯折|折弯|插拔|循环|水煮|耐水煮|爆破|保压|承压|承受|经受|耐受|扛得?住|顶得住|耐得住|抗|耐|防护等级|寿命|salt[- ]spray|withstands?|surviv(?:e|es|ing)|resistant to|fatigue|ageing|aging)`
export const damage =
  '(?:生锈|锈|褪色|掉色|开裂|裂|起泡|起皮|起球|起毛|脱落|脱层|脱胶|开胶|变形|变色|变黄|黄变|掉|坏|老化|腐蚀|泄漏|漏|断|脆|霉|发霉|失效|粘|出现|发生|衰减|故障|停机|分层|沉淀|结块|变质)'
