import { act, type Deed, needAt } from './deeds.ts'
import { emailOf, enterpriseMark, expertMark, phones, sizes } from './district.ts'
import { ask, check, one, type Seen } from './look.ts'
import type { Written } from './oracle.ts'
import type { Play, Someone } from './people.ts'

const hour = 3_600_000

/** What leads on, by how the event stands; every few steps something is done about a need, as if there were no event. */
const ways = {
  none: ['new'],
  draft: ['announce'],
  filling: ['join', 'bring', 'join', 'wish', 'bring', 'join', 'join_for'],
  pairing: [
    'match',
    'confirm',
    'need',
    'add',
    'confirm',
    'bring',
    'need',
    'days',
    'wish',
    'turn',
    'confirm',
    'leave',
    'days',
    'add',
    'match',
  ],
  held: ['met', 'met', 'met', 'need', 'note', 'met', 'arise', 'met', 'rest', 'need', 'fortnight', 'later', 'finish'],
  over: ['need', 'later', 'new', 'call_off'],
} as const
type Way = (typeof ways)[keyof typeof ways][number]

/** About needs that were brought: what their enterprises do with them, and who takes them. */
const needDeeds = ['see_private', 'unnamed', 'claim', 'see_public', 'withdraw', 'named', 'claim', 'accept', 'edit', 'progress']

/** Every other step is one of these, so that each walk comes to its end; who and on what is chance all the same. */
const path: readonly Way[] = [
  ...(['new', 'announce', 'join_for', 'bring', 'join_for', 'bring', 'wish', 'join_for', 'match', 'confirm', 'need', 'bring'] as const),
  ...([
    'add',
    'match',
    'confirm',
    'need',
    'days',
    'days',
    'days',
    'met',
    'met',
    'met',
    'note',
    'arise',
    'met',
    'fortnight',
    'later',
  ] as const),
]

/** What would end an event before it was filled and held. */
const ends: readonly Way[] = ['days', 'fortnight', 'finish', 'call_off', 'new', 'turn', 'leave']

const enterprisesOnly: readonly Way[] = ['bring', 'arise', 'later']

const latest = (p: Play) => p.prisma.matchEvent.findFirst({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })

async function wayOf(p: Play, event: Awaited<ReturnType<typeof latest>>, { also, who, odd }: Deed): Promise<Way> {
  const any = Object.values(ways).flat() as Way[]
  if (odd) return one(any, also)
  if (!event) return 'new'
  if (event.state === 'draft') return one(ways.draft, also)
  if (event.state !== 'open') return one(ways.over, also + who)
  if (event.askedAt) return one(ways.held, also + who)
  const sides = await p.prisma.eventGuest.findMany({ where: { eventId: event.id, state: 'in' } })
  const [enterprises, experts] = [sides.filter((one) => one.enterpriseId), sides.filter((one) => one.expertId)]
  return one(enterprises.length > 1 && experts.length > 2 ? ways.pairing : ways.filling, also + who)
}

/** One thing somebody does about an event, or about a need meanwhile. */
export async function actAtEvent(p: Play, deed: Deed, step: number): Promise<string> {
  const event = await latest(p)
  const chance = await wayOf(p, event, deed)
  const tooEarly = step < 2 * path.indexOf('met') && ends.includes(chance)
  const way = (step % 2 === 0 ? path[step / 2] : undefined) ?? (tooEarly ? 'need' : chance)
  const staff = one(
    p.cast.filter(({ side }) => side === 'staff'),
    deed.who,
  )
  const guest = one(
    p.cast.filter(({ side }) => side === (deed.who % 2 === 0 || enterprisesOnly.includes(way) ? 'enterprise' : 'expert')),
    deed.also,
  )
  if (way === 'days' || way === 'fortnight') await p.t.later((way === 'days' ? 2 : 15) * 24 * hour)
  else if (way === 'need') await act(p, { ...deed, verb: one(needDeeds, deed.also), odd: true })
  else if (way === 'new' || !event) await begin(p, staff)
  else if (['announce', 'call_off', 'join_for', 'match', 'confirm', 'add', 'turn', 'note', 'rest', 'finish'].includes(way))
    await run(p, way, staff, event.id, deed)
  else await take(p, way, (await whoMet(p, way, event.id, deed)) ?? guest, event.id, deed)
  return way
}

