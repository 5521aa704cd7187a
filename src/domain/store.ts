/**
 * The contract of the store. Everything is read and written through a transaction; what one writes, happens whole or not
 * at all. Conditional writes (`move`, `take`, `use`, `decide`) say whether this caller won; that answer is decided by the
 * database, also between processes.
 */
import type { Assessments } from './assessment/assessment.ts'
import type { HolidayBook } from './calendar/holiday-book.ts'
import type { CaseCards } from './case-card.ts'
import type { Applications, Challenges, Milestones } from './challenge.ts'
import type { Desk } from './desk.ts'
import type { Enterprise, Expert, Institute } from './directory.ts'
import type { Directory } from './directory-file.ts'
import type { Loaded } from './directory-merge.ts'
import type { Enterprises } from './enterprises.ts'
import type { EquipmentBook } from './equipment.ts'
import type { Exchange } from './exchange/run.ts'
import type { Institutes } from './institutes.ts'
import type { Lists } from './lists.ts'
import type { MatchEvents } from './match-event.ts'
import type { MatchableExpert, MatchableNeed } from './matcher.ts'
import type { Matters } from './matter.ts'
import type { Claim, EndOfClaim, HistoryEntry, Invitation, InvitationState, Need, NeedFile, NeedPart, NeedState, Question } from './need.ts'
import type { Dialog, Notice, Parcel } from './notices.ts'
import type { Operating } from './operating.ts'
import type { FollowUps, Outcomes } from './outcome.ts'
import type { Account, CodeOut, InviteCode, Person, Role, Verification } from './person.ts'
import type { Privacy } from './privacy.ts'
import type { Profiles } from './profile-store.ts'
import type { Figures } from './reports/figures.ts'
import type { Reports } from './reports/report.ts'
import type { RoleChange } from './role-change.ts'
import type { Teams } from './team.ts'
import type { Undos } from './undo.ts'
import type { Tasks, Visits } from './visit.ts'

export interface People {
  find(id: string): Promise<Person | undefined>
  account(address: string): Promise<Account | undefined>
  /** The accounts of a person, the one used last first. */
  accounts(personId: string): Promise<Account[]>
  create(person: Person, at: Date): Promise<void>
  update(
    id: string,
    patch: Partial<Pick<Person, 'name' | 'lang' | 'phone' | 'roles' | 'enterpriseId' | 'expertId' | 'quiet' | 'away' | 'substituteId'>>,
  ): Promise<void>
  /** Gives the role; false where they have it. Two at the same time don't undo each other. */
  addRole(id: string, role: Role): Promise<boolean>
  /** Takes the role; false where they don't have it. */
  dropRole(id: string, role: Role): Promise<boolean>
  /** Sets or ends what somebody manages; false where it stood so before. */
  setManages(id: string, instituteId: string | undefined): Promise<boolean>
  /** Takes the lock that administrators are made and removed under, and says whether there is another who can act: a real one with a chat account. */
  otherAdministrator(id: string): Promise<boolean>
  /** People of that name, by themselves or by an account of theirs; who has a role or a part first. */
  named(name: string, limit: number): Promise<Person[]>
  /** Who has a role or manages an institute, by role and name; and how many there are. */
  withRights(skip: number, limit: number): Promise<{ people: Person[]; total: number }>
  /** Takes the account from that person: what is on its way to it goes nowhere, and whoever writes from it is somebody new. What was due is returned; undefined where it isn't theirs (any more). */
  dropAccount(address: string, personId: string): Promise<Notice[] | undefined>
  addChange(change: RoleChange): Promise<void>
  /** Those of a person, the newest first. */
  changes(personId: string, limit: number): Promise<RoleChange[]>
  /** Adds the account, or moves it to that person; it becomes reachable. */
  putAccount(account: Omit<Account, 'reachable'>): Promise<void>
  /** Everybody with one of these roles (any role where empty). */
  withRoles(roles: Person['roles']): Promise<Person[]>
  ofExpert(expertId: string): Promise<Person | undefined>
  /** Who manages an institute. */
  managersOf(instituteId: string): Promise<Person[]>
  /** Those who manage an institute. */
  managers(): Promise<Person[]>
  /** The contacts of an enterprise. */
  ofEnterprise(enterpriseId: string): Promise<Person[]>
  roster(): Promise<{ person: Person; org: string }[]>
  /** Takes the lock that the first administrator is made under, and says whether there is none yet. */
  noAdministratorYet(): Promise<boolean>
}

