import { clusters, fields } from '../code-lists.ts'
import { equipmentStates, ownerships, qualificationKinds } from '../profile-codes.ts'
import { codes, column, idColumn, list, ref, text } from './column.ts'
import type { Table } from './table.ts'
import { by, institute } from './tables-people.ts'

const enterpriseNames = '企业名称|Enterprise|单位名称|公司名称|企业|名称|公司|企业全称|company|company name|enterprise name'

export const institutes: Table = {
  kind: 'institutes',
  zh: '研究院',
  en: 'Institutes',
  also: ['研究院名单', '机构', '大学研究院', 'institute'],
  columns: [
    idColumn,
    text(
      'name',
      '研究院名称|Institute|研究院|名称|机构名称|单位名称|全称|name',
      80,
      ['必填，全称', 'Required, in full', '江畔理工大学轻纺研究院'],
      { must: true },
    ),
    text('short', '简称|Short name|研究院简称', 20, ['新增时必填', 'Required in new rows', '江畔轻纺院'], { must: true }),
    text('university', '所属高校|University|高校|依托高校|大学|学校|共建高校', 60, ['新增时必填', 'Required in new rows', '江畔理工大学'], {
      must: true,
    }),
    codes('clusters', '服务集群|Clusters|产业集群|集群', clusters, [
      '产业集群综合体',
      'Industry clusters',
      '时尚轻纺',
      'Textiles and fashion',
    ]),
    text('township', '乡镇街道|Township|镇街|所在镇街|所属镇街|街道', 30, ['', '', '柳荫街道']),
    text('address', '地址|Address|办公地址|详细地址', 200, ['', '']),
    text('homepage', '主页|Homepage|网址|官网', 300, ['', '']),
    text('summary', '简介|Summary|研究院简介|介绍', 20_000, ['', '']),
    column('phone', '电话|Phone|办公电话|联系电话|总机', { is: 'phone' }, ['总机，不是个人的电话', 'Of the house, not of a person']),
  ],
  defaults: { clusters: [], township: null, address: null, homepage: null, summary: null, phone: null, sample: false },
  known: [by('name'), by('short')],
  unique: [['name']],
}

export const equipment: Table = {
  kind: 'equipment',
  zh: '仪器设备',
  en: 'Equipment',
  also: ['设备', '仪器', '设备清单', '共享设备', '仪器设备清单', 'instruments'],
  columns: [
    idColumn,
    text('name', '设备名称|Equipment|仪器名称|名称|仪器设备名称|设备|name|instrument', 120, ['必填', 'Required', '织物风格仪'], {
      must: true,
    }),
    institute,
    text('model', '型号|Model|规格型号|型号规格|设备型号', 120, ['', '', 'KES-FB']),
    text('code', '设备编号|Equipment code|资产编号|编号|仪器编号|asset number', 60, [
      '研究院内不重复',
      'Unique within the institute',
      'SB-001',
    ]),
    text('make', '生产厂家|Maker|厂家|制造商|品牌|生产厂商|manufacturer', 120, ['', '']),
    column('value', '原值（万元）|Value (10k CNY)|原值|设备原值|价值|价格', { is: 'money' }, ['万元', '10,000 yuan', '86']),
    column('inUseSince', '启用日期|In use since|购置日期|启用时间', { is: 'date' }, ['日期', 'A day', '2022-03-01']),
    column('calibratedUntil', '检定有效期至|Calibrated until|校准有效期|检定有效期', { is: 'date' }, ['日期', 'A day']),
    text('place', '存放地点|Place|安放地点|所在地点', 120, ['', '']),
    text('contactName', '联系人|Contact|设备联系人|管理员', 40, ['', ''], { contact: true }),
    column('contactPhone', '联系电话|Contact phone|联系人电话|电话|手机', { is: 'phone' }, ['一个号码', 'One number'], { contact: true }),
    text('specs', '主要技术指标|Specifications|技术指标|性能指标', 20_000, ['', '']),
    text('services', '服务内容|Services|功能|主要功能', 20_000, ['', '']),
    text('fee', '收费标准|Fee|收费|价格标准', 2_000, ['', '', '200 元/样']),
    text('openHours', '开放时段|Open hours|开放时间', 200, ['', '', '工作日']),
    codes('fields', '技术领域|Fields|领域', fields, ['同专家表', 'As of experts'], 8),
    list('keywords', '关键词|Keywords', 'words', ['用；隔开', 'Separated by ;'], 60, 200),
    column('state', '状态|State|设备状态', { is: 'code', of: equipmentStates }, [
      '可预约、维修中、停用',
      'Open for booking, Under repair, Out of use',
      '可预约',
      'Open for booking',
    ]),
  ],
  defaults: {
    ...{ model: null, code: null, make: null, value: null, inUseSince: null, calibratedUntil: null, place: null, contactName: null },
    ...{
      contactPhone: null,
      specs: null,
      services: null,
      fee: null,
      openHours: null,
      fields: [],
      keywords: [],
      state: 'available',
      sample: false,
    },
  },
  known: [by('instituteId', 'code'), by('instituteId', 'name', 'model'), by('instituteId', 'name')],
  clash: (row, stored) => (['code', 'model'].some((key) => row[key] && stored[key] && row[key] !== stored[key]) ? 'other' : undefined),
  unique: [['instituteId', 'code']],
}

