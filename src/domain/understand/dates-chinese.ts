import type { DateTime } from 'luxon'
import { addWorkingDays, day, endOfMonth, eveOf, festivals, nearest } from './calendar.ts'
import type { DateRule } from './date-rule.ts'
import { readNumber, readWhole } from './numerals.ts'

type Part = Record<string, string | undefined>

const few = '[一二三四五六七八九十]'
const number = String.raw`(?:(?<![\d.])\d{1,3}(?:\.\d)?|[一二两三四五六七八九十半]{1,4})`
const year = String.raw`(?:(?<year>(?<!\d)20\d\d|(?<!\d)\d\d|二[零〇]${few}{2})年|(?<near>今|本|明|后|次|来)年)[的 ]?`
const month = String.raw`(?<month>(?<![\d.])1[0-2]|(?<![\d.])0?[1-9]|十[一二]?|(?<![十几])[一二三四五六七八九])月`
const by = '(?:之前|以前|前|截止|为止|之内|以内|内)'
const spanEnd = '(?:之内|以内|内)'

function yearOf(part: Part, today: DateTime): number | undefined {
  if (part.near) return today.year + ({ 今: 0, 本: 0, 明: 1, 次: 1, 来: 1, 后: 2 }[part.near] ?? 0)
  const written = part.year === undefined ? undefined : readWhole(part.year)
  return written !== undefined && written < 100 ? 2000 + written : written
}

function inYear(part: Part, today: DateTime, ofYear: (year: number) => DateTime | undefined): DateTime | undefined {
  const said = yearOf(part, today)
  return said === undefined ? nearest(today, ofYear) : ofYear(said)
}

function readMonthDay(part: Part, today: DateTime): DateTime | undefined {
  const [monthNumber, dayNumber] = [readWhole(part.month!), readWhole(part.day!)]
  return dayNumber === undefined ? undefined : inYear(part, today, (of) => day(of, monthNumber ?? 0, dayNumber))
}

function readMonth(part: Part, today: DateTime): DateTime | undefined {
  const monthNumber = readWhole(part.month!) ?? 0
  const until = { 初: 10, 上旬: 10, 中旬: 20, 中: 20 }[part.stage ?? '']
  return inYear(part, today, (of) => {
    if (part.before) return day(of, monthNumber, 1)?.minus({ days: 1 })
    return until ? day(of, monthNumber, until) : endOfMonth(of, monthNumber)
  })
}

function readYearPart(part: Part, today: DateTime): DateTime | undefined {
  const said = yearOf(part, today) ?? today.year
  if (part.quarter) return endOfMonth(said, 3 * (readWhole(part.quarter) ?? 0))
  if (part.half) return endOfMonth(said, part.half === '下' ? 12 : 6)
  if (part.stage === '初') return endOfMonth(said, 3)
  if (part.stage === '中') return endOfMonth(said, 6)
  return day(part.before && !part.stage ? said - 1 : said, 12, 31)
}

function readLength(part: Part, today: DateTime): DateTime | undefined {
  const written = part.high ?? part.count!
  const count = (readNumber(written)?.max ?? Number.NaN) + (part.half ? 0.5 : 0)
  if (!Number.isFinite(count) || count <= 0 || count > 999) return undefined
  const unit = part.unit!
  if (unit.startsWith('小时')) return count <= 96 ? today.plus({ days: Math.ceil(count / 24) }) : undefined
  if (/工作日/.test(unit)) return addWorkingDays(today, Math.ceil(count))
  if (/天|日/.test(unit)) return today.plus({ days: Math.ceil(count) })
  if (/周|星期|礼拜/.test(unit)) return today.plus({ days: Math.ceil(count * 7) })
  const months = count * (unit === '季度' ? 3 : /年/.test(unit) ? 12 : 1)
  return today.plus({ months: Math.floor(months), days: Math.ceil((months % 1) * 30) })
}

function readWeek(part: Part, today: DateTime): DateTime | undefined {
  const ahead = { 下: 1, 下下: 2 }[(part.week ?? '').replace(/个/g, '')] ?? 0
  const monday = today.startOf('week').plus({ weeks: ahead })
  if (!part.weekday) return part.before ? monday.minus({ days: 1 }) : monday.plus({ days: 6 })
  const wanted = '一二三四五六日'.indexOf(
    part.weekday.replace(/[天末7]/, '日').replace(/[1-6]/, (digit) => '一二三四五六'[Number(digit) - 1]!),
  )
  const found = monday.plus({ days: wanted })
  return part.week || found >= today ? found : found.plus({ weeks: 1 })
}

