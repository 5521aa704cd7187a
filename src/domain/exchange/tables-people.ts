import { fields } from '../code-lists.ts'
import { disciplines } from '../disciplines.ts'
import { industries } from '../industries.ts'
import { achievementNatures, cooperationModes, degrees, ipForms } from '../profile-codes.ts'
import { subfields } from '../subfields.ts'
import { codes, column, idColumn, list, ref, text } from './column.ts'
import { sameName } from './plain.ts'
import type { Column, Stored, Table, Value, Values } from './table.ts'

export const languages = [
  { code: 'zh', zh: '中文', en: 'Chinese' },
  { code: 'en', zh: '英文', en: 'English' },
] as const

/** What somebody or something is known by: all of these columns, folded; undefined where one is missing. */
export function by(...keys: string[]): (row: Values) => string | undefined {
  return (row) => {
    const parts = keys.map((key) => row[key])
    return parts.every((part) => part !== undefined && part !== null && part !== '')
      ? parts.map((part) => sameName(String(part))).join('\n')
      : undefined
  }
}

const institute = ref(
  'instituteId',
  '所在单位|Institute|单位|研究院|所属研究院|所属单位|工作单位|单位名称|所在研究院|所属机构|机构|institution|organisation|organization|affiliation',
  'institutes',
  ['研究院的全称或简称', 'Name or short name of the institute', '江畔理工大学轻纺研究院'],
  { must: true },
)
const phone = (names: string) => column('phone', names, { is: 'phone' }, ['一个号码', 'One number', '13900000000'], { contact: true })
const email = column(
  'email',
  '邮箱|E-mail|电子邮箱|电子邮件|邮箱地址|email|mail|e-mail地址',
  { is: 'email' },
  ['一个地址', 'One address', 'name@example.edu.cn'],
  { contact: true },
)

export { email, institute, phone }

const expertColumns: Column[] = [
  idColumn,
  text('name', '姓名|Name|专家姓名|专家|名字|教师姓名|专家名称|full name|expert|expert name', 40, ['必填', 'Required', '沈若兰'], {
    must: true,
  }),
  institute,
  text('department', '院系|Department|学院|部门|所在院系|系所|所在部门|所在学院|faculty|school', 100, [
    '学院或系',
    'Faculty or department',
    '纺织学院',
  ]),
  text(
    'title',
    '职称|Title|专业技术职称|技术职称|职称级别|professional title|rank',
    30,
    ['新增时必填', 'Required in new rows', '教授', 'Professor'],
    { must: true },
  ),
  text('post', '职务|Post|行政职务|岗位|担任职务|position', 60, ['没有就留空', 'Leave empty if none', '染整工程系主任']),
  column('degree', '学历|Degree|学历学位|最高学历|学位|最高学位|education', { is: 'code', of: degrees }, [
    '博士、硕士、本科、其他',
    "Doctorate, Master's, Bachelor's, Other",
    '博士',
    'Doctorate',
  ]),
  codes(
    'fields',
    '技术领域|Fields|所属领域|领域|专业领域|高新技术领域|field',
    fields,
    ['国家重点支持的高新技术领域，最多 3 个', 'At most 3 of the eight high-tech fields', '新材料', 'New materials'],
    3,
  ),
  codes('subfields', '细分领域|Sub-fields|技术领域二级|二级领域|subfields', subfields, [
    '上述领域的二级目录',
    'Second level of the fields',
  ]),
  codes('disciplines', '学科|Disciplines|学科分类|所属学科|一级学科|学科专业|discipline', disciplines, [
    '学科分类与代码，一级',
    'First level of GB/T 13745',
    '纺织科学技术',
    'Textile science and technology',
  ]),
  codes('industries', '服务行业|Industries|面向行业|行业|适用行业|industry', industries, [
    '国民经济行业大类，名称或代码',
    'Divisions of GB/T 4754, name or code',
    '纺织业',
    'C17',
  ]),
  list(
    'keywords',
    '关键词|Keywords|研究方向|研究领域|专业方向|专长|技术专长|擅长|主要研究方向|research interests|expertise|keyword',
    'words',
    ['用；隔开', 'Separated by ;', '棉织物后整理；轧光工艺', 'cotton finishing; calendering'],
    60,
    200,
  ),
  text('profile', '简介|Profile|个人简介|专家简介|简历|个人简历|介绍|主要业绩|biography|bio', 20_000, [
    '一段话',
    'A paragraph',
    '长期从事棉织物后整理研究。',
  ]),
  list('solvedProblems', '解决过的问题|Solved problems|解决问题|服务案例|典型案例|服务企业案例', 'sentences', ['一行一条', 'One a line']),
  list('papers', '论文|Papers|代表论文|代表性论文|主要论文|论著|publications', 'sentences', ['一行一条', 'One a line']),
  list('patents', '专利|Patents|发明专利|代表专利|主要专利|授权专利', 'sentences', ['一行一条', 'One a line']),
  list('projects', '项目|Projects|科研项目|承担项目|主持项目|主要项目', 'sentences', ['一行一条', 'One a line']),
  text('homepage', '主页|Homepage|个人主页|网址|网页|url|website', 300, ['网址', 'Address of a web page']),
  codes('serviceForms', '服务方式|Service forms|合作方式|服务形式|可提供服务', cooperationModes, [
    '技术咨询、检测、委托开发等',
    'Consulting, testing, commissioned development …',
    '技术咨询、诊断',
    'Consulting and diagnosis',
  ]),
  text('serviceTimes', '可服务时间|Service times|服务时间|可约时间', 200, ['用一句话写', 'In words', '周三下午']),
  column('cap', '同时承担上限|Needs at once|承担上限|同时承接数|capacity', { is: 'number', from: 1, to: 20 }, [
    '同时承担几项需求，不填为 3',
    'How many needs at once; 3 where empty',
    '3',
  ]),
  column('monthlyCap', '每月承担上限|Needs a month|月承担上限|每月上限', { is: 'number', from: 0, to: 100 }, [
    '不填为不限',
    'Empty: no limit',
  ]),
  codes('topics', '关注领域|Topics|感兴趣领域', fields, ['还想收到哪些领域的需求', 'Further fields to hear of'], 8),
  codes('languages', '工作语言|Languages|语言|语种', languages, ['中文、英文', 'Chinese, English']),
  column('conflicts', '回避企业|Conflicts|利益回避|回避单位', { is: 'refs', to: 'enterprises', most: 50 }, [
    '有任职或持股、不应被其询问的企业',
    'Enterprises this expert must not be asked by',
  ]),
  column('external', '外部专家|External|区外专家', { is: 'yes' }, ['是、否', 'yes, no', '否', 'no']),
  column('envoy', '科技特派员|Science envoy|特派员', { is: 'yes' }, ['是、否', 'yes, no', '否', 'no']),
  column('awayFrom', '请假自|Away from|请假开始', { is: 'date' }, ['日期', 'A day']),
  column('awayUntil', '请假至|Away until|请假结束', { is: 'date' }, ['日期', 'A day']),
  column('mutedUntil', '免打扰至|Not asked until', { is: 'date' }, ['日期', 'A day']),
  phone('电话|Phone|手机|联系电话|手机号|手机号码|联系方式|电话号码|移动电话|mobile|tel|telephone|phone number'),
  email,
]

