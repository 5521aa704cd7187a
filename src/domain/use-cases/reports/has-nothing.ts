import type { Person } from '../../person.ts'
import { momentsOf, type Period } from '../../reports/period.ts'
import { type DigestKind, reportKey } from '../../reports/report.ts'
import type { Work } from '../act.ts'
import { weekOfEnterprise, weekOfExpert, weekOfHead, weekOfInstitute } from './personal.ts'
import { isEmpty } from './take-snapshot.ts'

/** Whether this person's copy would say nothing but that there is nothing. */
export async function hasNothing(work: Work, kind: DigestKind, period: Period, person: Person): Promise<boolean> {
  switch (kind) {
    case 'weekly':
    case 'monthly':
    case 'quarterly': {
      const report = await work.tx.reports.find(reportKey(kind, period))
      return report !== undefined && isEmpty(report.figures) && Object.keys(report.comments).length === 0
    }
    case 'head': {
      const { snapshot, drafts } = await weekOfHead(work, period)
      return isEmpty(snapshot) && drafts.length === 0
    }
    case 'expert': {
      const { asked, owed } = await weekOfExpert(work, person, momentsOf(period).to)
      return asked.length + owed.length === 0
    }
    case 'institute': {
      const { values, late } = await weekOfInstitute(work, person, period)
      return late.length === 0 && Object.values(values).every((value) => value === 0)
    }
    case 'enterprise':
      return (await weekOfEnterprise(work, person)).length === 0
  }
}