function readNearMonth(part: Part, today: DateTime): DateTime | undefined {
  const of = today.startOf('month').plus({ months: { 下: 1, 下下: 2 }[(part.near ?? '').replace(/个/g, '')] ?? 0 })
  if (part.day) return day(of.year, of.month, readWhole(part.day) ?? 0)
  const until = { 初: 10, 上旬: 10, 中旬: 20, 中: 20 }[part.stage ?? '']
  if (part.before) return of.minus({ days: 1 })
  return until ? day(of.year, of.month, until) : endOfMonth(of.year, of.month)
}

function readDayOfMonth(part: Part, today: DateTime): DateTime | undefined {
  const wanted = readWhole(part.day!) ?? 0
  const own = day(today.year, today.month, wanted)
  if (own && own >= today) return own
  const next = today.startOf('month').plus({ months: 1 })
  return wanted >= 1 && wanted <= 31 ? day(next.year, next.month, wanted) : undefined
}

const lengthUnit =
  '(?<unit>个?工作日|天|日(?!本|常|光|晒)|周(?!期|边|长|转|[一二三四五六日])|个?星期|个?礼拜|个月|(?<=半)月|年(?!产|底|前)|个?季度|小时)'
const halfUnit = '(?<unit>年|个月|个?季度|天)'
const length = `(?<count>${number})(?: ?(?:-|~|到|至|、) ?(?<high>${number}))? ?(?:个(?<half>半)(?=月|星期))?${lengthUnit}`

const dayWord = '(?<word>今[天日晚]|明[天日早晚]|大后天|后天)(?:上午|下午|晚上)?'
const weekday = String.raw`(?<![上每\d一二两三四五六七八九十])(?<week>下下个?|下个?|本|这个?)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末1-6])(?![次个]|\d{1,4}(?![\d:点时]))(?:上午|下午|晚上?|早上)?`

function readDayWord(part: Part, today: DateTime): DateTime {
  return today.plus({ days: { 今: 0, 明: 1, 后: 2, 大: 3 }[part.word![0]!] ?? 0 })
}

