/** The office's web page 工作台: who is in, and what of the directory it shows. */
import type { ClusterCode, FieldCode } from './code-lists.ts'
import type { NeedState } from './need.ts'

/** How long a way in is open, and how long somebody who used it stays in. */
export const linkMinutes = 5
export const sessionHours = 10

/** Hashes, never what was given out. */
export type WebLink = { hash: string; personId: string; at: Date; until: Date }
export type WebSession = WebLink

export type DirectoryAsk = { text: string; township?: string; page: number; size: number }
export type Found<T> = { rows: T[]; total: number; page: number }

export type ExpertLine = {
  id: string
  name: string
  title: string
  institute: string
  fields: FieldCode[]
  keywords: string[]
  cap: number
  /** Needs carried now. */
  open: number
  phone?: string
  email?: string
  away?: { from: string; until: string }
  /** Has an account the bot can write to. */
  reachable: boolean
}

export type EnterpriseLine = {
  id: string
  name: string
  creditCode?: string
  township?: string
  industry?: string
  cluster?: ClusterCode
  tier?: string
  verified: boolean
  needs: number
}

export type InstituteLine = {
  id: string
  name: string
  short: string
  university: string
  clusters: ClusterCode[]
  experts: number
  managers: string[]
  /** Needs its experts work on now. */
  open: number
}

export type NeedLine = { id: string; number: string; title: string; state: NeedState; at: Date }

export interface Desk {
  /** Opens a way in; earlier ones of the same person that were not used are void. */
  offer(link: WebLink): Promise<void>
  /** Uses it up and says whose it was; undefined where it is unknown, used or too late. */
  take(hash: string, at: Date): Promise<string | undefined>
  open(session: WebSession): Promise<void>
  /** Who is in by this; undefined where nobody is any more. */
  who(hash: string, at: Date): Promise<string | undefined>
  close(hash: string): Promise<void>
  /** In the order of institutes and names. `text` is looked for in name, institute, title and keywords. A page beyond the end is the last one. */
  experts(ask: DirectoryAsk): Promise<Found<ExpertLine>>
  enterprises(ask: DirectoryAsk): Promise<Found<EnterpriseLine>>
  institutes(ask: DirectoryAsk): Promise<Found<InstituteLine>>
  /** What an expert has claimed, or an enterprise has put forward, newest first; at most `limit`. */
  needsOf(whose: { expertId: string } | { enterpriseId: string }, limit: number): Promise<NeedLine[]>
}
