/** Common instruments by what they are called: a group of words for one thing, folded (lower case, simplified). */
import { fold, tidy } from './understand/fold.ts'

/** Each line: what it is called in Chinese and English, abbreviations, what it is asked for. */
export const instrumentWords: readonly (readonly string[])[] = `
扫描电镜|扫描电子显微镜|场发射电镜|sem|scanning electron microscope|断口形貌|微观形貌
透射电镜|透射电子显微镜|tem|transmission electron microscope
能谱仪|能谱|eds|edx|energy dispersive|微区成分
x射线衍射仪|x射线衍射|xrd|x-ray diffraction|物相分析|晶体结构
红外光谱仪|傅里叶红外|红外光谱|ftir|ft-ir|infrared spectrometer|官能团
拉曼光谱仪|拉曼|raman
紫外可见分光光度计|紫外分光|分光光度计|uv-vis|spectrophotometer
气质联用仪|气相色谱质谱|气质|gc-ms|gcms|挥发性有机物|voc
气相色谱仪|气相色谱|gas chromatograph
液相色谱仪|高效液相|液相色谱|hplc|liquid chromatograph
液质联用仪|液质|lc-ms|lcms
电感耦合等离子体|icp|icp-ms|icp-oes|重金属
原子吸收光谱仪|原子吸收|aas|atomic absorption
核磁共振波谱仪|核磁|nmr|nuclear magnetic
热重分析仪|热重|tga|thermogravimetric
差示扫描量热仪|差示扫描|dsc|differential scanning
万能试验机|万能材料试验机|拉力机|拉力试验机|拉伸试验|utm|universal testing machine|tensile|断裂强力|拉伸强度|抗拉强度
疲劳试验机|疲劳试验|fatigue
冲击试验机|冲击试验|impact tester|冲击韧性
硬度计|硬度|hardness|洛氏|维氏|布氏
三坐标测量机|三坐标|cmm|coordinate measuring|形位公差
表面粗糙度仪|轮廓仪|粗糙度|roughness|profilometer
工业ct|x射线探伤|无损检测|探伤|ndt|x-ray inspection|气孔检测|砂眼检测
直读光谱仪|直读光谱|火花直读|spark|optical emission|金属成分
金相显微镜|金相|metallograph
激光粒度仪|粒度仪|粒度|particle size
比表面积|bet|孔径分析
流变仪|旋转流变|rheometer
粘度计|黏度计|黏度|粘度|viscometer
盐雾试验箱|盐雾|salt spray|耐腐蚀
高低温试验箱|高低温|恒温恒湿|环境试验箱|climatic chamber|环境可靠性
振动试验台|振动台|vibration
色牢度仪|摩擦色牢度|耐洗色牢度|色牢度|colour fastness|color fastness
测色仪|电脑测色|色差仪|colorimeter|colour difference|色差
织物风格仪|手感|kes|fabric handle
纱线强力仪|单纱强力|条干仪|条干|yarn
电机测试台|测功机|电机对拖|dynamometer|motor test|电机效率
电磁兼容|emc|电波暗室|anechoic|电磁干扰
噪声测试|消声室|半消声室|声级计|acoustic
风洞|风量测试|风机性能|风室|wind tunnel|airflow
焓差室|焓差|制冷量|enthalpy|制冷性能
生物安全柜|流式细胞仪|流式|flow cytometer
荧光定量pcr|pcr|基因扩增
酶标仪|elisa|microplate
冷冻干燥机|冻干机|冻干|freeze dryer|lyophil
3d打印|增材制造|三维打印|3d printer|additive manufacturing
水质分析仪|cod测定|cod|水质|water quality
`
  .trim()
  .split('\n')
  .map((line) => line.split('|'))

/** A Latin abbreviation counts as a whole word only: “tem” is not in “system”. */
const latin = /^[a-z0-9 -]+$/

function pattern(word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(latin.test(word) ? `(?<![a-z0-9])${escaped}(?![a-z0-9])` : escaped)
}

const groups = instrumentWords.map((words) => ({ words, said: new RegExp(words.map((word) => pattern(word).source).join('|')) }))

/** The words that mean the instruments a question is about; of an unknown one its own words. At most 40. */
export function termsOf(question: string): string[] {
  const text = fold(tidy(question).slice(0, 200)).text
  const known = instrumentTerms(text)
  const own = text
    .replace(/\b(?:where|is|are|there|can|i|find|an?|the|some|any|for|use|equipment|instruments?|machines?)\b/g, ' ')
    .replace(/哪里有|哪儿有|哪家有|谁有|有没有|找一?台|[的吗呢啊吧？?！!。,，、]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word.length >= 2)
  // “电镜” is part of what several kinds are called
  const near =
    known.length > 0
      ? []
      : groups.filter(({ words }) => words.some((word) => own.some((part) => /\p{Script=Han}/u.test(part) && word.includes(part))))
  return [...new Set([...known, ...own, ...near.flatMap(({ words }) => words)])].slice(0, 40)
}

/** The words for the instruments that a text of any length speaks of; empty where it speaks of none. */
export function instrumentTerms(text: string): string[] {
  const folded = fold(tidy(text).slice(0, 5000)).text
  return [...new Set(groups.flatMap(({ words, said }) => (said.test(folded) ? words : [])))].slice(0, 40)
}
