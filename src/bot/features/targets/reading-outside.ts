import type { OutsideDraft, OutsidePart } from '../../../domain/reports/figures.ts'
import { type Period, periodOfKey } from '../../../domain/reports/period.ts'
import { pastDayFromAnswer } from '../../../domain/understand/past-day.ts'
import { periodIn } from '../reports/reading.ts'

/** A part that was said and can't be. `part` is asked for again by its name. */
export type Unreadable = { part: OutsidePart | 'future' }

export type OutsideWanted = { what: 'show'; period?: string } | { what: 'note'; draft: OutsideDraft }

const value = /^([-−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)\s*(\D{0,20})$/u
const sourceMark = /(?:^|[\s,，;；])(?:来源于?|出处|source)[\s:：]*/iu
const dayAtEnd =
  /(?:^|[\s,，;；(（])((?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2})|(?:(?:20\d\d年)?\d{1,2}月\d{1,2}[日号])|(?:\d{1,2} [a-z]{3,9} 20\d\d))[)）]?$/iu

/** “外部数据”, “外部数据 2026-Q3”, “外部数据 研发投入占GDP比重 2026-Q3 3.21% 来源 区统计局 2026-10-20”; undefined for anything else. */
export function outsideIn(text: string, now: Date): OutsideWanted | undefined {
  const found = /^(?:外部数据|系统外数据|outside (?:figures?|data)|external figures?)(?:[\s:：]+(.*))?$/iu.exec(text)
  if (!found) return undefined
  const rest = (found[1] ?? '').trim()
  if (rest === '') return { what: 'show' }
  const only = periodSaid(rest, now)
  return only ? { what: 'show', period: only.key } : { what: 'note', draft: draftIn(rest, now) }
}

function draftIn(text: string, now: Date): OutsideDraft {
  const marked = sourceMark.exec(text)
  const about = marked ? text.slice(0, marked.index) : text
  const told = marked ? text.slice(marked.index + marked[0].length) : ''
  const day = dayAtEnd.exec(told)
  const on = day ? pastDayFromAnswer(day[1] ?? '', now) : undefined
  const source = (day ? told.slice(0, day.index) : told).replace(/[\s,，;；]+$/u, '').trim()
  return { ...namedIn(about, now), ...(source !== '' && { source }), ...(on && 'day' in on && { on: on.day }) }
}

/** Name, period and number, told apart word by word: what is neither period nor number is the name, or the unit after the number. */
function namedIn(text: string, now: Date): OutsideDraft {
  const names: string[] = []
  const draft: OutsideDraft = {}
  for (const word of text.split(/[\s，;；]+/u).filter(Boolean)) {
    const period = draft.period === undefined ? periodSaid(word, now) : undefined
    const number = draft.value === undefined && !period ? value.exec(word) : null
    if (period) draft.period = period.key
    else if (number) Object.assign(draft, valued(number))
    else if (draft.value !== undefined && draft.unit === undefined) draft.unit = word
    else names.push(word)
  }
  if (names.length > 0) draft.name = names.join(' ')
  return draft
}

function valued([, digits = '', unit = '']: RegExpExecArray): OutsideDraft {
  const number = Number(digits.replace('−', '-').replaceAll(',', ''))
  return { value: number, ...(unit.trim() !== '' && { unit: unit.trim() }) }
}

/** A month, quarter or year: 2026-10, 10月, 2026年三季度, Q3, 2026年. A week is a period too, so that it can be refused by name. */
export function periodSaid(text: string, now: Date): Period | undefined {
  const bare = text.replace(/\s/gu, '').replace(/全年$/u, '年')
  const year = /^(20\d\d)年?$/u.exec(bare)?.[1]
  if (year) return periodOfKey(year)
  if (/^(?:20\d\d[-年]?)?(?:W\d{1,2}|第\d{1,2}周)$/iu.test(bare)) return periodIn('weekly', bare, now)
  if (/^\d+(?:\.\d+)?$/u.test(bare) || !/[-月季Qq]/u.test(bare)) return undefined
  return periodIn('monthly', bare, now) ?? periodIn('quarterly', bare, now)
}

/** The answer to the question for one part, added to what was said before. A whole line of parts is read as such. */
export function withPart(part: OutsidePart, draft: OutsideDraft, text: string, now: Date): OutsideDraft | Unreadable {
  const said = text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  switch (part) {
    case 'name':
      return said === '' ? { part } : { ...draft, name: said }
    case 'period': {
      const period = periodSaid(said, now)
      return period ? { ...draft, period: period.key } : { part }
    }
    case 'value': {
      const number = value.exec(said)
      return number ? { ...draft, ...valued(number) } : { part }
    }
    case 'unit':
      return { ...draft, unit: /^(?:无|没有|没有单位|none|no unit)$/iu.test(said) ? '' : said }
    case 'source': {
      const { source = said, on } = draftIn(`来源 ${said.replace(sourceMark, '')}`, now)
      return source === '' ? { part } : { ...draft, source, ...(on && { on }) }
    }
    case 'on': {
      const day = pastDayFromAnswer(said, now)
      return 'day' in day ? { ...draft, on: day.day } : { part: day.problem === 'future' ? 'future' : part }
    }
  }
}

export function isUnreadable(read: OutsideDraft | Unreadable): read is Unreadable {
  return 'part' in read
}
