import type { ClusterCode, FieldCode } from './code-lists.ts'
import type { Lang } from './person.ts'
import type { AchievementNature, CooperationMode, Degree, EquipmentState, IpForm, Ownership, QualificationKind } from './profile-codes.ts'

export type Institute = { id: string; name: string; short: string; university: string; clusters: ClusterCode[]; sample: boolean }

/** What else is known of an institute 研究院. */
export type InstituteProfile = {
  township?: string
  address?: string
  homepage?: string
  summary?: string
  /** The telephone of the house, not of a person. */
  phone?: string
  updatedAt?: Date
}

/** A project team 项目团队 of an institute. */
export type ResearchTeam = {
  id: string
  instituteId: string
  name: string
  /** An expert. */
  leaderId?: string
  /** Experts, without the leader. */
  memberIds: string[]
  fields: FieldCode[]
  keywords: string[]
  summary: string
  sample: boolean
}

export type Expert = {
  id: string
  name: string
  institute: Institute
  title: string
  post?: string
  fields: FieldCode[]
  keywords: string[]
  profile: string
  achievements: { id: string; title: string; summary: string; year?: number }[]
  more: ExpertProfile
  /** How many needs at once. */
  cap: number
  /** Empty: not known. */
  languages: Lang[]
  /** Ids of enterprises this expert must not be asked by. */
  conflicts: string[]
  /** ISO dates in Asia/Shanghai, both included. */
  away?: { from: string; until: string }
  phone?: string
  email?: string
  sample: boolean
  /** The person behind the entry, once verified. */
  personId?: string
}

/** What else an expert's profile says; all of it may be empty. No ID number, ethnicity, politics or birthday is ever asked. */
export type ExpertProfile = {
  /** 院系. */
  department?: string
  degree?: Degree
  /** Sub-fields (domain/subfields.ts), disciplines (domain/disciplines.ts), divisions of industry (domain/industries.ts). */
  subfields: string[]
  disciplines: string[]
  industries: string[]
  /** Problems of enterprises solved before, in the expert's own words, one each. */
  solvedProblems: string[]
  papers: string[]
  patents: string[]
  projects: string[]
  homepage?: string
  serviceForms: CooperationMode[]
  /** In words: 周三下午、寒暑假. */
  serviceTimes?: string
  /** New claims a calendar month (Asia/Shanghai) at most; absent: no such limit, only `cap`. */
  monthlyCap?: number
  /** Fields the expert also wants to hear of. */
  topics: FieldCode[]
  /** ISO date in Asia/Shanghai, included: not asked until then 免打扰. */
  mutedUntil?: string
  /** 外部专家: of no institute of the district's. */
  external: boolean
  /** 科技特派员. */
  envoy: boolean
  /** When somebody last said that all this is right. */
  checkedAt?: Date
  checkAskedAt?: Date
}

/** A result an institute offers 科技成果, whole. */
export type Achievement = {
  id: string
  expertId: string
  title: string
  summary: string
  year?: number
  keywords: string[]
  fields: FieldCode[]
  disciplines: string[]
  /** 技术指标, 应用领域, 预期效益. */
  indicators?: string
  application?: string
  benefit?: string
  /** Technology readiness 1–9. */
  maturity?: number
  nature?: AchievementNature
  ipForms: IpForm[]
  ipNumbers: string[]
  ipHolder?: string
  /** On what terms it is given, and for how much (万元); absent with `negotiable`: 面议. */
  terms: CooperationMode[]
  price?: number
  negotiable: boolean
  /** 完成单位、完成人, in order. */
  units: string[]
  people: string[]
  awards?: string
  /** 项目来源. */
  project?: string
  sampleExists?: boolean
  /** ISO date. */
  completedOn?: string
  updatedAt?: Date
}

/** An instrument an institute shares 仪器设备. */
export type Equipment = {
  id: string
  instituteId: string
  name: string
  model?: string
  /** 设备编号, unique within the institute. */
  code?: string
  make?: string
  /** 原值, 万元. */
  value?: number
  /** ISO dates. */
  inUseSince?: string
  calibratedUntil?: string
  place?: string
  /** Who is asked about it, where it is nobody who talks to the bot. */
  contactName?: string
  contactPhone?: string
  /** 主要技术指标, 服务内容, 收费标准, 开放时段. */
  specs?: string
  services?: string
  fee?: string
  openHours?: string
  fields: FieldCode[]
  keywords: string[]
  state: EquipmentState
  sample: boolean
  updatedAt?: Date
}

export type Enterprise = {
  id: string
  name: string
  creditCode?: string
  township?: string
  /** As the directory calls it: 纺织业. */
  industry?: string
  cluster?: ClusterCode
  tier?: string
  products?: string
  verifiedAt?: Date
  sample: boolean
  more: EnterpriseProfile
}

/** What else is known of an enterprise; money in 万元. */
export type EnterpriseProfile = {
  /** Division of GB/T 4754-2017 with its section letter: C17. */
  industryCode?: string
  address?: string
  homepage?: string
  ownership?: Ownership
  legalRepresentative?: string
  registeredCapital?: number
  /** ISO date. */
  foundedOn?: string
  staff?: number
  rdStaff?: number
  doctors?: number
  /** 上年度营业收入. */
  revenue?: number
  /** 规上, 上市. */
  aboveScale?: boolean
  listed?: boolean
  /** 机构简介与现有研究基础. */
  summary?: string
  updatedAt?: Date
}

/** 资质荣誉. Dates are ISO dates in Asia/Shanghai; without `expiresOn` it has no end. */
export type Qualification = {
  id: string
  enterpriseId: string
  kind: QualificationKind
  /** What it is called, where `kind` is other. */
  name?: string
  number?: string
  issuedOn?: string
  expiresOn?: string
}
