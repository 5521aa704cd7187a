import type { Directory } from '../../../src/domain/directory-file.ts'

/** What experts know of, and what an enterprise says that has that trouble. */
export const topics = [
  { field: '80', keywords: ['棉织物后整理', '轧光工艺', '极光'], says: '布面有极光，压光后手感发硬，客户退货' },
  { field: '80', keywords: ['染色', '色差', '色牢度'], says: '染色批次之间色差大，色牢度不够，返工很多' },
  { field: '40', keywords: ['压铸', '气孔', '砂眼'], says: '铝压铸件有气孔和砂眼，漏气率高' },
  { field: '40', keywords: ['注塑', '缩痕', '翘曲'], says: '注塑件表面缩痕，脱模以后翘曲变形' },
  { field: '70', keywords: ['膜分离', 'COD', '废水'], says: '印染废水COD不达标，膜分离通量衰减快' },
  { field: '50', keywords: ['电机', '振动', '噪声'], says: '电机运转时振动和噪声大，找不到原因' },
  { field: '10', keywords: ['机器视觉', '缺陷检测', 'MES'], says: '外观靠人工检验漏检多，想上机器视觉缺陷检测' },
  { field: '20', keywords: ['发酵', '提取', '纯化'], says: '发酵收率低，提取纯化损失大' },
] as const

export const townships = ['柳荫街道', '石桥镇', '东渡镇', '云岭乡', '白塘镇', '南圩街道', '青浦岭镇', '湖头镇'] as const
export const sizes = { institutes: 10, experts: 100, enterprises: 300, samples: 4 } as const

const two = (n: number) => String(n).padStart(3, '0')

export const keys = {
  institute: (i: number) => `inst${two(i)}`,
  expert: (i: number) => `expert${two(i)}`,
  enterprise: (i: number) => `works${two(i)}`,
  sample: (i: number) => `sample${two(i)}`,
}

/** A district as large as the campaign's name says: ten institutes, a hundred experts, hundreds of enterprises in eight townships. */
export function district(): Directory {
  return {
    institutes: Array.from({ length: sizes.institutes }, (_, i) => ({
      ...{
        key: keys.institute(i),
        name: `第${i}大学研究院`,
        short: `研究院${i}`,
        university: `第${i}大学`,
        clusters: ['textiles' as const],
      },
      manager: { name: `院管${i}`, phone: `199001${two(i)}00` },
    })),
    experts: Array.from({ length: sizes.experts }, (_, i) => expert(i)),
    enterprises: Array.from({ length: sizes.enterprises }, (_, i) =>
      enterprise(keys.enterprise(i), `云溪${two(i)}制造有限公司`, i % 29 === 28 ? undefined : townships[i % townships.length]),
    ),
    officers: [
      ...townships.slice(0, 4).map((_, i) => ({
        ...{ key: `off${i}`, name: `联络员${i}`, role: 'officer' as const, post: '联络员' },
        townships: [townships[i] as string, townships[i + 4] as string],
      })),
      { key: 'chen', name: '陈科长', role: 'staff', post: '成果科', townships: [] },
      { key: 'yu', name: '于科员', role: 'staff', post: '成果科', townships: [] },
      { key: 'liu', name: '刘局', role: 'head', post: '分管局长', townships: [] },
    ],
    pastNeeds: [],
  }
}

/** The same in parts, each of which is written in one go on a slow machine, too. */
export function districtInParts(): Directory[] {
  const { experts, enterprises, ...rest } = district()
  const chunks = <T>(all: T[]) => Array.from({ length: Math.ceil(all.length / 50) }, (_, i) => all.slice(i * 50, i * 50 + 50))
  const nothing = { institutes: [], experts: [], enterprises: [], officers: [], pastNeeds: [] }
  return [
    { ...rest, experts: [], enterprises: [] },
    ...chunks(experts).map((some) => ({ ...nothing, experts: some })),
    ...chunks(enterprises).map((some) => ({ ...nothing, enterprises: some })),
  ]
}

/** Demo enterprises beside them, whose needs no figure may count. */
export function demo(): Directory {
  const enterprises = Array.from({ length: sizes.samples }, (_, i) => enterprise(keys.sample(i), `示例${i}有限公司`, '柳荫街道'))
  return { institutes: [], experts: [], enterprises, officers: [], pastNeeds: [] }
}

function expert(i: number): Directory['experts'][number] {
  const topic = topics[i % topics.length] as (typeof topics)[number]
  return {
    ...{ key: keys.expert(i), name: `专家${two(i)}`, institute: keys.institute(Math.floor(i / topics.length) % sizes.institutes) },
    ...{ title: '教授', fields: [topic.field], keywords: [...topic.keywords], profile: `从事${topic.keywords.join('、')}研究。` },
    ...{ achievements: [], cap: 20, languages: [], conflicts: [], chat: true, email: `${keys.expert(i)}@example.edu.cn` },
  }
}

function enterprise(key: string, name: string, township: string | undefined): Directory['enterprises'][number] {
  const contact = { key, name: `${key}联系人`, post: '技术部' }
  return { key, name, township, tier: null, products: '零部件', contact, verified: true }
}