export interface DirectoryBook {
  expert(id: string): Promise<Expert | undefined>
  experts(): Promise<Expert[]>
  expertsNamed(name: string): Promise<Expert[]>
  /** When this expert is on leave; matching sees it. */
  setAway(expertId: string, away: Expert['away']): Promise<void>
  institute(id: string): Promise<Institute | undefined>
  enterprise(id: string): Promise<Enterprise | undefined>
  /** Those whose name contains, or is contained in, the given one, best first; at most `limit`. */
  enterprisesLike(name: string, limit: number): Promise<Enterprise[]>
  createEnterprise(enterprise: { id: string; name: string }): Promise<void>
  verifyEnterprise(id: string, at: Date): Promise<boolean>
  /** Writes a directory (new and changed entries by key), and the past needs; what people changed since the last load stays (directory-merge.ts). */
  load(directory: Directory, options: { sample: boolean; accounts: boolean; at: Date }): Promise<Loaded>
  /** Removes all that is marked as sample, and the needs that sample enterprises posted. */
  removeSample(): Promise<Record<string, number>>
  isEmpty(): Promise<boolean>
}

export type NeedPatch = Partial<Omit<Need, 'id' | 'state' | 'createdAt'>>

export interface Needs {
  find(id: string): Promise<Need | undefined>
  /** The same, held until the transaction ends: whoever acts on a need decides on facts that can't change meanwhile. */
  hold(id: string): Promise<Need | undefined>
  byNumber(number: string): Promise<Need | undefined>
  create(need: Need): Promise<void>
  update(id: string, patch: NeedPatch): Promise<void>
  /** Changes state only from one of these; false where it was in another. */
  move(id: string, from: readonly NeedState[], to: NeedState, patch: NeedPatch): Promise<boolean>
  /** The next number of that year; a number given is never given again. */
  nextNumber(year: number): Promise<string>
  ofPoster(personId: string, limit: number): Promise<Need[]>
  /** The parts that a need was split into. */
  partsOf(needId: string): Promise<Need[]>
  /** The draft this person touched last. */
  draftOf(personId: string): Promise<Need | undefined>
  inState(states: readonly NeedState[], skip: number, limit: number): Promise<{ needs: Need[]; total: number }>
  ofExpert(expertId: string): Promise<{ need: Need; invitation: Invitation }[]>
  parts(needId: string): Promise<NeedPart[]>
  partOf(messageRef: string): Promise<NeedPart | undefined>
  /** A message that is part of a need already stays where it is. */
  addPart(part: NeedPart): Promise<void>
  editPart(id: string, text: string): Promise<void>
  files(needId: string): Promise<NeedFile[]>
  /** `ofId`: the visit or outcome it belongs to. */
  addFile(needId: string, file: { fileId: string; kind: 'picture' | 'file'; byId?: string; ofId?: string; at: Date }): Promise<void>
  /** Writes the entry with what has changed in the need's ledger since the last one. Entries are never changed or taken away. */
  addHistory(entry: HistoryEntry): Promise<void>
  /** Writes an entry of this event only where the ledger has changed since the last one: nothing a list shows goes unrecorded. Drafts have no lists. */
  settleHistory(entry: HistoryEntry): Promise<void>
  history(needId: string): Promise<(HistoryEntry & { actorName?: string })[]>
}

