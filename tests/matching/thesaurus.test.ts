import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type ClusterCode, clusters, type FieldCode, fields } from '../../src/domain/code-lists.ts'
import { disciplines } from '../../src/domain/disciplines.ts'
import { segment } from '../../src/matching/text.ts'
import { problemsOf } from '../../src/matching/thesaurus/problems.ts'
import { type Concept, parseConcepts, readConcepts, wordsOf } from '../../src/matching/thesaurus/read.ts'
import { type Spot, spot } from '../../src/matching/thesaurus/spot.ts'
import { buildThesaurus, type Thesaurus, thesaurus } from '../../src/matching/thesaurus/thesaurus.ts'

type Named = { zh: string; by: Spot['by']; words: string }

function spotted(text: string, known: Thesaurus = thesaurus()): Named[] {
  const segmented = segment(text)
  return spot(known, segmented).map(({ concept, by, start, end }) => ({
    zh: known.concepts[concept]!.zh,
    by,
    words: segmented.shown.slice(start, end),
  }))
}

function namesIn(text: string, known?: Thesaurus): string[] {
  return [...new Set(spotted(text, known).map(({ zh }) => zh))]
}

const codes: ReadonlySet<string> = new Set(disciplines.map(({ code }) => code))

/** The second level of the national list of fields, by the first. */
const secondLevel: Record<FieldCode, string> = {
  '10': '软件 微电子 计算机产品及网络应用 通信 广播影视 新型电子元器件 信息安全 智能交通和轨道交通',
  '20': '医药生物 中药、天然药物 化学药研发 新剂型与制剂 医疗仪器、设备与医学专用软件 轻工和化工生物 农业生物',
  '30': '航空 航天',
  '40': '金属材料 无机非金属材料 高分子材料 生物医用材料 精细和专用化学品 与文化艺术产业相关的新材料',
  '50': '研发与设计服务 检验检测认证与标准服务 信息技术服务 高技术专业化服务 知识产权与成果转化服务 电子商务与现代物流 城市管理与社会服务 文化创意产业支撑技术',
  '60': '可再生清洁能源 核能及氢能 新型高效能量转换与储存 高效节能',
  '70': '水污染控制与水资源利用 大气污染控制 固体废弃物处置与综合利用 物理性污染防治 环境监测及环境事故应急 生态环境建设与保护 清洁生产 资源勘查、高效开采与综合利用',
  '80': '工业生产过程控制 安全生产 高性能、智能化仪器仪表 先进制造工艺与装备 新型机械 电力系统与设备 汽车及轨道车辆 高技术船舶与海洋工程装备 传统文化产业改造',
}
const ofCluster: Record<ClusterCode, string[]> = {
  chemicals: ['化学工程'],
  digital: ['数字文娱'],
  hvac: ['暖通与制冷'],
  drives: ['电机与驱动'],
  vehicles: ['汽车及轨道车辆'],
  textiles: ['纺织科学技术', '轻工制造'],
  biomedicine: ['医药生物'],
  materials: ['新材料'],
}
/** Services that are hardly a matter of technology of their own: few concepts stand below each. */
const thin: ReadonlySet<string> = new Set(
  '研发与设计服务 信息技术服务 高技术专业化服务 知识产权与成果转化服务 文化创意产业支撑技术'.split(' '),
)

