import { fields, needTypes, visibilities } from '../code-lists.ts'
import { column, idColumn, list, ref, text } from './column.ts'
import type { Column, Table, Values } from './table.ts'
import { by, email, institute, languages, phone } from './tables-people.ts'

/** Administrators are made in chat alone: an import neither makes nor unmakes one. */
export const officeRoles = [
  { code: 'officer', zh: '联络员', en: 'Liaison officer' },
  { code: 'staff', zh: '工作人员', en: 'Staff' },
  { code: 'head', zh: '负责人', en: 'Head of section' },
] as const

const name = text('name', '姓名|Name|联系人|联系人姓名|人员姓名|名字|contact|contact name', 40, ['必填', 'Required', '周工'], {
  must: true,
})
const post = text('post', '职务|Post|岗位|部门职务|position', 60, ['', '', '技术部经理'])
const tel = phone('电话|Phone|手机|联系电话|手机号|手机号码|联系方式|电话号码|mobile|tel|telephone')
const lang: Column = column('lang', '语言|Language|使用语言', { is: 'code', of: languages }, [
  '中文、英文',
  'Chinese, English',
  '中文',
  'Chinese',
])

const nobody: Values = {
  ...{ post: null, phone: null, email: null, lang: 'zh', roles: [], townships: [], enterpriseId: null, managesId: null, expertId: null },
  ...{ sample: false },
}

export const contacts: Table = {
  kind: 'contacts',
  zh: '企业联系人',
  en: 'Enterprise contacts',
  also: ['联系人', '联系人名单', 'contacts'],
  columns: [
    idColumn,
    name,
    ref(
      'enterpriseId',
      '企业名称|Enterprise|企业|单位名称|公司名称|所在企业|公司|company',
      'enterprises',
      ['已在企业库中的名称或信用代码', 'An enterprise of the directory, by name or credit code', '云溪锦华印染有限公司'],
      { must: true },
    ),
    post,
    tel,
    email,
    lang,
  ],
  defaults: nobody,
  known: [by('enterpriseId', 'name')],
  twin: [by('name', 'phone')],
  unique: [],
}

export const managers: Table = {
  kind: 'managers',
  zh: '研究院管理人员',
  en: 'Institute managers',
  also: ['管理人员', '研究院联系人', 'managers'],
  columns: [idColumn, name, { ...institute, key: 'managesId' }, post, tel, email, lang],
  defaults: nobody,
  known: [by('managesId', 'name')],
  unique: [],
}

export const officers: Table = {
  kind: 'officers',
  zh: '科技干部',
  en: 'Officers and staff',
  also: ['联络员', '干部', '工作人员', '科技干部名单', 'officers', 'staff'],
  columns: [
    idColumn,
    { ...name, example: { zh: '王敏', en: '王敏' } },
    column(
      'roles',
      '角色|Roles|身份|类别|人员类别|role',
      { is: 'codes', of: officeRoles, most: 3 },
      [
        '联络员、工作人员、负责人；管理员只能在聊天里授予',
        'Liaison officer, Staff, Head of section; administrators are made in chat',
        '联络员',
        'Liaison officer',
      ],
      { must: true },
    ),
    post,
    tel,
    email,
    list(
      'townships',
      '联系镇街|Townships|乡镇街道|镇街|负责镇街|联系乡镇',
      'words',
      ['用；隔开', 'Separated by ;', '柳荫街道；石桥镇'],
      50,
      30,
    ),
    column('linkedEnterprises', '联系企业|Linked enterprises', { is: 'refs', to: 'enterprises', most: 200 }, [
      '“五个一”联系的企业',
      'Enterprises this officer is linked to',
    ]),
    column('linkedInstitutes', '联系研究院|Linked institutes', { is: 'refs', to: 'institutes', most: 50 }, ['', '']),
    column('linkedTalents', '联系人才|Linked experts|联系专家', { is: 'refs', to: 'experts', most: 200 }, ['', '']),
    column('linkedProjects', '联系项目|Linked projects', { is: 'projects' }, [
      '写“项目名@企业名”，用；隔开',
      'project@enterprise, separated by ;',
    ]),
    lang,
  ],
  defaults: { ...nobody, linkedEnterprises: [], linkedInstitutes: [], linkedTalents: [], linkedProjects: [] },
  known: [by('name', 'phone'), by('name')],
  clash: (row, stored) => (row.phone && stored.phone && row.phone !== stored.phone ? 'same_officer' : undefined),
  unique: [],
}

export const needs: Table = {
  kind: 'needs',
  zh: '需求',
  en: 'Needs',
  also: ['技术需求', '以往需求', '需求清单', '历史需求', 'past needs'],
  columns: [
    idColumn,
    column('number', '需求编号|Number|编号|need number', { is: 'number_of_need' }, ['写成 2025-0001', 'Like 2025-0001', '2025-0001'], {
      must: true,
    }),
    text('title', '需求名称|Need|名称|标题|需求标题|技术需求名称|title', 200, ['必填', 'Required', '棉布压光后手感发硬'], { must: true }),
    text('state', '状态|State|需求状态', 30, [
      '只导入已解决的以往需求',
      'Only past needs that were solved are taken in',
      '企业确认',
      'confirmed',
    ]),
    text('description', '需求描述|Description|需求内容|描述|内容|技术需求', 32_000, ['必填', 'Required', '压光后手感发硬，客户退货。'], {
      must: true,
    }),
    column('field', '技术领域|Field|领域|所属领域', { is: 'code', of: fields }, ['', '', '新材料', 'New materials'], { must: true }),
    column('type', '需求类型|Type|类型', { is: 'code', of: needTypes }, ['', '', '技术研发', 'Technology R&D']),
    ref(
      'enterpriseId',
      '企业名称|Enterprise|企业|单位名称|需求单位|提出单位',
      'enterprises',
      ['已在企业库中', 'An enterprise of the directory', '云溪锦华印染有限公司'],
      { must: true },
    ),
    ref('expertId', '解决专家|Expert|专家|专家姓名|对接专家', 'experts', ['已在专家库中', 'An expert of the directory', '沈若兰'], {
      must: true,
    }),
    column('postedAt', '提出日期|Posted on|提出时间|发布日期', { is: 'date' }, ['日期', 'A day', '2025-03-01'], { must: true }),
    column('claimedAt', '认领日期|Claimed on|对接日期', { is: 'date' }, ['日期', 'A day', '2025-03-05'], { must: true }),
    column('solvedAt', '解决日期|Solved on|解决时间|完成日期', { is: 'date' }, ['日期', 'A day', '2025-06-20'], { must: true }),
    text('outcome', '解决情况|Outcome|成效|结果|result', 20_000, ['', '', '极光消除，退货下降。'], { must: true }),
    column('visibility', '公开程度|Visibility|公开范围', { is: 'code', of: visibilities }, ['', '', '公开', 'Public']),
  ],
  defaults: { type: 'other', visibility: 'matched', state: null },
  known: [by('number')],
  unique: [['number']],
}