export const chineseDates: DateRule[] = [
  {
    firmness: 'firm',
    pattern: /(?<year>20\d\d)([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)(?: ?(?:之前|以前|前))?/g,
    read: (part) => day(Number(part.year), Number(part.month), Number(part.day)),
  },
  {
    firmness: 'plain',
    pattern: /(?<![\d.])(?<year>20\d\d)[-/](?<month>0[1-9]|1[0-2])(?![\d-])/g,
    read: (part) => endOfMonth(Number(part.year), Number(part.month)),
  },
  {
    firmness: 'firm',
    pattern: new RegExp(
      `(?:${year})?${month}份? ?(?<day>\\d{1,2}|[一二三四五六七八九十]{1,3})(?:[日号]? ?${by}|[日号](?= ?(?:交|验|完|投|上线|开|要)))`,
      'g',
    ),
    read: readMonthDay,
  },
  {
    firmness: 'plain',
    pattern: new RegExp(`(?:${year})?${month}份?(?<day>\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]`, 'g'),
    read: readMonthDay,
  },
  {
    firmness: 'firm',
    pattern: new RegExp(`(?:${year})?${month}份?的?(?<stage>底|末|初|上旬|中旬|下旬|中)?${spanEnd}`, 'g'),
    read: readMonth,
  },
  {
    firmness: 'firm',
    pattern: new RegExp(`(?:${year})?${month}份?的?(?<stage>底|末|初|上旬|中旬|下旬|中)(?:之前|以前|前)`, 'g'),
    read: readMonth,
  },
  { firmness: 'firm', pattern: new RegExp(`(?:${year})?${month}份?(?<before>之前|以前|前)`, 'g'), read: readMonth },
  {
    firmness: 'plain',
    pattern: new RegExp(
      `(?:${year}${month}份?|${month}份?的?(?=底|末|上旬|中旬|下旬|初))(?<stage>底|末|初|上旬|中旬|下旬)?`
        .replace('(?<month>', '(?<monthA>')
        .replace('(?<month>', '(?<monthB>'),
      'g',
    ),
    read: (part, today) => readMonth({ ...part, month: part.monthA ?? part.monthB }, today),
  },
  { firmness: 'loose', pattern: new RegExp(`${month}(?:份|(?=完成|解决|交|投产|量产|上线|搞定|出))`, 'g'), read: readMonth },
  { firmness: 'plain', pattern: new RegExp(`${year}年?(?<stage>底|末|终|初|中(?!标|试))(?:${by})?`, 'g'), read: readYearPart },
  { firmness: 'plain', pattern: new RegExp(`(?:${year})?(?<half>上|下)半年(?:${by})?`, 'g'), read: readYearPart },
  {
    firmness: 'plain',
    pattern: new RegExp(`(?:${year})?(?:第?(?<quarter>[一二三四1-4])季度|q(?<quarterB>[1-4])(?!\\d))(?:底|末)?(?:${by})?`, 'g'),
    read: (part, today) => readYearPart({ ...part, quarter: part.quarter ?? part.quarterB }, today),
  },
  {
    firmness: 'firm',
    pattern: /(?<!\d|多|几|[一二两三四五六七八九十数])年(?<stage>底|末|终|中(?=之?前|以前))(?:之前|以前|前|之内|内)?/g,
    read: readYearPart,
  },
  { firmness: 'firm', pattern: /(?<!\d|多|几|[一二两三四五六七八九十半数今明去后往])年内/g, read: readYearPart },
  { firmness: 'firm', pattern: new RegExp(`${year}(?:${spanEnd}|(?<before>之前|以前|前))`, 'g'), read: readYearPart },
  { firmness: 'loose', pattern: /(?:(?<year>(?<!\d)20\d\d)年|(?<near>今|明|后)年)(?!产|\d)/g, read: readYearPart },
  { firmness: 'firm', isLength: true, pattern: new RegExp(`${length} ?${spanEnd}`, 'g'), read: readLength },
  { firmness: 'loose', isLength: true, pattern: new RegExp(length, 'g'), read: readLength },
  {
    firmness: 'firm',
    isLength: true,
    pattern: new RegExp(`(?<![一二两三四五六七八九十\\d])(?<count>半)${halfUnit}(?:左右)?${spanEnd}`, 'g'),
    read: readLength,
  },
  {
    firmness: 'loose',
    isLength: true,
    pattern: new RegExp(`(?<![一二两三四五六七八九十\\d下上])(?<count>半)${halfUnit}`, 'g'),
    read: readLength,
  },
  {
    firmness: 'firm',
    isLength: true,
    pattern: new RegExp(`(?<count>${number})年(?<half>半)(?:左右)?${spanEnd}`, 'g'),
    read: (part, today) => readLength({ ...part, unit: '年' }, today),
  },
  {
    firmness: 'loose',
    isLength: true,
    pattern: new RegExp(`(?<count>${number})年(?<half>半)`, 'g'),
    read: (part, today) => readLength({ ...part, unit: '年' }, today),
  },
  {
    firmness: 'loose',
    isLength: true,
    pattern: /个把(?<unit>月|星期)(?:内|之内|以内|左右)?/g,
    read: (part, today) => readLength({ ...part, count: '一' }, today),
  },
  { firmness: 'firm', pattern: new RegExp(`${weekday}(?:之前|以前|前)`, 'g'), read: readWeek },
  { firmness: 'plain', pattern: new RegExp(`(?=[下本这])${weekday}`, 'g'), read: readWeek },
  { firmness: 'loose', pattern: new RegExp(weekday, 'g'), read: readWeek },
  {
    firmness: 'plain',
    pattern: /(?<week>下下个?|下个?|本|这个?)(?:周|星期|礼拜)(?!期|[一二三四五六日天末])(?:之内|以内|内|底)?(?<before>之前|以前|前)?/g,
    read: readWeek,
  },
  {
    firmness: 'plain',
    pattern:
      /(?<near>下下个?|下个?|本|这个?|当)月(?:份)?(?:(?<stage>底|末|初|上旬|中旬|下旬)|(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日])?(?:之前|以前|前|之内|以内|内)?/g,
    read: readNearMonth,
  },
  {
    firmness: 'firm',
    pattern: /(?<![\d个上下本这当月半一二两三四五六七八九十几])月(?:底|末|内)(?:之前|以前|前|之内)?/g,
    read: readNearMonth,
  },
  {
    firmness: 'firm',
    pattern: /(?<![月\d.a-z])(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日](?:之前|以前|前(?!后))/g,
    read: readDayOfMonth,
  },
  { firmness: 'firm', pattern: new RegExp(`${dayWord}${by}`, 'g'), read: readDayWord },
  { firmness: 'loose', pattern: new RegExp(dayWord, 'g'), read: readDayWord },
  {
    firmness: 'firm',
    pattern: new RegExp(`(?:(?:今|明)年)?(?<name>${festivals.join('|')})(?:节|长假|假期)?(?:之前|以前|前(?!后))`, 'g'),
    read: (part, today) => eveOf(today, part.name!),
  },
  { firmness: 'firm', pattern: /(?<![一二两三四五六七八九十几多数今明去后往半年\d])年前/g, read: (_, today) => eveOf(today, '春节') },
  {
    firmness: 'firm',
    pattern: new RegExp(`before (?:the )?(?<name>${festivals.filter((name) => /^[a-z]/.test(name)).join('|')})`, 'g'),
    read: (part, today) => eveOf(today, part.name!),
  },
]
