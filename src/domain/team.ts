/** What a liaison officer can be linked to (“五个一”联系制度), beside townships, which stand with the person. */
export const linkKinds = ['project', 'enterprise', 'institute', 'talent'] as const
export type LinkKind = (typeof linkKinds)[number]

/** `ref`: id of the enterprise (project, enterprise), institute or expert (talent). `label`: the project's name, else ''. */
export type OfficerLink = { personId: string; kind: LinkKind; ref: string; label: string }

/** joint 联合认领: an expert of another institute who answers for it too. */
export const memberRoles = ['joint', 'member', 'postgraduate'] as const
export type MemberRole = (typeof memberRoles)[number]

/** Somebody who works on a need beside the expert of its claim. A postgraduate need not be in the directory. */
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
  /** Those who asked to be in it (`all`: also those who are) leave; returns who left. */
  dissolve(needId: string, at: Date, options: { all: boolean }): Promise<TeamMember[]>
}
