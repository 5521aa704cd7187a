import type { Figures, OutsideFigure, Target } from '../domain/reports/figures.ts'
import { bare, type Db } from './rows.ts'

const inOrder = [{ instituteId: 'asc' }, { figure: 'asc' }] as const

type Ours = 'targets' | 'allTargets' | 'setTarget' | 'removeTarget' | 'outside' | 'outsideFigure' | 'putOutside' | 'removeOutside'

/** Numbers that people set: targets of a year, and figures kept outside the system. The bureau's own targets stand under institute ''. */
export function targets(db: Db): Pick<Figures, Ours> {
  return {
    async targets(year, instituteId = '') {
      return (await db.target.findMany({ where: { year, instituteId }, orderBy: [...inOrder] })).map(toTarget)
    },
    async allTargets(year) {
      return (await db.target.findMany({ where: { year }, orderBy: [...inOrder] })).map(toTarget)
    },
    async setTarget({ year, instituteId = '', figure, value, byId, at }) {
      const key = { year, instituteId, figure }
      const set = { value, byId: byId ?? null, at }
      await db.target.upsert({ where: { year_instituteId_figure: key }, create: { ...key, ...set }, update: set })
    },
    async removeTarget({ year, instituteId = '', figure }) {
      return (await db.target.deleteMany({ where: { year, instituteId, figure } })).count === 1
    },
    async outsideFigure(id) {
      return (await db.outsideFigure.findUnique({ where: { id } })) ?? undefined
    },
    async outside(periodKeys) {
      const where = { period: { in: [...periodKeys] } }
      return (await db.outsideFigure.findMany({ where, orderBy: [{ name: 'asc' }, { period: 'asc' }] })).map((row): OutsideFigure => row)
    },
    async putOutside(figure) {
      const { name, period } = figure
      await db.outsideFigure.deleteMany({ where: { id: figure.id, NOT: { name, period } } })
      await db.outsideFigure.upsert({ where: { name_period: { name, period } }, create: figure, update: figure })
    },
    async removeOutside(id) {
      return (await db.outsideFigure.deleteMany({ where: { id } })).count === 1
    },
  }
}

function toTarget({ instituteId, ...row }: { instituteId: string; byId: string | null }): Target {
  return bare({ ...row, instituteId: instituteId === '' ? null : instituteId }) as Target
}
