/** How long what need not stay for ever is kept, in one place. docs/privacy.md says the same to people. */
export const retention = [
  // Telegram repeats an update for a day at most, Slack an event for about an hour: a week would do; a month leaves time to look into a fault
  { kind: 'inbox', days: 30, least: 3 },
  // what was sent when, for “it never came”; what is due stays
  { kind: 'outbox', days: 180, least: 30 },
  // a question nobody answered for a week is not answered any more, and it may hold what was written
  { kind: 'dialogs', days: 7, least: 1 },
  // nobody but its writer has seen it; they are told two weeks before
  { kind: 'drafts', days: 90, least: 15 },
  // who looked at a private need may matter as long as a dispute about it can
  { kind: 'reads', days: 730, least: 30 },
  // that something was turned away is counted by the year
  { kind: 'refusals', days: 730, least: 30 },
  // used or expired: who let whom in, for the yearly check of rights
  { kind: 'codes', days: 365, least: 1 },
  // row by row, so that an import can be looked at and taken back; later too much else has changed
  { kind: 'imports', days: 180, least: 30 },
  // ways into the web page that are over
  { kind: 'desk', days: 1, least: 1 },
] as const satisfies readonly { kind: string; days: number; least: number }[]

export type RetentionKind = (typeof retention)[number]['kind']
export type Retention = Partial<Record<RetentionKind, number>>

/** The writer of a draft is told so many days before it is thrown away. */
export const tellDraftDays = 14

const dayMs = 86_400_000

/** `set`: what an office wants otherwise. */
export function keptDays(kind: RetentionKind, set: Retention = {}): number {
  return set[kind] ?? retention.find((entry) => entry.kind === kind)?.days ?? 0
}

/** What is older than that goes. */
export function keptSince(kind: RetentionKind, now: Date, set?: Retention): Date {
  return new Date(now.getTime() - keptDays(kind, set) * dayMs)
}

/** `inbox=14, reads=365`; undefined where it can't be read, names nothing of the table, or is too short for what relies on it. */
export function retentionFrom(text: string): Retention | undefined {
  const set: Retention = {}
  for (const part of text.split(/[,;\s]+/).filter(Boolean)) {
    const [, name, days] = /^([a-z]+)=(\d{1,5})$/.exec(part) ?? []
    const entry = retention.find(({ kind }) => kind === name)
    if (!entry || Number(days) < entry.least) return undefined
    set[entry.kind] = Number(days)
  }
  return set
}
