import type { Need } from './need.ts'

/** What a liaison officer can be linked to (“五个一”联系制度), beside townships, which stand with the person. */
export const linkKinds = ['project', 'enterprise', 'institute', 'talent'] as const
export type LinkKind = (typeof linkKinds)[number]

/** `ref`: id of the enterprise (project, enterprise), institute or expert (talent). `label`: the project's name, else ''. */
export type OfficerLink = { personId: string; kind: LinkKind; ref: string; label: string }

/** joint 联合认领: an expert of another institute who answers for it too. */
export const memberRoles = ['joint', 'member', 'postgraduate'] as const
export type MemberRole = (typeof memberRoles)[number]

/**
 * Somebody who works on a need beside the expert of its claim. A postgraduate need not be in the directory. `addedById`: who proposed it; where that
 * is the expert, they ask to join, else they are asked. A proposal that has an `answeredAt` waits only for the enterprise.
 */
export type TeamMember = {
  id: string
  needId: string
  expertId?: string
  name: string
  role: MemberRole
  state: 'proposed' | 'in' | 'refused' | 'left'
  addedById?: string
  at: Date
  answeredAt?: Date
  leftAt?: Date
}

export interface Teams {
  /** Those in the team and those who ask to be, in the order they came. */
  ofNeed(needId: string): Promise<TeamMember[]>
  find(id: string): Promise<TeamMember | undefined>
  /** False where that expert is in the team of that need or is about to be. */
  add(member: TeamMember): Promise<boolean>
  /** Changes state only from one of these; false where it was in another. */
  move(
    id: string,
    from: readonly TeamMember['state'][],
    to: TeamMember['state'],
    patch: Pick<TeamMember, 'answeredAt' | 'leftAt'>,
  ): Promise<boolean>
  /** Needs under way that this expert works on in somebody else's team. */
  ofExpert(expertId: string): Promise<{ need: Need; member: TeamMember }[]>
  /** Needs under way that an expert of this institute has claimed or works on. */
  ofInstitute(instituteId: string): Promise<Need[]>
  /** Every link of every officer. */
  links(): Promise<OfficerLink[]>
  /** How many live needs each person answers for. */
  answering(): Promise<Map<string, number>>
  /** Live needs these people answer for, in the order of the lists: the overdue ones first; and how many there are. */
  answeredBy(
    personIds: readonly string[],
    now: Date,
    skip: number,
    limit: number,
  ): Promise<{ needs: { need: Need; overdue: boolean }[]; total: number; overdue: number }>
  /** Ids of live needs that nobody answers for, or somebody who is no officer any more; the oldest first. */
  unanswered(limit: number): Promise<string[]>
  /** Those who asked to be in it (`all`: also those who are) leave; returns who left. */
  dissolve(needId: string, at: Date, options: { all: boolean }): Promise<TeamMember[]>
}
