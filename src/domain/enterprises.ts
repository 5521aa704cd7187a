import type { Enterprise, EnterpriseProfile, Qualification } from './directory.ts'
import { tiers } from './directory-file.ts'

export type Tier = (typeof tiers)[number]

/** What of an enterprise can be set by hand; a key with undefined clears. The name goes through staff (`ProfileChange`), the tier is confirmed by them. */
export type EnterprisePatch = Partial<
  Pick<Enterprise, 'township' | 'industry' | 'cluster' | 'products'> & Omit<EnterpriseProfile, 'updatedAt'>
>

/** A step on the growth ladder 梯次 that staff have confirmed; `tier` absent: on none any more. */
export type TierStep = { id: string; enterpriseId: string; tier?: string; from?: string; on: string; byId: string; at: Date }

/** A change of a name, decided by staff with one press. */
export type NameChange = {
  id: string
  enterpriseId: string
  name: string
  byId: string
  at: Date
  state: 'pending' | 'approved' | 'rejected' | 'replaced'
  decidedById?: string
}

export type Expiring = { qualification: Qualification; enterprise: Pick<Enterprise, 'id' | 'name' | 'township'> }

/** How many days before its end a qualification is warned of. */
export const warnDays = [90, 30] as const
export type WarnDays = (typeof warnDays)[number]

export interface Enterprises {
  update(id: string, patch: EnterprisePatch): Promise<void>
  /** False where another enterprise has that code; of two at once one is first. */
  setCreditCode(id: string, code: string): Promise<boolean>
  /** False where another enterprise is called so. */
  rename(id: string, name: string): Promise<boolean>
  /** The id of the enterprise that has this code. */
  withCode(code: string): Promise<string | undefined>
  /** The townships the directory knows: of enterprises, institutes and officers, by how many enterprises there are. */
  townships(): Promise<string[]>
  /** A pending change of the same enterprise is replaced by it. */
  proposeName(change: Omit<NameChange, 'state'>): Promise<void>
  nameChange(id: string): Promise<NameChange | undefined>
  pendingNames(): Promise<NameChange[]>
  /** False where it was decided or replaced before. */
  decideName(id: string, state: 'approved' | 'rejected', byId: string, at: Date): Promise<boolean>
  /** Those with an end first, the earliest first. */
  qualifications(enterpriseId: string): Promise<Qualification[]>
  qualification(id: string): Promise<Qualification | undefined>
  /** Adds it, or writes it over the one of the same kind (and name, where the kind is other); says what stood there. Held under the enterprise's row: two at once make one. */
  putQualification(qualification: Qualification): Promise<Qualification | undefined>
  /** False where it is gone already. */
  removeQualification(id: string): Promise<boolean>
  /** Ends from one ISO day to another, both included, the earliest first. */
  expiring(from: string, until: string, skip: number, limit: number): Promise<{ found: Expiring[]; total: number }>
  /** Ends in these days that nobody was warned of so many days before. */
  toWarn(from: string, until: string, days: WarnDays, limit: number): Promise<Qualification[]>
  /** Marks it as warned of as it stands; false where another was first, or it has another end by now. */
  warned(id: string, expiresOn: string, days: WarnDays): Promise<boolean>
  /** Writes the step and the tier; false where the enterprise is on it already. */
  confirmTier(step: TierStep): Promise<boolean>
  /** The latest first. */
  tierSteps(enterpriseId: string): Promise<TierStep[]>
  /** How many enterprises each township has on each tier; '' is none. */
  tierCounts(): Promise<{ township: string; tier: string; count: number }[]>
  /** By name; `tier` '' is none. */
  onTier(tier: string, skip: number, limit: number): Promise<{ found: Enterprise[]; total: number }>
}

/** The step after this one; undefined at the top. */
export function nextTier(tier: string | undefined): Tier | undefined {
  return tiers[tiers.indexOf(tier as Tier) + 1]
}