export const enterprises: Table = {
  kind: 'enterprises',
  zh: '企业',
  en: 'Enterprises',
  also: ['企业名单', '企业库', '企业信息', '公司', 'companies', 'enterprise'],
  columns: [
    idColumn,
    text('name', enterpriseNames, 80, ['必填，全称', 'Required, in full', '云溪锦华印染有限公司'], { must: true }),
    column(
      'creditCode',
      '统一社会信用代码|Credit code|信用代码|社会信用代码|统一信用代码|统一社会信用代码证号|uscc|unified social credit code',
      { is: 'credit' },
      ['18 位，请把该列设为文本格式', '18 characters, as text', '91339999MA00000011'],
    ),
    text('township', '乡镇街道|Township|镇街|所在镇街|所属镇街|所属街道|街道|乡镇', 30, ['', '', '柳荫街道']),
    column('industryCode', '行业代码|Industry code|行业大类|国民经济行业', { is: 'industry' }, [
      '国民经济行业大类，代码或名称',
      'Division of GB/T 4754, code or name',
      'C17 纺织业',
      'C17',
    ]),
    text('industryName', '行业|Industry|所属行业|行业名称|行业类别', 60, ['', '', '纺织业', 'Textiles']),
    column('cluster', '产业集群|Cluster|所属集群|集群', { is: 'code', of: clusters }, ['', '', '时尚轻纺', 'Textiles and fashion']),
    text('tier', '企业梯次|Tier|梯次|企业类型|企业类别', 30, [
      '科技型中小企业、高新技术企业、创新型领军企业',
      'As the bureau calls it',
      '高新技术企业',
    ]),
    text('products', '主营产品|Products|主要产品|主导产品|经营范围|主营业务', 2_000, ['', '', '棉织物染整']),
    text('address', '地址|Address|企业地址|注册地址|详细地址|通讯地址', 200, ['', '']),
    text('homepage', '网址|Homepage|官网|主页|企业网址|website', 300, ['', '']),
    column('ownership', '企业性质|Ownership|性质|经济类型', { is: 'code', of: ownerships }, [
      '国企、民营、外资、其他',
      'State-owned, Private, Foreign or joint venture, Other',
      '民营',
      'Private',
    ]),
    text('legalRepresentative', '法定代表人|Legal representative|法人|法人代表|法人姓名', 40, ['', '']),
    column('registeredCapital', '注册资本（万元）|Registered capital (10k CNY)|注册资本|注册资金', { is: 'money' }, [
      '万元',
      '10,000 yuan',
      '1000',
    ]),
    column('foundedOn', '成立日期|Founded on|成立时间|注册时间|注册日期', { is: 'date' }, ['日期', 'A day', '2009-05-18']),
    column('staff', '职工人数|Staff|员工人数|从业人数|职工总数|employees', { is: 'number', from: 0, to: 1_000_000 }, [
      '人',
      'People',
      '120',
    ]),
    column('rdStaff', '研发人员|R&D staff|研发人员数|科技人员数|研发人数', { is: 'number', from: 0, to: 1_000_000 }, [
      '人',
      'People',
      '15',
    ]),
    column('doctors', '博士人数|Doctors|博士|博士数', { is: 'number', from: 0, to: 100_000 }, ['人', 'People', '1']),
    column(
      'revenue',
      '上年度营业收入（万元）|Revenue (10k CNY)|营业收入|上年营收|年营业收入|营收|上年度营业收入|销售收入',
      { is: 'money' },
      ['万元', '10,000 yuan', '8600'],
    ),
    column('aboveScale', '规上企业|Above scale|规上|是否规上|规模以上', { is: 'yes' }, ['是、否', 'yes, no', '是', 'yes']),
    column('listed', '上市企业|Listed|上市|是否上市', { is: 'yes' }, ['是、否', 'yes, no', '否', 'no']),
    text('summary', '简介|Summary|企业简介|机构简介|公司简介|现有研究基础', 20_000, ['', '']),
    column('verifiedAt', '已核实|Verified|是否核实', { is: 'stamp' }, [
      '是、否；新增的不填为是',
      'yes, no; yes where empty in new rows',
      '是',
      'yes',
    ]),
  ],
  defaults: {
    ...{
      creditCode: null,
      township: null,
      industryCode: null,
      industryName: null,
      cluster: null,
      tier: null,
      products: null,
      address: null,
    },
    ...{ homepage: null, ownership: null, legalRepresentative: null, registeredCapital: null, foundedOn: null, staff: null, rdStaff: null },
    ...{ doctors: null, revenue: null, aboveScale: null, listed: null, summary: null, verifiedAt: true, sample: false },
  },
  known: [by('creditCode'), by('name')],
  clash: (row, stored) => (row.creditCode && stored.creditCode && row.creditCode !== stored.creditCode ? 'other_code' : undefined),
  unique: [['name'], ['creditCode']],
}