describe('the data', () => {
  const concepts = readConcepts()
  const byName = new Map(concepts.map((concept) => [concept.zh, concept]))

  function below(zh: string): number {
    const found = new Set<string>()
    let level = [zh]
    while (level.length > 0) {
      const wide = new Set(level)
      level = concepts.filter((concept) => !found.has(concept.zh) && concept.broader.some((name) => wide.has(name))).map((one) => one.zh)
      for (const name of level) found.add(name)
    }
    return found.size
  }

  test('is sound', () => expect(problemsOf(concepts, codes)).toEqual([]))

  test('is large', () => expect(concepts.length).toBeGreaterThanOrEqual(5000))

  const second = fields.flatMap(({ code, zh }) => secondLevel[code].split(' ').map((name) => [name, zh] as const))
  test('has the 52 second-level fields', () => expect(second).toHaveLength(52))

  test.each(second)('%s belongs to %s', (name, field) => {
    expect(byName.get(name)?.broader).toContain(field)
    expect(byName.get(field)?.broader).toEqual([])
    if (!thin.has(name)) expect(below(name)).toBeGreaterThanOrEqual(15)
  })

  test('the thin services stand in a field that is not', () => expect(below('高技术服务')).toBeGreaterThan(200))

  test.each(clusters.map(({ code, zh }) => [zh, ofCluster[code]] as const))('the cluster %s has concepts: %j', (_, names) => {
    for (const name of names) {
      expect(byName.has(name)).toBe(true)
      expect(below(name)).toBeGreaterThanOrEqual(15)
    }
  })

  test('belongs to fields: from every concept there is a way up to a first-level one', () => {
    const first = new Set<string>(fields.map(({ zh }) => zh))
    const reaches = (zh: string): boolean => first.has(zh) || byName.get(zh)!.broader.some(reaches)
    expect(concepts.filter(({ zh }) => !reaches(zh))).toEqual([])
  })

  test('hardly a word names nothing', () => {
    const known = thesaurus()
    const words = known.concepts.flatMap((concept) => wordsOf(concept).map(({ word }) => ({ word, zh: concept.zh })))
    const lost = words.filter(({ word, zh }) => !namesIn(word, known).includes(zh))
    expect(words.length).toBeGreaterThan(20_000)
    expect(lost.length / words.length).toBeLessThan(0.02)
  })

  test('hardly a symptom is never found, in whatever order and words', () => {
    const known = thesaurus()
    let all = 0
    const lost: string[] = []
    for (const { zh, symptoms } of known.concepts) {
      for (const symptom of symptoms) {
        const pieces = symptom.split(' ').map((piece) => piece.split('/'))
        for (const order of [pieces, pieces.toReversed()]) {
          const text = order.map((alternatives) => alternatives[all % alternatives.length]!).join('，')
          all++
          if (!spotted(text, known).some((one) => one.by === 'symptom' && one.zh === zh)) lost.push(text)
        }
      }
    }
    expect(all).toBeGreaterThan(2000)
    expect(lost.length / all).toBeLessThan(0.01)
  })

  test('built twice is the same', () => expect(isDeepStrictEqual(buildThesaurus(readConcepts()), thesaurus())).toBe(true))
})

