import { fold, tidy } from '../understand/fold.ts'
import { readWhole } from '../understand/numerals.ts'
import type { QuietHours } from './quiet-hours.ts'

const most = 60
/** Longer quiet hours without a word for the part of the day are rather a misunderstanding: 10 点到 7 点. */
const longestBare = 16 * 60
const dayMinutes = 24 * 60

const none =
  /^(?:请?(?:关闭|关掉|关了?|取消|不用|不要|不需要|不设|无|没有)(?:免打扰|勿扰|安静时段?)?了?|(?:turn )?off|none|no|never|disabled?)[.!。！]?$/
const parts = '凌晨|清晨|清早|早晨|早上|早|上午|中午|下午|傍晚|晚上|晚间|晚|夜里|夜间|深夜|半夜|午夜'
const number = '\\d{1,2}|[零〇一二两三四五六七八九十廿]{1,3}'
const minutes = `:?(?<m>[0-5]\\d)|[点时](?:钟|整)?(?:(?<half>半)|(?<quarter>一刻|三刻)|(?<spoken>${number})分?)?`
const clock = `(?:当天|当晚|今晚|次日|第二天|翌日|隔天)?(?:的)?(?<part>${parts})? ?(?<h>${number}) ?(?:${minutes})? ?(?<ampm>[ap]\\.?m\\.?)?|(?<word>midnight|noon|午夜|半夜|中午)`
const before =
  '(?:请?(?:在|把|改成|设为|设成)?|quiet(?: hours)?:? ?|do not disturb:? ?|dnd:? ?|免打扰[:：]? ?|勿扰[:：]? ?)(?:每天|每晚)? ?(?:从|自|from |between )?'
const after = '(?:之间|期间)?[,，]? ?(?:请?(?:不要|别|勿)(?:打扰|发消息|提醒)我?|免打扰|勿扰|安静| every day)?(?: ?please)?[.!。！]?'
const range = new RegExp(
  `^${before}(?<one>${unnamed(clock)}) ?(?:-{1,2}|~|至|到|直到|to|until|till|and) ?(?<two>${unnamed(clock)})${after}$`,
)
const alone = new RegExp(`^(?:${clock})$`)

/** What a person writes to set their quiet hours: 22:00-7:00, 晚上十点到早上七点半, 10pm to 7am, 关闭. Not understood or in doubt: undefined. */
export function quietFromWords(text: string): QuietHours | 'none' | undefined {
  if (text.length > most) return undefined
  const words = fold(tidy(text)).text.trim()
  if (none.test(words)) return 'none'
  const found = range.exec(words)?.groups
  const [one, two] = [readClock(found?.one), readClock(found?.two)]
  if (!one || !two) return undefined
  const [from, until] = [one.minutes, untilOf(one, two)]
  const length = (until - from + dayMinutes) % dayMinutes
  if (length === 0 || (length > longestBare && (one.bare || two.bare)) || (one.bare && two.afternoon && until > from)) return undefined
  return { from: written(from), until: written(until) }
}

type Clock = { minutes: number /** 1 to 12 with no word for which half of the day. */; bare: boolean; afternoon: boolean }

/** 晚上九点到十一点: the part of the day holds for the second time too where that comes later. */
function untilOf(one: Clock, two: Clock): number {
  const carried = (two.minutes + dayMinutes / 2) % dayMinutes || dayMinutes
  return two.bare && one.afternoon && carried > one.minutes ? carried % dayMinutes : two.minutes
}

function readClock(text: string | undefined): Clock | undefined {
  const groups = text === undefined ? undefined : alone.exec(text)?.groups
  if (!groups) return undefined
  if (groups.word) return { minutes: /noon|中午/.test(groups.word) ? 720 : 0, bare: false, afternoon: false }
  const hour = readWhole(groups.h!)
  const minute = readMinute(groups)
  if (hour === undefined || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  const half = groups.ampm ? groups.ampm[0]! : groups.part
  const whole = half === undefined ? hour % 24 : hourIn(half, hour)
  if (whole === undefined) return undefined
  const bare = half === undefined && hour >= 1 && hour <= 12 && !/^0/.test(groups.h!)
  return { minutes: whole * 60 + minute, bare, afternoon: half !== undefined && whole >= 12 }
}

function readMinute({ m, half, quarter, spoken }: Record<string, string | undefined>): number {
  if (half) return 30
  if (quarter) return quarter === '一刻' ? 15 : 45
  return m ? Number(m) : spoken ? (readWhole(spoken) ?? 60) : 0
}

/** The hour of 24 that `hour` is in that part of the day; undefined where there is none: 早上 22 点. */
function hourIn(part: string, hour: number): number | undefined {
  if (part === 'a' || part === 'p') return hour >= 1 && hour <= 12 ? (hour % 12) + (part === 'p' ? 12 : 0) : undefined
  if (part === '凌晨') return within(hour % 12, 0, 11)
  if (/早|晨/.test(part)) return within(hour, 1, 11)
  if (part === '上午') return within(hour, 1, 12)
  if (part === '中午') return within(hour < 3 ? hour + 12 : hour, 11, 14)
  if (/下午|傍晚/.test(part)) return within(hour < 12 ? hour + 12 : hour, 12, 20)
  if (hour === 12 || hour === 24 || hour === 0) return 0
  return hour < 5 ? hour : within(hour < 12 ? hour + 12 : hour, 17, 23)
}

function within(hour: number, least: number, highest: number): number | undefined {
  return hour >= least && hour <= highest ? hour : undefined
}

function unnamed(pattern: string): string {
  return `(?:${pattern.replace(/\?<\w+>/g, '?:')})`
}

function written(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