export interface Invitations {
  ofNeed(needId: string): Promise<Invitation[]>
  of(needId: string, expertId: string): Promise<Invitation | undefined>
  /** Adds it; false where that expert has one for that need. */
  add(invitation: Invitation): Promise<boolean>
  move(id: string, from: readonly InvitationState[], to: InvitationState, patch: Partial<Invitation>): Promise<boolean>
  overdue(now: Date, limit: number): Promise<Invitation[]>
  /** How many needs each expert carries now, and may carry. */
  load(): Promise<Map<string, { open: number; cap: number }>>
  /** The same for one expert; undefined where there is no such expert. */
  loadOf(expertId: string): Promise<{ open: number; cap: number } | undefined>
}

export interface Claims {
  live(needId: string): Promise<Claim | undefined>
  /** The one atomic act: moves the need from open (or one of `from`) to claimed (`to`: solved, where it is answered at once) and writes the claim. False where another was first. */
  take(claim: Claim, patch: NeedPatch, from?: readonly NeedState[], to?: 'claimed' | 'solved'): Promise<boolean>
  setFirstStep(id: string, text: string): Promise<void>
  end(id: string, at: Date, how: EndOfClaim): Promise<boolean>
  /** The one that was made last, live or not. */
  last(needId: string): Promise<Claim | undefined>
  /** A claim that ended otherwise than was thought: its need is open again. */
  endedAs(id: string, how: EndOfClaim): Promise<void>
}

export interface Questions {
  find(id: string): Promise<Question | undefined>
  ofNeed(needId: string): Promise<Question[]>
  add(question: Question): Promise<void>
  /** False where it was answered before. */
  answer(id: string, text: string, at: Date): Promise<boolean>
}

export interface Verifications {
  find(id: string): Promise<Verification | undefined>
  pendingOf(personId: string): Promise<Verification[]>
  pending(): Promise<Verification[]>
  create(verification: Verification, at: Date): Promise<void>
  decide(id: string, state: 'approved' | 'rejected', byId: string, at: Date): Promise<boolean>
}

export interface Codes {
  create(hash: string, code: InviteCode, at: Date): Promise<void>
  /** Those that can still be used, the last made first; `byId`: made by this person. Link codes are nobody’s but their maker’s and don’t stand there. */
  out(now: Date, byId: string | undefined, skip: number, limit: number): Promise<{ codes: CodeOut[]; total: number }>
  find(id: string): Promise<CodeOut | undefined>
  /** Makes it void; false where it is used, expired or void. */
  withdraw(id: string, at: Date): Promise<boolean>
  /** The same by the code itself, which somebody else has seen: who made it and for what; undefined where it can’t be used anyhow. */
  expose(hash: string, at: Date): Promise<InviteCode | undefined>
  /** Until when nothing more is looked up for this account, as too many wrong codes came from it; holds its count until the transaction ends. */
  slowedUntil(address: string, now: Date): Promise<Date | undefined>
  noteWrong(address: string, now: Date): Promise<void>
  /** Uses it up; undefined where it is unknown, used, withdrawn or expired. */
  use(hash: string, personId: string, at: Date): Promise<InviteCode | undefined>
}

export interface Dialogs {
  get(address: string): Promise<Dialog | undefined>
  set(address: string, dialog: Dialog, at: Date): Promise<void>
  clear(address: string): Promise<void>
}

export interface Mail {
  put(parcel: Parcel): Promise<void>
  /** The addresses where a card of this slot stands, or is on its way. */
  placesOf(slot: string): Promise<string[]>
  /** The addresses that were sent something new about this need at that moment. */
  toldOf(needId: string, at: Date): Promise<string[]>
}

export interface Files {
  put(file: { name: string; mime: string; bytes: Uint8Array }, at: Date): Promise<string>
  get(id: string): Promise<{ name: string; mime: string; bytes: Uint8Array } | undefined>
  /** For a file that nothing refers to. */
  remove(id: string): Promise<void>
}

/** What the matcher keeps has changed. */
export type MatchChange = { kind: 'expert' | 'need' | 'weights'; id: string }

/** What matching did: of needs that were solved, where their solver stood when they were published. Shares are 0..1; hours to the first claim. */
export type MatchingFigures = {
  published: number
  /** Of these, how many had nobody to ask when they were published. */
  foundNobody: number
  claimed: number
  medianHoursToClaim?: number
  solved: number
  first: number
  firstThree: number
  firstTen: number
}

