import type { Directory } from '../../../src/domain/directory-file.ts'

/** What people of this world are called, and how they can be reached: each a string that stands nowhere else. */
export const enterpriseMark = (i: number) => `企标${i}Z`
export const contactMark = (i: number) => `联标${i}Z`
export const expertMark = (i: number) => `专标${i}Z`
/** What every expert knows of, and only the description of need i says. */
export const knownMark = (i: number) => `KW${i}ZQ`

export const sizes = { enterprises: 4, experts: 6, institutes: 3 } as const
export const phones = {
  contact: (i: number) => `1990003000${i}`,
  expert: (i: number) => `1990001000${i}`,
  manager: (i: number) => `1990002000${i}`,
}
export const emailOf = (i: number) => `expmark${i}@example.edu.cn`

const all = <T>(count: number, of: (i: number) => T) => Array.from({ length: count }, (_, i) => of(i))

/** Four enterprises, six experts of three institutes, and the bureau. */
export const markedDirectory: Directory = {
  institutes: all(sizes.institutes, (i) => ({
    ...{ key: `inst${i}`, name: `第${i}大学研究院`, short: `研究院${i}`, university: `第${i}大学`, clusters: ['textiles' as const] },
    manager: { name: `院管${i}`, phone: phones.manager(i) },
  })),
  experts: all(sizes.experts, (i) => ({
    ...{ key: `expert${i}`, name: expertMark(i), institute: `inst${i % sizes.institutes}`, title: '教授', fields: ['80' as const] },
    keywords: ['棉织物后整理', '轧光工艺', '极光', ...all(sizes.enterprises, knownMark)],
    profile: '长期从事棉织物后整理、轧光工艺研究，解决布面极光、手感发硬。',
    ...{ achievements: [], cap: 4, languages: [], conflicts: [], phone: phones.expert(i), email: emailOf(i), chat: true },
  })),
  enterprises: all(sizes.enterprises, (i) => ({
    ...{ key: `works${i}`, name: `${enterpriseMark(i)}纺织有限公司`, township: '柳荫街道', cluster: 'textiles' as const, tier: null },
    ...{ industry: { code: 'C17', name: '纺织业' }, products: '棉布', verified: true },
    contact: { key: `works${i}`, name: contactMark(i), post: '技术部', phone: phones.contact(i) },
  })),
  officers: [
    { key: 'wang', name: '王敏', role: 'officer', post: '联络员', townships: ['柳荫街道'] },
    { key: 'chen', name: '陈科长', role: 'staff', post: '成果科', townships: [] },
    { key: 'liu', name: '刘局', role: 'head', post: '分管局长', townships: [] },
  ],
  pastNeeds: [],
}
