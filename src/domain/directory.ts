import type { ClusterCode, FieldCode } from './code-lists.ts'
import type { Lang } from './person.ts'

export type Institute = { id: string; name: string; short: string; university: string; clusters: ClusterCode[]; sample: boolean }

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
}