/** Of two with the same name in the same house: telephone and address both known, and both different. */
function otherPerson(row: Values, stored: Stored): string | undefined {
  const differs = (key: string) => known(row[key]) && known(stored[key]) && sameName(String(row[key])) !== sameName(String(stored[key]))
  return differs('phone') && differs('email') ? 'same_name' : undefined
}

function known(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}

export const experts: Table = {
  kind: 'experts',
  zh: '专家',
  en: 'Experts',
  also: ['专家库', '专家名单', '专家信息', '师资', '教师', 'expert', '人才'],
  columns: expertColumns,
  defaults: {
    ...{
      post: null,
      department: null,
      degree: null,
      homepage: null,
      serviceTimes: null,
      monthlyCap: null,
      awayFrom: null,
      awayUntil: null,
    },
    ...{
      mutedUntil: null,
      phone: null,
      email: null,
      fields: [],
      subfields: [],
      disciplines: [],
      industries: [],
      keywords: [],
      profile: '',
    },
    ...{ solvedProblems: [], papers: [], patents: [], projects: [], serviceForms: [], topics: [], languages: [], conflicts: [], cap: 3 },
    ...{ external: false, envoy: false, sample: false, title: '' },
  },
  known: [by('name', 'instituteId')],
  twin: [by('name', 'phone'), by('name', 'email')],
  clash: otherPerson,
  unique: [],
}

export const teams: Table = {
  kind: 'teams',
  zh: '项目团队',
  en: 'Teams',
  also: ['团队', '科研团队', 'research teams', 'team'],
  columns: [
    idColumn,
    text('name', '团队名称|Team|项目团队|团队|名称|team name|name', 80, ['必填', 'Required', '功能纺织品团队'], { must: true }),
    institute,
    ref('leaderId', '负责人|Leader|带头人|团队负责人|团队带头人|team leader|head', 'experts', ['专家姓名', 'Name of an expert', '沈若兰']),
    column('memberIds', '成员|Members|团队成员|骨干成员|成员名单', { is: 'refs', to: 'experts', most: 100 }, [
      '专家姓名，用；隔开',
      'Names of experts, separated by ;',
      '',
    ]),
    codes('fields', '技术领域|Fields|领域|所属领域', fields, ['同专家表', 'As of experts', '新材料', 'New materials'], 8),
    list('keywords', '关键词|Keywords|研究方向|研究领域', 'words', ['用；隔开', 'Separated by ;', ''], 60, 200),
    text('summary', '简介|Summary|团队简介|介绍', 20_000, ['一段话', 'A paragraph', '']),
  ],
  defaults: { leaderId: null, memberIds: [], fields: [], keywords: [], summary: '', sample: false },
  known: [by('name', 'instituteId')],
  unique: [['instituteId', 'name']],
}