/** One of two who are to meet, or met. */
async function whoMet(p: Play, way: Way, eventId: string, { who, on }: Deed): Promise<Someone | undefined> {
  if (way !== 'met' && way !== 'arise' && way !== 'later') return undefined
  const pairs = await p.prisma.eventPair.findMany({ where: { eventId, state: 'planned' }, orderBy: { id: 'asc' } })
  if (pairs.length === 0) return undefined
  const { enterpriseId, expertId } = one(pairs, on)
  const side = way === 'met' && who % 2 === 1 ? { expertId } : { enterpriseId }
  const person = await p.prisma.person.findFirst({ where: side })
  return p.cast.find(({ id }) => id === person?.id)
}

async function begin(p: Play, { person, id: byId }: Someone): Promise<void> {
  const marks: string[] = []
  const of = (words: string) => {
    marks.push(p.mark({ kind: 'typed', byId }))
    return `${marks.at(-1)}${words}`
  }
  const day = new Date(p.t.clock.now().getTime() + 32 * hour + 4 * 24 * hour).toISOString()
  await person.say(`办活动 ${of('轧光对接会')}`)
  await person.say(`棉织物后整理、轧光工艺、布面极光 ${of('')}`)
  await person.say(`${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日 14:00-17:00`)
  await person.say(of('报告厅'))
  const event = await latest(p)
  for (const mark of marks) p.written.set(mark, { kind: 'event', eventId: event?.id, byId })
}

async function run(p: Play, way: Way, { person, id: byId }: Someone, eventId: string, { on, also }: Deed): Promise<void> {
  const pairs = await p.prisma.eventPair.findMany({ where: { eventId }, orderBy: { id: 'asc' } })
  const pairId = pairs.length > 0 ? one(pairs, on).id : ''
  const written = (kind: Written['kind']) => p.mark({ kind, eventId, byId })
  const expert = expertMark(on % sizes.experts)
  const enterprise = enterpriseMark(also % sizes.enterprises)
  const presses: Partial<Record<Way, [verb: string, id: string, answer?: string]>> = {
    announce: ['event_announce', eventId],
    call_off: ['event_cancel', eventId, `${written('event')}会场有变`],
    join_for: ['event_for', eventId, `${enterprise}纺织有限公司\n${expert}`],
    match: ['event_match', eventId],
    confirm: ['event_confirm', eventId],
    add: ['event_pair_add', eventId, `${enterprise} ${expert}`],
    turn: ['event_pair_turn', `${pairId}0`],
    note: ['event_note', pairId, `${written('note')}谈得不错`],
    rest: ['event_rest', eventId],
    finish: ['event_finish', eventId],
  }
  const [verb, id, answer] = presses[way] ?? ['event', eventId]
  await person.pressRaw(verb, id)
  if (answer) await person.say(answer)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
}

async function take(p: Play, way: Way, guest: Someone, eventId: string, { on, also, who }: Deed): Promise<void> {
  const { person, id: byId } = guest
  const { enterpriseId, expertId } = await p.prisma.person.findUniqueOrThrow({ where: { id: byId } })
  const mine = enterpriseId ? { enterpriseId } : { expertId: expertId ?? '' }
  const pairs = await p.prisma.eventPair.findMany({ where: { eventId, ...mine }, orderBy: { id: 'asc' } })
  const pairId = pairs.length > 0 ? one(pairs, on).id : ''
  const needs = await p.prisma.need.findMany({ where: { posterId: byId, number: { not: null } }, orderBy: { id: 'asc' } })
  const i = Number(/\d+$/.exec(guest.key)?.[0])
  const reach = enterpriseId ? phones.contact(i) : `${phones.expert(i)}，${emailOf(i)}`
  switch (way) {
    case 'bring':
      if (needs.length > 0) await person.pressRaw('event_join', eventId)
      if (needs.length > 0) await person.pressRaw('event_bring', eventId + one(needs, on).id)
      return
    case 'wish':
      await person.pressRaw('event_join', eventId)
      await person.pressRaw('event_wish', eventId)
      await person.say(`${p.mark({ kind: 'wish', eventId, byId })}想谈轧光，打${reach}`)
      break
    case 'met':
      await person.pressRaw('event_met', pairId + one(['on', 'met', 'on', 'missed'], who + on))
      return
    case 'later':
      await person.pressRaw('event_later', pairId + one(['talking', 'agreed', 'nothing'], also))
      return
    case 'arise':
      await arise(p, guest, pairId)
      break
    default:
      await person.pressRaw(way === 'leave' ? 'event_decline' : 'event_join', eventId)
      return
  }
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
}

