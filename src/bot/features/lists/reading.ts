/** Words after a list's name, read as a filter. What is not understood is given back, to be asked about. */
import { DateTime } from 'luxon'
import { clusters } from '../../../domain/code-lists.ts'
import type { ListChoices, ListFilter } from '../../../domain/lists.ts'
import { needStates } from '../../../domain/need.ts'
import { textsIn } from '../../texts/index.ts'
import { pastDay, periodIn } from './reading-days.ts'

/** `asOf: null`: a past day was asked for, but not one that can be told of. */
export type Reading = { filter: ListFilter; asOf?: string | null; unknown: string[] }

type Entry = { words: string; set: ListFilter }
const zone = 'Asia/Shanghai'
const filler =
  /^(?:的|需求|的需求|清单|全部|所有|乡镇|镇街|干部|研究院|和|及|里|在|看|查|查看|请|all|of|the|in|for|by|from|and|needs?|list|lists)$/i

/** 截至 11月1日, as of 1 Nov 2026; what stands there is read as a day afterwards. */
const asOfDay = /(?:截至|截止到?|as of)\s*(\d{1,2}\s+[a-z]{3,9}(?:\s+\d{4})?|[a-z]{3,9}\s+\d{1,2}(?:\s+\d{4})?(?!\d)|[^\s,，、;；]+)/iu

/** How people say the states, beside their names. */
const stateWords: Record<string, (typeof needStates)[number]> = {
  已解决: 'solved',
  待确认: 'solved',
  待企业确认: 'solved',
  已确认: 'confirmed',
  企业确认: 'confirmed',
  暂停: 'paused',
  揭榜: 'challenge',
  揭榜挂帅: 'challenge',
  撤回: 'withdrawn',
  待认领: 'open',
  solved: 'solved',
  confirmed: 'confirmed',
  paused: 'paused',
  challenge: 'challenge',
  withdrawn: 'withdrawn',
  unsolved: 'unsolved',
  unclaimed: 'unclaimed',
  claimed: 'claimed',
  open: 'open',
}

export function readFilter(text: string, choices: ListChoices, now: Date): Reading {
  const today = DateTime.fromJSDate(now, { zone })
  const reading: Reading = { filter: {}, unknown: [] }
  let rest = text.normalize('NFKC').trim()
  rest = rest.replace(asOfDay, (_, day: string) => {
    reading.asOf = pastDay(day, today) ?? null
    return ' '
  })
  rest = age(rest, reading.filter)
  rest = periodIn(rest, today, reading.filter)
  return named(rest, dictionary(choices), reading)
}

/** 超过30天, 3个月以上, over 30 days. */
function age(text: string, filter: ListFilter): string {
  const take = (count: string, unit: string) => {
    filter.olderThan = Number(count) * (/月|month/i.test(unit) ? 30 : /周|week/i.test(unit) ? 7 : 1)
    return ' '
  }
  return text
    .replace(/(?:超过|超|多于|大于|满)\s*(\d{1,4})\s*(天|日|周|个?月)(?:以上)?/u, (_, count: string, unit: string) => take(count, unit))
    .replace(/(\d{1,4})\s*(天|日|周|个?月)以上/u, (_, count: string, unit: string) => take(count, unit))
    .replace(/(?:over|older than|more than|>)\s*(\d{1,4})\s*(days?|weeks?|months?)/i, (_, count: string, unit: string) => take(count, unit))
}

function dictionary({ townships, industries, institutes, officers }: ListChoices): Entry[] {
  const entries: Entry[] = [
    ...['逾期', '已逾期', '超期', 'overdue', 'late'].map((words) => ({ words, set: { overdue: true as const } })),
    ...townships.flatMap((township) => [township, township.replace(/(?:街道|镇|乡)$/u, '')].map((words) => ({ words, set: { township } }))),
    ...clusters.flatMap(({ code, zh, en }) => [code, zh, en].map((words) => ({ words, set: { cluster: code } }))),
    ...institutes.flatMap(({ id, name, short }) => [name, short].map((words) => ({ words, set: { instituteId: id } }))),
    ...officers.map(({ id, name }) => ({ words: name, set: { officerId: id } })),
    ...Object.entries(stateWords).map(([words, state]) => ({ words, set: { state } })),
    ...needStates.flatMap((state) => (['zh', 'en'] as const).map((lang) => ({ words: textsIn(lang).states[state], set: { state } }))),
    ...industries.map(({ code, name }) => ({ words: name, set: { industry: code } })),
  ]
  return entries.filter(({ words }) => [...words].length >= 2).sort((a, b) => b.words.length - a.words.length)
}

/** Takes the longest known words first. The same words for two people say nothing. */
function named(text: string, entries: Entry[], reading: Reading): Reading {
  let rest = text
  for (const { words, set } of entries) {
    const said = words.toLowerCase()
    const at = placeOf(rest.toLowerCase(), said)
    if (at < 0) continue
    const same = entries.filter((entry) => entry.words.toLowerCase() === said && JSON.stringify(entry.set) !== JSON.stringify(set))
    if (same.some((entry) => Object.keys(entry.set)[0] === Object.keys(set)[0])) continue
    if (Object.keys(set).some((key) => key in reading.filter)) continue
    rest = `${rest.slice(0, at)} ${rest.slice(at + said.length)}`
    Object.assign(reading.filter, set)
  }
  const left = rest.split(/[\s,，、;；:：。]+/u).filter((word) => word !== '' && !filler.test(word))
  reading.unknown.push(...left)
  return reading
}

/** Latin words are whole words; Chinese stands anywhere. */
function placeOf(text: string, words: string): number {
  const at = text.indexOf(words)
  if (at < 0 || !/^[a-z]/.test(words)) return at
  const around = `${text[at - 1] ?? ' '}${text[at + words.length] ?? ' '}`
  return /[a-z]/.test(around) ? -1 : at
}
