import { DateTime } from 'luxon'
import { DomainError } from '../../../domain/errors.ts'
import type { PersonalData } from '../../../domain/privacy.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import { hindrances } from '../../../domain/use-cases/privacy/my-data.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import type { CommandReader } from '../feature.ts'

const zone = 'Asia/Shanghai'

export const myDataCommand: CommandReader = (text) =>
  /^(?:我的数据|我的資料|我的信息|我的个人信息|个人数据|注销(?:账号|帐号)|my ?data|erase me|delete my (?:data|account))$/iu.test(text)
    ? (act) => reply(act, { view: 'my_data' }, { mode: 'fresh', slot: 'my_data' })
    : undefined

/** What is kept of the reader, in plain words; to take away, and to erase. */
export async function myDataCard(reader: Reader): Promise<Draft> {
  const { tx, words, person } = reader
  const own = words.t.privacy.data
  const data = await tx.privacy.dataOf(person.id)
  const lines = (Object.keys(own.kinds) as (keyof PersonalData)[])
    .filter((kind) => data[kind].length > 0)
    .map((kind) => `• ${own.kinds[kind]}${['person', 'expert'].includes(kind) ? '' : words.t.aside(String(data[kind].length))}`)
  const blocked = (await hindrances({ tx }, person)).map((kind) => words.error(new DomainError('conflict', `erase_${kind}`)))
  const b = words.t.buttons
  return {
    title: own.title,
    text: [own.text, ...lines, '', own.stays, ...blocked].join('\n'),
    buttons: [
      [button(b.data_take, 'data_take', 'x', 'primary'), button(b.privacy_text, 'privacy_text', 'x')],
      [button(b.data_erase, 'data_erase', 'x', 'danger')],
    ],
  }
}

/** The same as files: one for a program, one to read. */
export async function dataFileCard({ tx, words, person, now }: Reader): Promise<Draft> {
  const own = words.t.privacy.data
  const data = await tx.privacy.dataOf(person.id)
  const day = DateTime.fromJSDate(now, { zone }).toISODate() ?? ''
  const file = (name: string, mime: string, text: string) => ({
    kind: 'file' as const,
    name,
    mime,
    bytes: new TextEncoder().encode(text),
    alt: own.alt,
  })
  return {
    text: own.ready,
    made: async () => [
      file(own.file(day, 'json'), 'application/json', `${JSON.stringify(data, (_key, value) => value ?? undefined, 2)}\n`),
      file(own.file(day, 'txt'), 'text/plain; charset=utf-8', `\uFEFF${readable(data, own.kinds)}`),
    ],
  }
}

function readable(data: PersonalData, names: Record<keyof PersonalData, string>): string {
  const parts = (Object.keys(names) as (keyof PersonalData)[]).map((kind) => {
    const rows = data[kind].map((row) =>
      Object.entries(row)
        .flatMap(([key, value]) => (isNothing(value) ? [] : [`${key}: ${inWords(value)}`]))
        .join('\n'),
    )
    return `【${names[kind]}】\n${rows.join('\n\n') || '—'}`
  })
  return `${parts.join('\n\n')}\n`
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function inWords(value: unknown): string {
  if (value instanceof Date) return DateTime.fromJSDate(value, { zone }).toFormat('yyyy-MM-dd HH:mm')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
