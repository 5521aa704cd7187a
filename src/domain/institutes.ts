import type { Equipment, Institute, InstituteProfile, ResearchTeam } from './directory.ts'

/** What the manager of an institute can write. */
export const instituteFields = [
  { key: 'summary', most: 1000 },
  { key: 'address', most: 120 },
  { key: 'homepage', most: 200 },
  { key: 'phone', most: 30 },
] as const satisfies { key: keyof InstituteProfile; most: number }[]
export type InstituteField = (typeof instituteFields)[number]['key']

/** An institute with what is counted for its card. */
export type InstituteWhole = Institute & {
  profile: InstituteProfile
  experts: number
  achievements: { count: number; latest: { title: string; year?: number }[] }
  equipment: { count: number; first: Pick<Equipment, 'id' | 'name'>[] }
}

export interface Institutes {
  find(id: string): Promise<InstituteWhole | undefined>
  all(): Promise<Institute[]>
  /** A key with undefined clears. */
  update(id: string, patch: Partial<Pick<InstituteProfile, InstituteField>>): Promise<void>
  /** By name. */
  teams(instituteId: string): Promise<ResearchTeam[]>
  team(id: string): Promise<ResearchTeam | undefined>
  /** The same, held until the transaction ends. */
  holdTeam(id: string): Promise<ResearchTeam | undefined>
  /** False where the institute has a team of that name. */
  addTeam(team: ResearchTeam): Promise<boolean>
  /** False where another team of the institute is called so. */
  renameTeam(id: string, name: string): Promise<boolean>
  updateTeam(
    id: string,
    patch: Pick<ResearchTeam, 'memberIds'> | { leaderId: string | undefined; memberIds: string[] } | { summary: string },
  ): Promise<void>
  removeTeam(id: string): Promise<boolean>
}
