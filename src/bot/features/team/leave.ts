import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { TeamNotice } from '../../../domain/notices.ts'
import { isStaff, type Person } from '../../../domain/person.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { endLeave, possibleStandIns, showLeave, takeLeave } from '../../../domain/use-cases/team/leave.ts'
import { askWhoLeft } from '../../../domain/use-cases/team/officer-left.ts'
import { button, type Draft, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Words } from '../../words.ts'

type Of<V extends TeamNotice['view']> = Extract<TeamNotice, { view: V }>

const command = /^(?:我?要?请假|休假|leave)(?<rest>$|[\s:：].*|\d.*|(?:今|明|后|下周|本周|周).*)/iu
const end = /^(?:取消(?:请假|休假)|销假|cancel (?:my )?leave|i'?m back)$/iu
/** “leave …” begins many an English sentence: it is this command only where days, or a word about the leave, follow. */
const ofLeave = /\d|today|tomorrow|day|week|month|cancel|off|back/iu

/** `请假 12月1日到12月5日 王敏代`, `请假`, `请假 取消`, `leave 1 Dec to 5 Dec, … stands in`. */
export function leaveCommand(text: string): ((act: Act) => Promise<void>) | undefined {
  if (end.test(text)) return endLeave
  const rest = command.exec(text)?.groups?.rest?.replace(/^[\s:：]+/u, '')
  if (rest === undefined) return undefined
  if (rest === '') return showLeave
  if (/^leave/i.test(text) && !ofLeave.test(rest)) return undefined
  return (act) => takeLeave(act, rest)
}

const left =
  /^(?:离任[\s:：]+(?<after>\S.*)|(?<zh>\p{Script=Han}{2,4})(?:已经|已)?离任了?|(?<en>[\p{L} .'-]{2,40}?) (?:has )?left office)$/iu

/** `离任 王敏`, `王敏离任了`, `Wang Min has left office`. */
export function officerLeftCommand(text: string): ((act: Act) => Promise<void>) | undefined {
  const { after, zh, en } = left.exec(text)?.groups ?? {}
  const name = (after ?? zh ?? en)?.trim()
  return name ? (act) => askWhoLeft(act, name) : undefined
}

export function periodOf(words: Words, { from, until }: NonNullable<Person['away']>): string {
  return words.t.teamwork.period(words.day(from), words.day(until))
}

/** The leave as it stands, with whom one may choose to stand in. */
export async function leaveCard(reader: Reader, { unknown }: Of<'leave'>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const t = words.t.teamwork
  const { away } = person
  if (!away || away.until < isoDayAt(now)) return { text: t.notOnLeave }
  const standIn = person.substituteId ? await tx.people.find(person.substituteId) : undefined
  const possible = standIn ? [] : await possibleStandIns({ tx, actor: person })
  const clash = standIn?.away && standIn.away.from <= away.until && standIn.away.until >= away.from ? standIn.away : undefined
  const lines = [
    t.leaveText(periodOf(words, away)),
    unknown ? t.unknown(unknown) : '',
    standIn ? t.standIn(standIn.name) : possible.length > 0 ? t.noStandIn : '',
    standIn && clash ? t.alsoAway(standIn.name, periodOf(words, clash)) : '',
    standIn && person.expertId && (await tx.needs.ofExpert(person.expertId)).length > 0 ? t.addStandIn(standIn.name) : '',
    person.expertId ? t.noStandInExpert : '',
  ]
  const load = await tx.teams.answering()
  const colleagues = [...possible].sort((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1)).slice(0, 8)
  const buttons = colleagues.map((one) => button(t.load(shorter(one.name, 12), load.get(one.id) ?? 0), 'stand_in', one.id))
  return {
    title: t.leaveTitle,
    text: lines.filter(Boolean).join('\n'),
    buttons: [...rows(buttons, 2), [button(words.t.buttons.endLeave, 'end_leave', 'x')]],
  }
}

/** To who stands in; nothing where it was cancelled meanwhile. */
export async function standInCard({ tx, words, person }: Reader, { personId }: Of<'stand_in'>): Promise<Draft | undefined> {
  const absent = await tx.people.find(personId)
  if (!absent?.away || absent.substituteId !== person.id) return undefined
  return { text: words.t.teamwork.youStandIn(absent.name, periodOf(words, absent.away)) }
}

export function teamHelp({ words, person }: Reader): string[] {
  const decides = person.roles.some((role) => role !== 'officer')
  if (isStaff(person)) return [words.t.teamwork.help, ...(decides ? [words.t.teamwork.helpLeft] : [])]
  return person.expertId || person.managesId ? [words.t.teamwork.helpExpert] : []
}
