import type { DigestKind } from '../../../src/domain/reports/report.ts'
import type { Chance } from './chance.ts'
import { plusDays } from './days.ts'
import { dayOf } from './facts.ts'
import type { Stage } from './stage.ts'

const hours = ['周五下午4点', '周一 07:30', '周三 10:15', '08:00', '周日 20:00', '周四 16:40'] as const
const monthly = ['08:00', '16:30'] as const

/** People as they are: they mute, want another hour, go on leave, block the bot; the head signs when the head signs. */
export function createHabits({ t, people }: Stage, chance: Chance, blocked: Set<string>) {
  const { prisma } = t
  const all = [...people.entries()]

  async function kindsOf(personId: string): Promise<DigestKind[]> {
    const { roles, expertId, managesId } = await prisma.person.findUniqueOrThrow({ where: { id: personId } })
    if (roles.includes('head')) return ['weekly', 'monthly', 'head']
    if (roles.length > 0) return ['weekly', 'weekly', 'monthly', 'quarterly']
    if (expertId) return ['expert']
    return managesId ? ['institute', 'quarterly'] : ['enterprise']
  }

  async function chooses(): Promise<void> {
    const [id, person] = chance.oneOf(all)
    const kind = chance.oneOf(await kindsOf(id))
    const verb = chance.oneOf([
      'choice_off',
      'choice_on',
      'choice_on',
      'choice_skip',
      'choice_skip',
      'choice_line',
      'choice_when',
      'choice_when',
    ])
    await person.pressRaw(verb, kind)
    if (verb === 'choice_when') await person.say(chance.oneOf(kind === 'monthly' || kind === 'quarterly' ? monthly : hours))
    await t.read((tx) => tx.dialogs.clear(person.address))
  }

  async function leaves(): Promise<void> {
    const [id] = chance.oneOf(all)
    const today = dayOf(t.clock.now())
    await prisma.person.update({ where: { id }, data: { awayFrom: today, awayUntil: plusDays(today, 1 + chance.below(12)) } })
  }

  return {
    async live(): Promise<void> {
      if (chance.percent(30)) await chooses()
      if (chance.percent(12)) await leaves()
      if (chance.percent(2) && blocked.size < 3) {
        // those who give orders stay reachable
        const [, person] = chance.oneOf(all.slice(8))
        blocked.add(person.address)
        t.platform.block(person.address)
      }
      if (chance.percent(6)) {
        const key = { year: 2026, instituteId: '', figure: chance.oneOf(['published', 'solved', 'agreements', 'contractValue', 'trained']) }
        const value = 100 + chance.below(2000)
        const target = { ...key, value, at: t.clock.now() }
        await prisma.target.upsert({ where: { year_instituteId_figure: key }, create: target, update: { value } })
      }
    },
    /** The draft the head takes up today, if any, and whether to sign it or to have it counted anew. */
    async desk(): Promise<{ key: string; sign: boolean } | undefined> {
      const drafts = await prisma.report.findMany({ where: { state: 'draft' }, select: { key: true } })
      if (drafts.length === 0 || !chance.percent(22)) return undefined
      return { key: chance.oneOf(drafts).key, sign: chance.percent(70) }
    },
  }
}
