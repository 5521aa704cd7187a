import type { Achievement, Expert, ExpertProfile } from './directory.ts'

/** What an expert's entry can be changed in. A key with undefined clears; a key that is not there stays as it is. */
export type ProfilePatch = Partial<
  Pick<Expert, 'name' | 'title' | 'post' | 'fields' | 'keywords' | 'profile' | 'cap' | 'languages' | 'conflicts' | 'phone' | 'email'> &
    ExpertProfile & { instituteId: string }
>
export type ProfileKey = keyof ProfilePatch

/** What counts only once staff have said yes: it is what others rely on. */
export const guardedKeys = ['name', 'title', 'instituteId', 'degree', 'external', 'envoy'] as const satisfies readonly ProfileKey[]
export type GuardedKey = (typeof guardedKeys)[number]
export type GuardedPatch = Pick<ProfilePatch, GuardedKey>

/** A change that waits for staff (pending), or was decided; `replaced`: a later one took its place. */
export type ProfileChange = {
  id: string
  expertId: string
  patch: GuardedPatch
  byId: string
  at: Date
  state: 'pending' | 'approved' | 'rejected' | 'replaced'
  decidedById?: string
}

/** What was read in a text somebody pasted, until they say whether it is right. Papers and the like are those that are not in the profile yet. */
export type ProfileOffer = { id: string; expertId: string; byId: string; patch: ProfilePatch; achievements: string[] }

export type AchievementPatch = Partial<Omit<Achievement, 'id' | 'expertId' | 'updatedAt'>>

export interface Profiles {
  /** Holds the entry until the transaction ends; undefined where there is none. */
  hold(expertId: string): Promise<Expert | undefined>
  /** The matcher sees it at once. */
  update(expertId: string, patch: ProfilePatch): Promise<void>
  /** Says that all is right as it stands. */
  check(expertId: string, at: Date): Promise<void>
  /** Puts a change before staff; one that waits for the same expert is replaced by it. */
  propose(change: ProfileChange): Promise<void>
  change(id: string): Promise<ProfileChange | undefined>
  /** The one that waits. */
  waiting(expertId: string): Promise<ProfileChange | undefined>
  /** Of everybody, the oldest first. */
  allWaiting(limit: number): Promise<ProfileChange[]>
  /** False where it was decided before, or replaced. */
  decide(id: string, state: 'approved' | 'rejected', byId: string, at: Date): Promise<boolean>

  /** Keeps what was read; an earlier offer of the same person for the same expert is gone. */
  putOffer(offer: ProfileOffer, at: Date): Promise<void>
  /** undefined where there is none, or it was settled. */
  offer(id: string): Promise<ProfileOffer | undefined>
  narrowOffer(offer: Pick<ProfileOffer, 'id' | 'patch' | 'achievements'>): Promise<void>
  /** False where somebody settled it before. */
  settleOffer(id: string, how: 'taken' | 'dropped', at: Date): Promise<boolean>

  /** Experts who can be written to and who last said, or were last asked, before `before` whether their profile is right; who waited longest comes first. */
  toCheck(before: Date, today: string, limit: number): Promise<{ expertId: string; personId: string }[]>
  /** How many were asked since, and how many there are who could be. */
  checksSince(since: Date): Promise<{ asked: number; experts: number }>
  /** False where they were asked or said so since `before`. */
  markAsked(expertId: string, before: Date, at: Date): Promise<boolean>
  /** Experts, of an institute or of all, who were asked before that and have not answered. */
  unchecked(instituteId: string | undefined, askedBefore: Date, skip: number, limit: number): Promise<{ experts: Expert[]; total: number }>

  /** Of whoever has set a monthly cap: claims made since, and the cap. */
  monthly(since: Date): Promise<Map<string, { taken: number; cap: number }>>
  /** Ids of experts who want to hear of a field. */
  subscribers(field: string): Promise<string[]>

  /** By name. */
  ofInstitute(instituteId: string, skip: number, limit: number): Promise<{ experts: Expert[]; total: number }>
  achievement(id: string): Promise<Achievement | undefined>
  achievementsOf(expertId: string): Promise<Achievement[]>
  addAchievement(achievement: Pick<Achievement, 'id' | 'expertId' | 'title' | 'summary'>, at: Date): Promise<void>
  updateAchievement(id: string, patch: AchievementPatch, at: Date): Promise<void>
  /** False where it was gone already. */
  removeAchievement(id: string): Promise<boolean>
}
