/** The languages people are answered in. */
export const langs = ['zh', 'en'] as const
export type Lang = (typeof langs)[number]

/** What staff may be: liaison officer 联络员, bureau staff 工作人员, head of section 负责人, administrator 管理员. */
export const roles = ['officer', 'staff', 'head', 'admin'] as const
export type Role = (typeof roles)[number]

/** Somebody who talks to the bot, whatever they are. One person may have several chat accounts. */
export type Person = {
  id: string
  name: string
  lang: Lang
  post?: string
  phone?: string
  email?: string
  roles: Role[]
  townships: string[]
  /** The enterprise this person is the contact of. */
  enterpriseId?: string
  /** The directory entry this person is, once staff have said so. */
  expertId?: string
  /** The institute this person manages. */
  managesId?: string
  /** On leave, ISO dates in Asia/Shanghai, both included; and who stands in meanwhile. */
  away?: { from: string; until: string }
  substituteId?: string
  /** Times of day in Asia/Shanghai (HH:MM) between which nothing is reminded; absent: the house's own, equal: none. */
  quiet?: { from: string; until: string }
  sample: boolean
}

export type Account = { address: string; platform: string; name: string; personId: string; reachable: boolean; lastSeenAt: Date }

/** A claim to be somebody, decided by staff with one press. */
export type Verification = {
  id: string
  kind: 'enterprise' | 'expert' | 'staff'
  personId: string
  enterpriseId?: string
  expertId?: string
  state: 'pending' | 'approved' | 'rejected'
  decidedById?: string
}

export type InviteCode = {
  kind: 'enterprise' | 'staff' | 'officer' | 'link'
  enterpriseId?: string
  /** For `link`: whose account it will be. */
  personId?: string
  createdById: string
  expiresAt: Date
}

/** A code that is out: what for, by whom and until when; never the code itself. */
export type CodeOut = InviteCode & { id: string; createdAt: Date; enterprise?: string; createdBy?: string }

/** So many wrong codes within this time, and nothing more is looked up until it is over. */
export const mostWrongCodes = 5
export const wrongCodeMs = 15 * 60_000

/** Officers, staff, heads and administrators work for the bureau: they see every need and decide who is who. */
export function isStaff(person: Person): boolean {
  return person.roles.length > 0
}

/** Staff, heads and administrators: they set what the bureau agrees; liaison officers read it. */
export function isOffice(person: Person): boolean {
  return person.roles.some((role) => role !== 'officer')
}
