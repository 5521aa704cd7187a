import type { NeedType } from '../code-lists.ts'

/** What goes wrong, in the words of a shop floor. */
export const troubleWords =
  /[废次不]良|废品|报废|次品|缺陷|瑕疵|疵点|砂眼|气孔|缩[孔松水痕]|飞溅|[瘤渣屑泡点结毛]多|太多|偏多|浪费|白毛|怎么回事|裂|变形|极光|坏|发[硬黄黑白脆粘霉臭烫热花涩蓝红]|起[泡皮毛球皱翘]|脱[落胶层皮色]|[掉褪串沾]色|色差|色花|缸差|毛刺|飞边|崩|漏|堵|异响|噪[音声](?:[太很]?大|超|高|扰)|卡[死住纸料滞顿]|断[裂纱刀线丝头针电条](?!强)|超标|超差|不达标|波动|磨损|过热|烧[毁坏机]|温升[太很]?高|故障|停机|停线|报警|误[判检报]|结[垢霜块焦露]|锈|霉|腐蚀|粘[模刀连辊]|老是|老有|老出|总是|总有|经常|频繁|不合格|解决不了|太[高低慢大小重厚差贵短软硬脆]|偏[高低大小差移]|[费耗本度率量]高(?!的|精|达|效|于)|[率度力性量]低(?!于)|效率低|很差|性差|[率度性量力果]差|投诉|退货|退单|索赔|招不到|招工难|不(?:稳定?|均匀?|匀|净|牢|准|齐|平整?|良|足|够|佳|理想|好[用使]?|一致|同心|合规)|[\p{Script=Han}]不(?:了|上|出|住|干|开|动|到|过|掉|透|下来|起来)|没法|无法|难以|很难|困难|scrap|defect|crack|poros|leak|fail|reject|peel|nois[ey]|unstable|downtime|problem|issue|trouble|too (?:high|low|slow|much|noisy|hot|hard|thick|heavy)|shine|feels? hard|rough|overheat|bubbl|blister|rust|corro|stain|fad(?:e|ing)|uneven|warp|brittle|stick|clog|foul|smell|odou?r|burrs?|deform|wear|jam|break|complain|wrinkl|discolou?r|can(?:no|')t|unable|low yield|poor/u
/** What is to get better. */
export const betterWords =
  /提[高升]|提到|提至|降[低到至]|减[少小轻]|缩短|改善|改进|增加|良率|合格率|成品率|解决|避免|消除|yield|reduce|increase|improve|lower|shorten|eliminate|avoid|solve/

type Rule = { type: NeedType; weight: number; pattern: RegExp }

const notAService = '(?!系统|设备|仪|装置|线|机(?!构)|算法|平台|软件|技术|方法|精度|速度|不出|不到|率)'
/** A product or technology is wanted anew, a running one bettered, a part supplied, or something measured. */
const rules: Rule[] = [
  {
    type: 'testing',
    weight: 4,
    pattern: new RegExp(
      `(?:第三方|委托|帮忙?|帮我们|找(?:人|机构|地方|实验室)?|做个?|能不能|可以|需要|想要?|送|哪里(?:能|可以)?)(?:做|测|个|一下|去|帮忙|进行|给)?(?:检测|检验|测试|化验|测一下|测一测|表征|鉴定|标定|校准)${notAService}`,
    ),
  },
  {
    type: 'testing',
    weight: 4,
    pattern:
      /检测服务|检测报告|检验报告|出(?:具)?(?:一份)?(?:检测|检验|测试)?报告|送检|失效分析|成分分析|断口分析|金相分析|送样检测|cma|cnas|有没有.{0,8}(?:检测|测试)(?:的)?(?:机构|实验室|中心)|测个|test(?:ing)? (?:service|report)|third[- ]party test|failure analysis|composition analysis|(?:need|want|looking for)[a-z ]{0,30}(?:tested|analy[sz]ed|calibrated|characteri[sz]ed|to test|lab)/,
  },
  {
    type: 'supporting',
    weight: 4,
    pattern:
      /配套(?!的?(?:设备|软件|使用))|供应商|找(?:一?家|个)?.{0,6}(?:厂家|厂商|供货)|(?<![替取])代工(?!艺)|代加工|外协|委外加工|外包加工|国产替代|国产化替代|替代进口|替换进口|进口替代|采购渠道|(?:find|looking for|need|new|another|alternative|local|second)(?: an?| some)? [a-z ]{0,16}supplier|supplier (?:of|for|who|that)|sourcing|outsourc|domestic (?:substitute|replacement)|import substitution/,
  },
  {
    type: 'product',
    weight: 4,
    pattern:
      /新产品|新品(?!种)|产品开发|产品研发|(?:开发|研制|设计|做|研发|造|搞)(?:出|一|个|1){0,2}(?:款|台|套|种新型?(?:设备|产品|装置))|样机|原型机|研制.{0,12}(?:设备|装置|机|系统|仪|产品)|开发.{0,14}(?:设备|装置|产品|仪器|机器人|系统)|(?:develop|design|build)(?:ing)? (?:an? )?(?:new )?[a-z -]{0,24}(?:product|device|machine|prototype|instrument|robot|system)|new product|prototype/,
  },
  {
    type: 'research',
    weight: 3,
    pattern:
      /研发|研究|攻关|机理|新材料|新工艺|新技术|新配方|配方(?:开发|设计)|技术开发|关键技术|卡脖子|前沿|仿真|建模|算法|联合开发|合作开发|一种.{0,16}(?:材料|涂层|涂料|配方|工艺|算法|助剂|胶|树脂|技术|合金|催化剂|薄膜|药|菌)|寻(?:求|找).{0,16}(?:技术|工艺|配方|材料)|\br&d\b|research|(?:need|looking for|want|develop(?:ing)?|seeking)(?: an?| some)?(?: new)? ?[a-z -]{0,30}(?:coating|material|formula(?:tion)?|process|algorithm|adhesive|alloy|technology|resin|compound|additive)/,
  },
  {
    type: 'upgrade',
    weight: 4,
    pattern:
      /改造|升级|技改|改进|优化|自动化程度|机器换人|替代人工|代替人工|减少人工|节能降耗|降本|提质|增效|(?:提高|提升|改善)(?:产品|生产|成品|现有)?.{0,6}(?:良率|合格率|效率|产能|质量|成品率|精度|稳定性)|upgrade|retrofit|moderni[sz]|improve (?:the |our )?(?:yield|efficiency|quality|throughput)|automate/,
  },
]
const weaker: Rule[] = [
  { type: 'upgrade', weight: 2, pattern: troubleWords },
  { type: 'upgrade', weight: 1, pattern: betterWords },
  { type: 'product', weight: 2, pattern: /想(?:做|开发|设计|造)|要做(?:一|个)|开发|设计|研制|develop|design/ },
  { type: 'supporting', weight: 2, pattern: /求购|采购|哪里(?:有卖|能买|买)|有没有.{0,12}(?:卖|厂)|to buy|vendor/ },
  {
    type: 'research',
    weight: 2,
    pattern:
      /推荐.{0,6}(?:配方|材料|工艺|方案)|有没有.{0,16}(?:材料|涂层|涂料|配方|工艺|胶|树脂|助剂)|需要.{0,16}(?:材料|涂层|涂料|配方|工艺|胶水?|树脂|助剂)/,
  },
]

/** The kind of need folded text speaks of; a defect or a poor yield is an upgrade, nothing said is `other`. */
export function typeOf(text: string): NeedType {
  const scores = new Map<NeedType, number>()
  for (const { type, weight, pattern } of [...rules, ...weaker]) if (pattern.test(text)) scores.set(type, (scores.get(type) ?? 0) + weight)
  let best: NeedType = 'other'
  for (const [type, score] of scores) if (score > (scores.get(best) ?? 0)) best = type
  return best
}
