/** Whether words are about defence or state secrets, which no chat is the place for. Lists by hand; what only sounds so is taken out first. */

/** Names, colours, sayings and denials that hold a word of the lists and mean nothing of the kind. */
const harmless =
  /(?:不|非|未|无|没有?)(?:是|属于|涉及|涉|含|要)?(?:国家|任何)?(?:涉密|秘密|军工|军品|军事|国防|军用|武器)|民用非军[工品]|军(?:绿|大衣|嫂|训|棋|旗|号|鸽|垦)|海军蓝|(?:空军|陆军|海军)一号|(?:消防|武警消防)(?:部队|官兵)|(?:秘密|独门|营销|致胜|制胜)武器|行军床|童子军|将军(?:帽|肚|牌|烟|路|街|山)|(?:冠|亚|季|生力|主力|领|孤|大|童子)军|(?:退伍|退役|转业|复员)军人|[\p{Script=Han}]{0,3}(?:国防|解放军?|建军|八一|将军|部队)(?:东|西|南|北|中)?(?:路|街|大道|巷|村|桥|小区|广场)|国防(?:绿|色)|防军|military[- ]green|army[- ]green|navy[- ]blue|swiss army|salvation army|air force (?:one|1)\b|secret (?:sauce|weapon)|weapons? of choice|trade secrets?|(?:non-?|not )(?:military|classified|defen[cs]e)|self-defen[cs]e|defen[cs]e (?:against|mechanism)|first line of defen[cs]e|data classified|classified (?:as|into|by|ads?)/giu

const certain =
  /军工|军民(?:融合|两用)|民参军|参军企业|武器(?:装备|系统|研制|科研)|国防(?:科技|军工|装备|项目|工业|科工|动员)|国家秘密|涉密|(?:绝密|机密|秘密)级|(?:部队|军队|陆军|海军|空军|火箭军)(?:的)?(?:列装|装备|采购|订货|型号)|列装|军品|军方|武器弹药|导弹|弹药|弹头|鱼雷|水雷|战斗机|轰炸机|装甲车|坦克(?:炮|装甲)|防弹装甲|\bmilitary (?:equipment|project|contract|use|procurement|vehicle|grade armou?r)|\bweapons? (?:system|programme|program|equipment)|\bmunitions?\b|\bmissiles?\b|\bwarheads?\b|\barmaments?\b|\bstate secrets?\b|\bclassified (?:information|project|material|data|document|contract|drawing)s?\b|\b(?:national )?defen[cs]e (?:industry|contract|project|ministry|procurement|programme|program)\b|\bmilitary-civil(?:ian)? fusion\b/iu

const perhaps =
  /军用|军队|军事|军标|国军标|\bGJB|武器|国防|部队|海军|空军|陆军|火箭军|武警|保密(?:资质|资格|级别|单位)|雷达(?:罩|吸波)|吸波隐身|隐身(?:材料|涂层)|军(?:舰|机|车|靴|服)|\bmilitary\b|\bdefen[cs]e\b|\bweapons?\b|\barmy\b|\bnavy\b|\bair force\b|\bclassified\b|\bstealth coating/iu

/** sure: it is said. maybe: whoever wrote it is asked. undefined: nothing sounds so. Full-width letters and traditional characters count as their plain ones. */
export function defenceIn(text: string): 'sure' | 'maybe' | undefined {
  const plain = simplified(text.normalize('NFKC')).replace(harmless, ' ')
  if (certain.test(plain)) return 'sure'
  return perhaps.test(plain) ? 'maybe' : undefined
}

/** The characters of the lists that differ. */
const traditional: Record<string, string> = Object.fromEntries(
  [...'軍國裝備動員級絕機導彈藥雷達頭戰鬥轟炸車輛項業參兩用門隊陸採購訂貨號隱層標準質資艦領綠藍屬無沒'].map((character, i) => [
    character,
    [...'军国装备动员级绝机导弹药雷达头战斗轰炸车辆项业参两用门队陆采购订货号隐层标准质资舰领绿蓝属无没'][i] ?? character,
  ]),
)

function simplified(text: string): string {
  return [...text].map((character) => traditional[character] ?? character).join('')
}