/** A need that came to something, and what is known of who fits: the solver, those who said it is not their field. */
export type MatchLabel = { needId: string; publishedAt: Date; solvers: string[]; claimers: string[]; notTheirs: string[] }

export interface Matching {
  /**
   * Where the list of changes stands now: what is read after this call lacks nothing from before `settled`. `own`: what this transaction itself has changed
   * so far; whoever reads it now must read it again once the transaction has ended, it may be taken back.
   */
  head(): Promise<{ settled: bigint; own: MatchChange[] }>
  /**
   * What other transactions have changed since, each once; undefined where that is no longer known (the list is kept for days) and all has to be read again.
   * The own transaction's changes come after it has ended.
   */
  changesSince(settled: bigint): Promise<{ settled: bigint; changes: MatchChange[] } | undefined>
  /** Forgets all but the last so many changes. */
  forgetChanges(keep: number): Promise<void>
  expert(id: string): Promise<MatchableExpert | undefined>
  experts(): Promise<MatchableExpert[]>
  /** A need with a number, or undefined where there is none (any more). */
  need(id: string): Promise<MatchableNeed | undefined>
  needs(): Promise<{ id: string; need: MatchableNeed }[]>
  /** How often the experts of each institute were asked since. */
  asked(since: Date): Promise<Map<string, number>>
  /** Experts and achievements that open needs have not been looked through for. */
  newcomers(limit: number): Promise<Newcomer[]>
  settleNewcomer(newcomer: Newcomer): Promise<void>
  /** A need that is published now has been matched with all newcomers there are: to it they are no news. */
  seeNewcomers(needId: string, at: Date): Promise<void>
  suggested(needId: string, newcomer: Pick<Newcomer, 'kind' | 'ref'>): Promise<boolean>
  /** Notes that people were told; false where they had been before. */
  suggest(needId: string, newcomer: Newcomer, at: Date): Promise<boolean>
  /** By field of the need; sample needs count only where there are no others. */
  figures(since: Date): Promise<{ sample: boolean; all: MatchingFigures; byField: Map<string, MatchingFigures> }>
  labels(): Promise<MatchLabel[]>
  /** Weights learnt from this installation's own history, if any were adopted. */
  weights(): Promise<unknown>
  adoptWeights(weights: unknown): Promise<void>
  vectors(embedder: string, keys: string[]): Promise<Map<string, Float32Array>>
  putVectors(embedder: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>
  /** The matcher reads these again. */
  touch(changes: MatchChange[]): Promise<void>
}

export type Newcomer = { kind: 'expert' | 'achievement'; ref: string; expertId: string }

export interface Tx {
  people: People
  directory: DirectoryBook
  desk: Desk
  needs: Needs
  invitations: Invitations
  claims: Claims
  questions: Questions
  verifications: Verifications
  codes: Codes
  dialogs: Dialogs
  mail: Mail
  files: Files
  reports: Reports
  figures: Figures
  assessments: Assessments
  matching: Matching
  undos: Undos
  teams: Teams
  matters: Matters
  holidays: HolidayBook
  visits: Visits
  tasks: Tasks
  outcomes: Outcomes
  followUps: FollowUps
  caseCards: CaseCards
  challenges: Challenges
  applications: Applications
  milestones: Milestones
  lists: Lists
  privacy: Privacy
  enterprises: Enterprises
  events: MatchEvents
  institutes: Institutes
  equipment: EquipmentBook
  exchange: Exchange
  profiles: Profiles
  operating: Operating
  /** Sets it only where it is absent; returns what stands there afterwards. */
  settle(key: string, value: string): Promise<string>
  /** What stands there, if anything. */
  settled(key: string): Promise<string | undefined>
}

export interface Store {
  /** `long`: one that may take minutes, as nothing that somebody waits for may. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: { long?: true }): Promise<T>
  /** The same store for something that happens by `cause`: every parcel put there carries it. */
  causedBy(cause: string): Store
}
