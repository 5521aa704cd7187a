/** Something that came of a need 成效. */
export type Outcome = {
  id: string
  needId: string
  kind: string
  /** ISO date, Asia/Shanghai. */
  on: string
  /** 万元 */
  amount?: number
  count?: number
  note: string
  /** A registration or patent number, or words; files stand with the need. */
  evidence?: string
  byId: string
  at: Date
  state: 'reported' | 'confirmed' | 'disputed' | 'withdrawn'
  /** The word of the two sides, and of an officer who called one of them. */
  posterYes?: boolean
  posterAt?: Date
  expertYes?: boolean
  expertAt?: Date
  calledById?: string
  reason?: string
  settledAt?: Date
  /** Shares of institutes; they sum to 1, so that no figure counts twice. */
  shares: { instituteId: string; share: number }[]
}

export interface Outcomes {
  find(id: string): Promise<Outcome | undefined>
  /** In the order they were reported. */
  ofNeed(needId: string): Promise<Outcome[]>
}