export const qualifications: Table = {
  kind: 'qualifications',
  zh: '资质荣誉',
  en: 'Qualifications',
  also: ['资质', '荣誉', '企业资质', '资质认定', 'qualification'],
  columns: [
    idColumn,
    ref(
      'enterpriseId',
      enterpriseNames,
      'enterprises',
      ['已在企业库中的名称或信用代码', 'An enterprise of the directory, by name or credit code', '云溪锦华印染有限公司'],
      { must: true },
    ),
    column(
      'kind',
      '资质类别|Qualification|资质|资质名称|资质类型|荣誉|荣誉资质|qualification kind',
      { is: 'code', of: qualificationKinds },
      ['', '', '高新技术企业', 'High-tech enterprise'],
      { must: true },
    ),
    text('name', '具体名称|Name|其他资质名称|荣誉名称', 120, ['类别为“其他”时写', 'Where the kind is other', '']),
    text('number', '证书编号|Number|编号|文号|证书号', 80, ['', '', 'GR202633000000']),
    column('issuedOn', '发证日期|Issued on|认定日期|认定时间|发证时间|获得时间', { is: 'date' }, ['日期', 'A day', '2024-12-01']),
    column('expiresOn', '有效期至|Expires on|到期日期|有效期|到期时间', { is: 'date' }, [
      '没有期限就留空',
      'Empty where it has no end',
      '2027-11-30',
    ]),
  ],
  defaults: { name: null, number: null, issuedOn: null, expiresOn: null, warnedFor: null },
  known: [
    by('enterpriseId', 'kind', 'number'),
    by('enterpriseId', 'kind', 'issuedOn'),
    by('enterpriseId', 'kind', 'name'),
    by('enterpriseId', 'kind'),
  ],
  clash: (row, stored) =>
    ['number', 'issuedOn', 'name'].some((key) => row[key] && stored[key] && row[key] !== stored[key]) ? 'other' : undefined,
  unique: [],
}