describe('problems', () => {
  const concept = (zh: string, more: Partial<Concept> = {}): Concept => ({
    zh,
    en: `${zh.codePointAt(0)} ${zh.codePointAt(1)}`,
    ...{
      synonyms: [],
      abbreviations: [],
      shop: [],
      symptoms: [],
      broader: ['铸造'],
      discipline: '460',
      related: [],
      file: 'a.tsv',
      line: 7,
    },
    ...more,
  })
  const sound = [concept('铸造', { broader: [], line: 2 }), concept('砂型铸造', { line: 3 })]
  const problems = (...concepts: Concept[]) =>
    problemsOf([...sound, ...concepts], codes).map(({ concept: zh, problem }) => `${zh}: ${problem}`)

  test('none in what is sound', () => {
    expect(
      problems(concept('压铸', { synonyms: ['压力铸造'], abbreviations: ['HPDC'], symptoms: ['压铸件 砂眼/气孔', '跑铝水'] })),
    ).toEqual([])
  })

  test.each<[string, Partial<Concept>, RegExp]>([
    ['no Chinese name', { zh: 'casting' }, /has no Chinese name/],
    ['no English name', { en: '' }, /has no English name/],
    ['an English name in Chinese', { en: '压铸 die' }, /has no English name/],
    ['an unknown discipline', { discipline: '999' }, /unknown discipline “999”/],
    ['no discipline', { discipline: '' }, /unknown discipline “”/],
    ['a discipline of the second level', { discipline: '46010' }, /unknown discipline/],
    ['four broader concepts', { broader: ['铸造', '铸造', '铸造', '铸造'] }, /more than 3 broader/],
    ['a broader concept that is nowhere', { broader: ['锻造'] }, /broader concept “锻造” does not exist/],
    ['blanks around a word', { synonyms: ['压力铸造 '] }, /has blanks around it/],
    ['an empty word', { shop: [''] }, /has blanks around it/],
    ['full width', { abbreviations: ['ＨＰＤＣ'] }, /not in plain width/],
    ['traditional characters', { synonyms: ['壓力鑄造'] }, /traditional characters/],
    ['a word of one character', { shop: ['铸'] }, /too short to name anything/],
    ['a word of every trade', { shop: ['设备'] }, /a word of every trade/],
    ['a word twice', { synonyms: ['压力铸造', '压力铸造'] }, /“压力铸造” stands twice/],
    ['a word twice in another case', { abbreviations: ['HPDC', 'hpdc'] }, /stands twice/],
    ['a symptom of four pieces', { symptoms: ['压铸件 加工 以后 砂眼'] }, /more than 3 pieces/],
    ['a symptom with an empty piece', { symptoms: ['压铸件 砂眼/'] }, /an empty piece/],
    ['a symptom of one character', { symptoms: ['漏'] }, /too short to stand alone/],
  ])('%s', (_, wrong, expected) => {
    const found = problems(concept('压铸', wrong))
    expect(found[0]).toMatch(expected)
    for (const one of found) expect(one.startsWith(`${wrong.zh ?? '压铸'}: `)).toBe(true)
  })

  test('an orphan', () => {
    expect(problems(concept('压铸'), concept('锻造', { broader: [] }))).toEqual(['锻造: belongs to nothing, and nothing belongs to it'])
  })

  test('cycles, of one, two and three', () => {
    const around = (names: string[]) =>
      names.map((zh, i) => concept(zh, { broader: [names[(i + 1) % names.length]!, ...(i === 0 ? ['铸造'] : [])] }))
    for (const names of [['压铸'], ['压铸', '锻造'], ['压铸', '锻造', '轧制']]) {
      expect(problems(...around(names))).toEqual(names.map((zh) => `${zh}: belongs to itself`))
    }
  })

  test('two ways to one concept are no cycle', () => {
    const two = [concept('压铸'), concept('锻造'), concept('轧制', { broader: ['压铸', '锻造'] })]
    expect(problems(...two)).toEqual([])
  })

  test('the same concept twice names the other place', () => {
    expect(problems(concept('压铸', { line: 4 }), concept('压铸'))).toContain('压铸: is a concept already, in a.tsv line 4')
  })

  test('one word for two things must be marked in each', () => {
    const pair = (first: string, other: string) => problems(concept('压铸', { shop: [first] }), concept('焊接', { shop: [other] }))
    expect(pair('气孔', '气孔')).toEqual([expect.stringMatching(/^压铸: “气孔” means 压铸 and 焊接/)])
    expect(pair('?气孔', '气孔')).toEqual([expect.stringMatching(/^焊接: “气孔” means 压铸 and 焊接/)])
    expect(pair('?气孔', '?气孔')).toEqual([])
  })

  test('file and line are those of the data; headings and empty lines are passed over', () => {
    const lines = ['zh\ten\t…', '# casting', '', '压铸\t\t\t\t\t\t铸造\t460\t', '']
    const [found] = problemsOf([...sound, ...parseConcepts(lines.join('\n'), '80.tsv')], codes)
    expect(found).toEqual({ file: '80.tsv', line: 4, concept: '压铸', problem: 'has no English name' })
  })
})

