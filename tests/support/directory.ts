import type { Directory } from '../../src/domain/directory-file.ts'

type Expert = Directory['experts'][number]

function expert(key: string, name: string, institute: string, keywords: string[], profile: string, more: Partial<Expert> = {}): Expert {
  return {
    key,
    name,
    institute,
    title: '教授',
    fields: ['80'],
    keywords,
    profile,
    achievements: [],
    cap: 3,
    languages: [],
    conflicts: [],
    phone: '19900001111',
    email: `${key}@example.edu.cn`,
    chat: true,
    ...more,
  }
}

/** A directory small enough to know by heart: four who know of calendering, one of castings, one of water. */
export const smallDirectory: Directory = {
  institutes: [
    {
      key: 'textile',
      name: '江畔理工大学轻纺研究院',
      short: '江畔轻纺院',
      university: '江畔理工大学',
      clusters: ['textiles'],
      manager: { name: '苏敏', phone: '19900002001' },
    },
    {
      key: 'machine',
      name: '东湖科技大学装备研究院',
      short: '东湖装备院',
      university: '东湖科技大学',
      clusters: ['drives', 'vehicles'],
      manager: { name: '丁强', phone: '19900002002' },
    },
  ],
  experts: [
    expert(
      'rolling',
      '沈岚',
      'textile',
      ['棉织物后整理', '轧光工艺', '压光', '极光'],
      '长期从事棉织物后整理、轧光与压光工艺、柔软助剂研究，解决布面极光、手感发硬等问题。',
    ),
    expert('finish', '何平', 'textile', ['后整理', '柔软剂', '手感'], '从事纺织品后整理助剂与手感风格评价，熟悉压光后手感发硬的成因。'),
    expert('fabric', '罗宁', 'textile', ['织物', '布面', '极光'], '织物布面疵点检测，压光布面光泽与极光等级评价。'),
    expert('softener', '孟洁', 'textile', ['柔软整理', '有机硅'], '有机硅柔软剂合成与应用，改善压光织物手感发硬。'),
    expert(
      'casting',
      '丁涛',
      'machine',
      ['压铸', '气孔', '砂眼', 'die casting', 'porosity'],
      '铝合金压铸模具与工艺，压铸件砂眼、气孔缺陷控制。',
    ),
    expert('water', '邱雯', 'machine', ['膜分离', 'COD', '废水'], '印染废水深度处理，膜分离降低 COD。', { fields: ['70'] }),
  ],
  enterprises: [
    {
      key: 'mill',
      name: '云溪锦华印染有限公司',
      creditCode: '91339999MA00000011',
      township: '柳荫街道',
      industry: { code: 'C17', name: '纺织业' },
      cluster: 'textiles',
      tier: '高新技术企业',
      products: '棉织物染整',
      contact: { key: 'mill', name: '周工', post: '技术部经理', phone: '19900003001' },
      verified: true,
    },
    {
      key: 'foundry',
      name: '云溪恒铸机械有限公司',
      creditCode: '91339999MA00000022',
      township: '石桥镇',
      industry: { code: 'C33', name: '金属制品业' },
      cluster: 'vehicles',
      tier: null,
      products: '铝压铸件',
      contact: { key: 'foundry', name: '吴师傅', post: '车间主任', phone: '19900003002' },
      verified: true,
    },
  ],
  officers: [
    { key: 'wang', name: '王敏', role: 'officer', post: '联络员', townships: ['柳荫街道', '石桥镇'], phone: '19900004001' },
    { key: 'chen', name: '陈科长', role: 'staff', post: '成果科', townships: [], phone: '19900004002' },
  ],
  pastNeeds: [],
}

/** What the mill writes. */
export const millNeed =
  '布面有极光，压光后手感发硬，客户退货。希望手感柔软，极光等级到4级以上，预算二十万左右，年底前解决。试过换柔软剂，效果不好。'
