import type { OutcomeKindCode } from './outcome-kinds.ts'

/** What a figure is summed from; an outcome without shares belongs to no institute. */
export type Countable = {
  kind: string
  subkind?: string
  /** 万元 */
  amount?: number
  techAmount?: number
  count?: number
  sessions?: number
  shares: readonly { instituteId: string; share: number }[]
}

/** The campaign's figures. `solved` are those not solved on site: no outcome stands in two of the counts. Amounts in 万元. */
export const campaignKeys = [
  'solvedOnSite',
  'solved',
  'agreements',
  'agreementAmount',
  'contracts',
  'contractValue',
  'techValue',
  'patentsApplied',
  'patentsGranted',
  'trainings',
  'trained',
  'incubated',
  'centres',
  'projects',
  'projectAmount',
  'products',
  'talents',
  'awards',
] as const
export type CampaignKey = (typeof campaignKeys)[number]
export type CampaignFigures = Record<CampaignKey, number>

/** Totals, and what is each institute's: what belongs to none stands under ''. The institutes' figures sum to the totals. */
export type FiguresByInstitute = { all: CampaignFigures; institutes: Map<string, CampaignFigures> }

export function noFigures(): CampaignFigures {
  return Object.fromEntries(campaignKeys.map((key) => [key, 0])) as CampaignFigures
}

/** What one outcome adds to which figures. */
function worth({ kind, subkind, amount = 0, techAmount = 0, count = 1, sessions = 1 }: Countable): Partial<CampaignFigures> {
  switch (kind as OutcomeKindCode) {
    case 'solved_on_site':
      return { solvedOnSite: 1 }
    case 'solved':
      return { solved: 1 }
    case 'agreement':
      return { agreements: 1, agreementAmount: amount }
    case 'tech_contract':
      return { contracts: 1, contractValue: amount, techValue: techAmount }
    case 'patent':
      return subkind === 'granted' ? { patentsGranted: 1 } : { patentsApplied: 1 }
    case 'training':
      return { trainings: sessions, trained: count }
    case 'incubated':
      return { incubated: 1 }
    case 'joint_centre':
      return { centres: 1 }
    case 'project':
      return { projects: 1, projectAmount: amount }
    case 'product':
      return { products: 1 }
    case 'talent':
      return { talents: count }
    case 'award':
      return { awards: 1 }
    default:
      return {}
  }
}

/**
 * Sums outcomes so that nothing counts twice: an outcome that institutes share adds to each only its part, and once to the total. Which outcomes
 * count (confirmed ones of a period) is the caller's choice.
 */
export function campaignFigures(outcomes: readonly Countable[]): FiguresByInstitute {
  const all = noFigures()
  const institutes = new Map<string, CampaignFigures>()
  for (const outcome of outcomes) {
    const parts = outcome.shares.length > 0 ? outcome.shares : [{ instituteId: '', share: 1 }]
    for (const [key, value] of Object.entries(worth(outcome)) as [CampaignKey, number][]) {
      all[key] += value
      let left = value
      for (const [i, { instituteId, share }] of parts.entries()) {
        const own = institutes.get(instituteId) ?? noFigures()
        institutes.set(instituteId, own)
        // the last one takes what is left, so that rounding loses nothing
        const part = i === parts.length - 1 ? left : value * share
        own[key] += part
        left -= part
      }
    }
  }
  return { all, institutes }
}
