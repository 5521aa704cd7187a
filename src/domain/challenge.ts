/** A need published to all institutes with a bounty and a closing date 揭榜挂帅. */
export type Challenge = {
  needId: string
  /** 万元 */
  bounty: number
  conditions: string
  closesAt: Date
  state: 'open' | 'closed' | 'chosen' | 'failed' | 'called_off'
  byId: string
  at: Date
  chosenId?: string
  chosenAt?: Date
  /** 0 to 100, and 优秀 / 良好 / 合格 / 不合格 */
  score?: number
  grade?: 'excellent' | 'good' | 'passed' | 'failed'
  evaluation?: string
}

/** An institute's answer to a challenge 揭榜申请. */
export type Application = {
  id: string
  needId: string
  instituteId: string
  expertId: string
  approach: string
  team: string
  /** 万元 */
  cost: number
  weeks: number
  state: 'submitted' | 'withdrawn' | 'chosen' | 'not_chosen'
  byId: string
  at: Date
}

/** What one member of the panel holds of one application. */
export type Opinion = { applicationId: string; expertId: string; verdict: 'for' | 'doubts' | 'against'; text: string; at: Date }

export type Milestone = {
  id: string
  needId: string
  position: number
  text: string
  /** ISO date, Asia/Shanghai. */
  dueOn: string
  state: 'pending' | 'done' | 'accepted' | 'cancelled'
  evidence?: string
  doneAt?: Date
  doneById?: string
}

export interface Challenges {
  find(needId: string): Promise<Challenge | undefined>
}
