import type { Assessment, Assessments, Objection } from '../domain/assessment/assessment.ts'
import { answered, experts, satisfied } from './assessment-rows.ts'
import type { Prisma } from './generated/client.ts'
import { bare, type Db, json } from './rows.ts'

const inOrder = { orderBy: [{ at: 'asc' }, { id: 'asc' }] } satisfies Prisma.ObjectionFindManyArgs

export function assessments(db: Db): Assessments {
  const find = async (year: number) => toAssessment(await db.assessment.findUnique({ where: { year } }))
  return {
    find,
    async hold(year) {
      await db.$queryRaw`SELECT 1 FROM "Assessment" WHERE "year" = ${year} FOR UPDATE`
      return find(year)
    },
    async add({ indicators, bounds, ...draft }) {
      const data = { ...draft, state: 'draft', indicators: json(indicators), bounds: json(bounds) }
      return (await db.assessment.createMany({ data: [data], skipDuplicates: true })).count === 1
    },
    async weigh(year, indicators) {
      const where = { year, state: { in: ['draft', 'open'] } }
      return (await db.assessment.updateMany({ where, data: { indicators: json(indicators) } })).count === 1
    },
    async move(year, from, to, patch) {
      return (await db.assessment.updateMany({ where: { year, state: from }, data: { ...fromPatch(patch), state: to } })).count === 1
    },
    async objection(id) {
      const row = await db.objection.findUnique({ where: { id } })
      return row ? (bare(row) as Objection) : undefined
    },
    async objections(year) {
      return (await db.objection.findMany({ where: { year }, ...inOrder })).map((row) => bare(row) as Objection)
    },
    async object(objection) {
      return (await db.objection.createMany({ data: [{ ...objection, state: 'open' }], skipDuplicates: true })).count === 1
    },
    async answer(id, { value, ...answer }) {
      const data = { ...answer, value: value ?? null }
      return (await db.objection.updateMany({ where: { id, state: 'open' }, data })).count === 1
    },
    answered: (span) => answered(db, span),
    satisfied: (span) => satisfied(db, span),
    experts: (span, ranks) => experts(db, span, ranks),
  }
}

function toAssessment(row: Prisma.AssessmentGetPayload<object> | null): Assessment | undefined {
  return row ? (bare(row) as unknown as Assessment) : undefined
}

function fromPatch({ indicators, bounds, shown, result, ...plain }: Partial<Assessment>): Prisma.AssessmentUpdateManyMutationInput {
  return {
    ...plain,
    ...(indicators && { indicators: json(indicators) }),
    ...(bounds && { bounds: json(bounds) }),
    ...(shown && { shown: json(shown) }),
    ...(result && { result: json(result) }),
  }
}