async function arise(p: Play, { person, id: byId }: Someone, pairId: string): Promise<void> {
  const before = new Set((await p.prisma.need.findMany({ select: { id: true } })).map(({ id }) => id))
  const words = p.mark({ kind: 'body', byId })
  await person.pressRaw('event_need', pairId)
  await person.say(`布面有极光，${words}压光后手感发硬，客户退货，年底前解决。`)
  const need = await p.prisma.need.findFirst({ where: { id: { notIn: [...before] } } })
  if (!need) return
  p.written.set(words, { kind: 'body', needId: need.id, byId })
  await person.pressRaw('stop_asking', need.id)
  await person.pressRaw('change_title', need.id)
  await person.say(`${p.mark({ kind: 'title', needId: need.id, byId })}布面极光`)
  await person.pressRaw('publish', need.id)
}

const asks = ['活动', '我的', '办过的活动']
const ofEvent = ['event', 'event_plan', 'event_sum', 'event_file', 'event_edit', 'event_join']
const ofNeed = ['need', 'more', 'history']

/** Asks and presses for things of events, one's own or not. */
export async function lookAtEvent(p: Play, someone: Someone, { on, also }: Deed, seen: Seen): Promise<void> {
  if (on % 5 === 0) return ask(p, someone, one(asks, also), seen)
  const events = await p.prisma.matchEvent.findMany({ orderBy: { id: 'asc' } })
  const pairs = await p.prisma.eventPair.findMany({ orderBy: { id: 'asc' } })
  const need = await needAt(p, on)
  if (on % 5 === 1 && pairs.length > 0)
    return show(p, someone, one(['event_pair', 'event_pair', 'event_note'], also), one(pairs, on).id, seen)
  if (on % 5 === 2 && need) return show(p, someone, one(ofNeed, also), need.id, seen)
  if (events.length === 0) return
  const { id } = one(events, on)
  if (on % 5 === 3) return show(p, someone, one(['event_guests', 'event_pairs'], also), `${id}${one(['e0', 'x0', '0'], on)}`, seen)
  return show(p, someone, one(ofEvent, also), id, seen)
}

/** Everybody but staff looks at every event, every pair and every need. */
export async function lookAtAllEvents(p: Play, seen: Seen): Promise<void> {
  const events = await p.prisma.matchEvent.findMany({ orderBy: { id: 'asc' } })
  const pairs = await p.prisma.eventPair.findMany({ orderBy: { id: 'asc' } })
  const needs = await p.prisma.need.findMany({ orderBy: { id: 'asc' } })
  for (const someone of p.cast.filter(({ side }) => side !== 'staff')) {
    for (const words of asks) await ask(p, someone, words, seen)
    for (const { id } of events) for (const verb of ['event', 'event_plan']) await show(p, someone, verb, id, seen)
    for (const { id, expertId, enterpriseId } of pairs) {
      const person = await p.prisma.person.findUniqueOrThrow({ where: { id: someone.id } })
      if (person.expertId === expertId || person.enterpriseId === enterpriseId) await show(p, someone, 'event_pair', id, seen)
    }
    if (someone.side === 'enterprise' || someone.side === 'expert') for (const { id } of needs) await show(p, someone, 'history', id, seen)
  }
  const staff = one(
    p.cast.filter(({ side }) => side === 'staff'),
    0,
  )
  for (const { id } of events) for (const verb of ['event_file', 'event_sum']) await show(p, staff, verb, id, seen)
}

async function show(p: Play, { person, key }: Someone, verb: string, id: string, seen: Seen): Promise<void> {
  await person.pressRaw(verb, id)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await check(p, `${key} presses ${verb}`, seen)
}
