import { alarmKinds } from '../../../domain/alarms.ts'
import type { OperatingNotice } from '../../../domain/notices.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { permit, reply } from '../../../domain/use-cases/act.ts'
import { seeAlarm } from '../../../domain/use-cases/operating/alarms.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'

const said = /^(?:运行状态|运行情况|系统状态|status|system status)$/iu

const statusCommand: CommandReader = (text) => {
  if (!said.test(text)) return undefined
  return async (act) => {
    permit(act, 'see_status')
    await reply(act, { view: 'status' })
  }
}

/** As it stands at this moment: open, known to an administrator, or over. */
async function alarmCard(reader: Reader, { alarmId }: { alarmId: string }): Promise<Draft | undefined> {
  const { words, tx, person } = reader
  const alarm = await tx.operating.alarm(alarmId)
  if (!alarm || !hasRight(person, 'see_status')) return undefined
  const t = words.t.operating
  const { title, text } = t.alarms[alarm.kind]
  const what = text({ ...alarm.facts, count: String(alarm.count) })
  const isEvent = alarmKinds[alarm.kind].by === 'event'
  if (alarm.endedAt && isEvent) return { title: t.past(title), text: `${what}\n${t.since(words.dateTime(alarm.openedAt))}` }
  if (alarm.endedAt)
    return { title: t.over(title), text: t.overText(words.dateTime(alarm.openedAt), words.dateTime(alarm.endedAt)), buttons: [] }
  const lines = [what, t.since(words.dateTime(alarm.openedAt)), ...(alarm.quiet ? [t.seen] : []), t.more(alarm.kind)]
  const seen = { label: words.t.buttons.alarm_seen, verb: 'alarm_seen', id: alarm.id } as const
  return { title: t.open(title), text: lines.join('\n'), buttons: alarm.quiet ? [] : [[seen]] }
}

async function statusCard({ words, tx, now, office, person }: Reader): Promise<Draft> {
  checkRight(person, 'see_status')
  const t = words.t.operating
  const running = await office.running()
  const open = await tx.operating.open()
  const queues = await tx.operating.queues(now, running.platforms)
  const alarms = open.map(({ kind, openedAt }) => `· ${t.alarms[kind].title}，${t.since(words.dateTime(openedAt))}`)
  const list = words.lang === 'en' ? alarms.map((line) => line.replace('，', ', ')) : alarms
  const { disk, backup } = running
  const fields: [string, string][] = [
    [t.running, t.up(running.version, lasted(t, now.getTime() - running.since.getTime()))],
    [t.platforms, running.platforms.join(words.t.list)],
    [t.database, t.databases[running.database]],
    [t.inbox, String(queues.inbox.due)],
    [t.outbox, String(queues.outbox.due + queues.outbox.sending)],
    [t.failed, `${queues.outbox.failed + queues.outbox.uncertain} / ${queues.inbox.failed}`],
    [t.backup, backup ? words.dateTime(backup) : t.noBackup],
    ...(disk ? [[t.disk, t.of(gigabytes(disk.free), percent(disk.free, disk.total))] as [string, string]] : []),
  ]
  return {
    title: t.title,
    text: list.length === 0 ? t.fine : [t.trouble(list.length), ...list].join('\n'),
    fields: fields.map(([label, value]) => ({ label, value })),
  }
}

function lasted(t: Reader['words']['t']['operating'], ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 120) return t.minutes(minutes)
  return minutes < 48 * 60 ? t.hours(Math.floor(minutes / 60)) : t.days(Math.floor(minutes / 1440))
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`
}

function percent(part: number, whole: number): string {
  return String(Math.round((100 * part) / Math.max(1, whole)))
}

/** How the program runs, and its alarms. */
export const operating: Feature<OperatingNotice> = {
  ...nothing,
  cards: { alarm: alarmCard, status: statusCard },
  answers: {},
  presses: {
    alarm_seen: seeAlarm,
  },
  commands: [statusCommand],
  help: async ({ words: { t }, person }) => (hasRight(person, 'see_status') ? t.operating.help : []),
}