describe('spotting', () => {
  const rows = [
    ['电池', 'battery', '', '', '', '', ''],
    ['电池内阻', 'internal resistance of batteries', '', 'DCIR', '', '', '电池'],
    ['内阻测试仪', 'resistance meter', '', '', '', '', '电池'],
    ['压铸', 'die casting', '压力铸造', '', '压铸件', '压铸件/铸件 砂眼/气孔;压铸 粘模 拉伤', ''],
    ['铸造', 'foundry', '', '', '', '', ''],
    ['铸造气孔', 'porosity in castings', '', '', '?气孔', '', '压铸'],
    ['焊缝气孔', 'weld porosity', '', '', '?气孔', '', '压铸'],
    ['聚酰胺66', 'nylon-66', '', 'PA66', '', '', '压铸'],
  ]
  const text = ['head', ...rows.map((row) => [...row, '460', ''].join('\t'))].join('\n')
  const little = buildThesaurus(parseConcepts(text, 'little.tsv'))
  const found = (sentence: string) => spotted(sentence, little).map(({ zh, by, words }) => `${zh} ${by} ${words}`)

  test.each([
    ['压力铸造车间', ['压铸 word 压力铸造']],
    ['我們做壓鑄的', ['压铸 word 壓鑄']],
    ['Die-castings', ['压铸 word Die-castings']],
    ['压 铸', ['压铸 word 压 铸']],
    ['PA-66粒子', ['聚酰胺66 word PA66']],
    ['ＤＣＩＲ偏大', ['电池内阻 word DCIR']],
    ['焊接后有气孔', ['铸造气孔 ambiguous 气孔', '焊缝气孔 ambiguous 气孔']],
    ['', []],
    ['。', []],
    ['电', []],
  ])('%s: %j', (sentence, expected) => expect(found(sentence)).toEqual(expected))

  test('a word inside a longer one does not count, elsewhere it does', () => {
    expect(found('电池内阻大')).toEqual(['电池内阻 word 电池内阻'])
    expect(found('电池内阻和电池')).toEqual(['电池内阻 word 电池内阻', '电池 word 电池'])
    expect(found('porosity in castings, weld porosity')).toEqual(['铸造气孔 word porosity in castings', '焊缝气孔 word weld porosity'])
  })

  test('words that only overlap both count', () => {
    expect(found('电池内阻测试仪')).toEqual(['电池内阻 word 电池内阻', '内阻测试仪 word 内阻测试仪'])
  })

  test.each(['电。池', '电，池', '电\n池', 'die. casting', 'die, casting', '电1池'])('no word stands across the gap in %j', (sentence) =>
    expect(found(sentence)).toEqual([]),
  )

  describe('symptoms', () => {
    const symptoms = (sentence: string) => found(sentence).filter((one) => one.includes('symptom'))

    test.each([
      ['铸件有砂眼', '压铸 symptom 铸件有砂眼'],
      ['砂眼都在铸件上', '压铸 symptom 砂眼都在铸件'],
      ['鑄件，加工以後全是氣孔', '压铸 symptom 鑄件,加工以後全是氣孔'],
      ['拉伤、粘模，压铸就这样', '压铸 symptom 拉伤、粘模,压铸'],
    ])('%s', (sentence, expected) => expect(symptoms(sentence)).toContain(expected))

    test.each([
      ['a piece is missing', '压铸总是粘模'],
      ['alternatives of one piece are not two pieces', '压铸件和铸件'],
      ['pieces far apart', `铸件${'我们车间最近换了一批新来的工人师傅都不太熟悉情况'}砂眼`],
      ['the second of three is far', `压铸${'我们车间最近换了一批新来的工人'}粘模${'而且师傅们都不太熟悉情况'}拉伤`],
    ])('not when %s', (_, sentence) => expect(symptoms(sentence)).toEqual([]))

    test('a piece of the text before does not count', () => {
      expect(symptoms('压铸件')).toEqual([])
      expect(symptoms('砂眼')).toEqual([])
      expect(symptoms('压铸件砂眼')).not.toEqual([])
      expect(symptoms('砂眼')).toEqual([])
    })

    test('the nearest mention counts, however far an earlier one', () => {
      const far = `铸件${'我们车间最近换了一批新来的工人师傅都不太熟悉情况'}`
      expect(symptoms(`${far}，铸件砂眼`)).toEqual(['压铸 symptom 铸件砂眼'])
    })
  })
})