export const achievements: Table = {
  kind: 'achievements',
  zh: '科技成果',
  en: 'Achievements',
  also: ['成果', '成果库', '成果清单', 'achievement', 'results'],
  columns: [
    idColumn,
    text(
      'title',
      '成果名称|Achievement|名称|成果|科技成果|成果标题|title|achievement title',
      300,
      ['必填', 'Required', '棉织物低张力轧光技术'],
      { must: true },
    ),
    ref(
      'expertId',
      '成果专家|Expert|专家|专家姓名|成果联系人|负责人|完成专家|姓名',
      'experts',
      ['已在专家库中的姓名', 'Name of an expert in the directory', '沈若兰'],
      { must: true },
    ),
    {
      ...institute,
      key: 'institute',
      virtual: true,
      must: undefined,
      hint: { zh: '有同名专家时用来区分', en: 'Tells experts of the same name apart' },
    },
    text('summary', '成果简介|Summary|简介|成果介绍|内容|成果内容|主要内容|abstract|description', 20_000, [
      '一段话',
      'A paragraph',
      '减少极光，手感柔软。',
    ]),
    column('year', '年份|Year|完成年份|年度', { is: 'number', from: 1950, to: 2100 }, ['四位数', 'Four digits', '2025']),
    list('keywords', '关键词|Keywords', 'words', ['用；隔开', 'Separated by ;', ''], 60, 200),
    codes('fields', '技术领域|Fields|领域|所属领域', fields, ['同专家表', 'As of experts', '新材料', 'New materials'], 8),
    codes('disciplines', '学科|Disciplines|学科分类', disciplines, ['同专家表', 'As of experts', '']),
    text('indicators', '技术指标|Indicators|主要技术指标', 20_000, ['', '']),
    text('application', '应用领域|Application|应用范围|应用前景', 20_000, ['', '']),
    text('benefit', '预期效益|Benefit|经济效益|效益', 20_000, ['', '']),
    column('maturity', '成熟度|Maturity|技术成熟度|成熟程度|所处阶段|trl', { is: 'maturity' }, [
      '1–9 级，或：正在研发、已有样品、通过小试、通过中试、可以量产',
      '1–9, or: In research, Sample made, Passed small-scale trial, Passed pilot trial, Ready for production',
      '7',
    ]),
    column('nature', '成果属性|Nature', { is: 'code', of: achievementNatures }, ['', '', '原始性创新', 'Original']),
    codes('ipForms', '知识产权形式|IP forms|知识产权|知识产权类型', ipForms, ['', '', '发明专利', 'Invention patent']),
    list('ipNumbers', '知识产权编号|IP numbers|专利号|知识产权号', 'sentences', ['一行一个', 'One a line']),
    text('ipHolder', '权利人|IP holder|知识产权人|专利权人', 300, ['', '']),
    codes('terms', '转化方式|Terms|合作方式|交易方式|转让方式', cooperationModes, ['', '', '许可', 'Licence']),
    column('price', '价格（万元）|Price (10k CNY)|价格|转让价格|意向价格|报价', { is: 'money' }, [
      '万元；面议的写在下一栏',
      '10,000 yuan',
      '50',
    ]),
    column('negotiable', '价格面议|Negotiable|面议|是否面议', { is: 'yes' }, ['是、否', 'yes, no', '否', 'no']),
    list('units', '完成单位|Units', 'sentences', ['一行一个', 'One a line']),
    list('people', '完成人|People|主要完成人', 'words', ['用；隔开', 'Separated by ;']),
    text('awards', '获奖情况|Awards|获奖', 2_000, ['', '']),
    text('project', '项目来源|Project|来源项目', 500, ['', '']),
    column('sampleExists', '有无样品|Sample exists|样品', { is: 'yes' }, ['是、否', 'yes, no']),
    column('completedOn', '完成日期|Completed on|完成时间', { is: 'date' }, ['日期', 'A day', '2025-06-30']),
  ],
  defaults: {
    ...{
      summary: '',
      year: null,
      keywords: [],
      fields: [],
      disciplines: [],
      indicators: null,
      application: null,
      benefit: null,
      maturity: null,
    },
    ...{ nature: null, ipForms: [], ipNumbers: [], ipHolder: null, terms: [], price: null, negotiable: false, units: [], people: [] },
    ...{ awards: null, project: null, sampleExists: null, completedOn: null },
  },
  known: [by('title', 'expertId')],
  unique: [],
}
