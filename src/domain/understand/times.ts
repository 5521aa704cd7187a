import { readWhole } from './numerals.ts'

export type Half = 'morning' | 'afternoon' | 'evening'
/** The times in an answer. `rest` is the text without them, as long as before; `half` only where no hour was said. */
export type SaidTime = { time?: string; until?: string; half?: Half; problem?: 'no_such_day' | 'unclear'; rest: string }

const hour = '(?:\\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])'
const minuteHan = '(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])'
const minute = `(?:半|[一三123]刻|整|(?:零|过)?(?:\\d{1,2}|${minuteHan}|[一二三四五六七八九])分|(?:\\d{2}|${minuteHan})(?![\\d月日号./:个人位名-]))`
const meridiem = '(?:a\\.?m\\.?|p\\.?m\\.?)(?![a-z])'

/** One clock time; `n` tells the groups of the two ends of a stretch apart. */
function clock(n: 1 | 2): string {
  return (
    `(?:(?<h${n}a>\\d{1,2}):(?<m${n}a>\\d{2})(?::\\d{2})?(?!\\d)(?: ?(?<p${n}a>${meridiem}))?` +
    `|(?<h${n}b>${hour}) ?(?:点钟?|时(?![长候期间段刻不]))(?<m${n}b>${minute})?|(?<h${n}c>\\d{1,2}) ?(?:(?<p${n}c>${meridiem})|o'clock))`
  )
}

const dayPart = '凌晨|清晨|清早|早上|早晨|大早|上午|午前|中午|正午|下午|午后|傍晚|晚上|晚间|夜里'
const between = ' ?(?:-|~|到|至|to|until|till) ?'
const before = '(?<![\\d.:/-]|[周期拜])(?<![早晚快慢有差](?=一点))'
const times = new RegExp(
  `(?<part1>${dayPart}|[早晚])? ?${before}(?:(?:${clock(1)}|(?<h1d>${hour})(?=${between}(?:${hour} ?[点时]|\\d{1,2}(?::\\d{2})? ?${meridiem}))|(?<=\\bat )(?<h1e>\\d{1,2})(?! ?[\\d./:a-z-]))` +
    `(?:${between}(?<part2>${dayPart})? ?${clock(2)})?)`,
  'g',
)
const halves: [Half, RegExp][] = [
  ['morning', /凌晨|清晨|清早|早上|早晨|上午|午前|(?<=[明今后天])早(?!一?点)|\bmorning\b/],
  ['afternoon', /下午|午后|\bafternoon\b/],
  ['evening', /傍晚|晚上|晚间|夜里|(?<=[明今后天周一二三四五六日])晚(?!一?[点些])|\bevening\b|\btonight\b/],
]

/** The time of day in a folded answer. Hours 1 to 6 without a word for the part of the day (2点) are those of the afternoon: nobody visits at night. */
export function timeSaid(text: string): SaidTime {
  const found = [...text.matchAll(times)].slice(0, 20)
  const rest = found.reduce((left, match) => blanked(left, match), text)
  const read = found.map((match) => stretch(match, text))
  const wrong = read.find(({ problem }) => problem)
  if (wrong) return { problem: wrong.problem, rest }
  const [first, ...others] = read
  if (others.some(({ time, until }) => time !== first?.time || (until !== undefined && until !== first?.until)))
    return { problem: 'unclear', rest }
  if (first) return { ...first, rest }
  if (/中午|正午|\b(?:noon|midday)\b/.test(rest)) return { time: '12:00', rest }
  const said = halves.filter(([, pattern]) => pattern.test(rest))
  return said.length === 1 ? { half: said[0]![0], rest } : { rest }
}

/** The part of the day may belong to the day (今晚) and stays. */
function blanked(text: string, { index, 0: words, groups }: RegExpExecArray): string {
  const start = index + (groups!.part1?.length ?? 0)
  const end = index + words.length
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

function stretch(match: RegExpExecArray, text: string): Omit<SaidTime, 'rest'> {
  const part = match.groups!
  const near = text.slice(Math.max(0, match.index - 12), match.index + match[0].length + 16)
  const said = part.part1 ?? halves.find(([, pattern]) => pattern.test(near))?.[0] ?? ''
  const ends2 = part.h2a ?? part.h2b ?? part.h2c
  const start = minutesOf(part, 1, said, part.p2a ?? part.p2c)
  if (typeof start === 'string') return { problem: start }
  if (ends2 === undefined) return { time: written(start) }
  const end = minutesOf(part, 2, part.part2 ?? (start >= 720 || !part.part1 ? said : ''), undefined)
  if (typeof end === 'string') return { problem: end }
  const later = end <= start && end < 720 && end + 720 > start && !part.p2a && !part.p2c ? end + 720 : end
  return later > start ? { time: written(start), until: written(later) } : { problem: 'unclear' }
}

/** Minutes from midnight, or what is wrong. `lent`: the am or pm that stands behind the other end (2-4pm). */
function minutesOf(part: Record<string, string | undefined>, n: 1 | 2, said: string, lent: string | undefined) {
  const hourWords = (part[`h${n}a`] ?? part[`h${n}b`] ?? part[`h${n}c`] ?? part[`h${n}d`] ?? part[`h${n}e`])!
  const [hours, minutes] = [readWhole(hourWords), minuteOf(part[`m${n}a`] ?? part[`m${n}b`])]
  if (hours === undefined || minutes === undefined) return 'unclear'
  if (hours > 23 || minutes > 59) return 'no_such_day'
  const marked = (part[`p${n}a`] ?? part[`p${n}c`] ?? (hours <= 12 ? lent : undefined))?.replaceAll('.', '')
  if (marked) return hours > 12 || hours === 0 ? 'unclear' : ((hours % 12) + (marked === 'pm' ? 12 : 0)) * 60 + minutes
  const early = /凌晨|清|早|上午|午前|morning/.test(said)
  const late = /下午|午后|傍晚|晚|夜|afternoon|evening/.test(said)
  if (early) return hours > 12 || (hours === 12 && /凌晨|清/.test(said)) ? 'unclear' : hours * 60 + minutes
  if (late && hours === 12 && /晚|夜|evening/.test(said)) return 'unclear'
  const isAfter = hours < 12 && (late || (/中午|正午/.test(said) ? hours < 6 : hours >= 1 && hours <= 6 && !hourWords.startsWith('0')))
  return (isAfter ? hours + 12 : hours) * 60 + minutes
}

function minuteOf(words: string | undefined): number | undefined {
  if (words === undefined || words === '整') return 0
  if (words === '半') return 30
  if (words.endsWith('刻')) return 15 * (readWhole(words.slice(0, -1)) ?? 1)
  return readWhole(words.replace(/^过|分$/g, '').replace(/^零(?=.)/, ''))
}

function written(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