describe('what a foreman says', () => {
  test.each([
    ['布面有极光', ['织物极光', '轧光']],
    ['极光出现在压过的布面上', ['织物极光', '轧光']],
    ['压铸件有砂眼', ['压力铸造', '砂眼', '铸造气孔']],
    ['砂眼，压铸件上到处都是', ['压力铸造', '砂眼']],
    ['电机异响发烫', ['电机']],
    ['马达烫手还叫', ['电机']],
    ['電機異響', ['电机']],
    ['出水COD超标', ['化学需氧量', '工业废水处理']],
    ['超标了，出水的COD又不合格', ['工业废水处理']],
    ['PA66件翘曲', ['聚酰胺']],
    ['注塑出来的件变形翘曲', ['注塑成型']],
    ['焊缝里有很多气孔', ['焊缝气孔']],
    ['衣服洗了几次就掉色', ['染色牢度差']],
    ['锅炉老是结垢', ['锅炉', '锅炉水处理']],
    ['轴承有异响', ['滚动轴承']],
    ['螺丝电镀后放几天就断', ['氢脆']],
    ['淬火件变形大', ['淬火', '热处理变形']],
    ['电池用不久就鼓包', ['电池产气鼓胀']],
    ['MVR结垢', ['机械蒸汽再压缩']],
    ['贴片有虚焊', ['表面贴装', '焊点虚焊']],
    ['玻璃自爆', ['钢化玻璃']],
    ['變頻器報過流', ['变频器']],
    ['porosity in die castings', ['压力铸造']],
    ['weld porosity', ['焊缝气孔']],
    ['Bearings are noisy, the frequency converter trips', ['滚动轴承', '变频器']],
  ])('%s: %j', (sentence, expected) => expect(namesIn(sentence)).toEqual(expect.arrayContaining(expected)))

  test.each([
    ['电机异响', '电机'],
    ['异响的电机', '电机'],
    ['电机这两天老有异响', '电机'],
    ['压铸件加工以后有砂眼', '压力铸造'],
    ['漆面一个月就起泡', '涂装'],
  ])('%s is a symptom of %s', (sentence, zh) => expect(spotted(sentence)).toContainEqual(expect.objectContaining({ zh, by: 'symptom' })))

  test('pieces far apart are not a symptom', () => {
    const sentence = '电机在车间里用了三年多，换过油也换过皮带，前天夜班的时候开始异响'
    expect(spotted(sentence)).not.toContainEqual(expect.objectContaining({ zh: '电机', by: 'symptom' }))
  })

  test.each(['给孩子报名上学', '请老师来讲课', '😀', '20240101'])('nothing in %s', (sentence) => expect(namesIn(sentence)).toEqual([]))

  // letters, digits and signs that text.ts makes no term of must not leave a shorter word behind: B超, 45钢, 502胶, CAR-T, ISO 9001
  test.each([
    ['废水超标', '超声诊断仪'],
    ['生产线改造', 'RS-485通信'],
    ['钢管生锈', '优质碳素结构钢'],
    ['电池不耐用', '圆柱电池'],
    ['控制温度', '鲁棒控制'],
    ['酸碱中和', '染料中间体'],
    ['客户给的图纸', '数字图像处理'],
    ['符合ISO标准', '质量管理体系认证'],
    ['low cost', '低辐射镀膜玻璃'],
    ['what we do', '机载软件适航'],
    ['car seats', '嵌合抗原受体T细胞'],
    ['the motor is noisy', '新能源汽车驱动电机'],
    ['waste water', '电子废弃物回收'],
  ])('%s does not name %s', (sentence, zh) => expect(namesIn(sentence)).not.toContain(zh))
})
