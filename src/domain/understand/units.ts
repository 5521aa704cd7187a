import { fold } from './fold.ts'

const names: Record<string, string> = {
  ...{ '°c': '℃', 摄氏度: '℃', 度: '℃', '°': '℃', c: '℃', percent: '%', 'per cent': '%', 百分点: '个百分点' },
  ...{
    牛顿: 'n',
    牛: 'n',
    千牛: 'kn',
    兆帕: 'mpa',
    千帕: 'kpa',
    帕: 'pa',
    毫米: 'mm',
    微米: 'μm',
    um: 'μm',
    纳米: 'nm',
    厘米: 'cm',
    米: 'm',
  },
  ...{
    分贝: 'db',
    个分贝: 'db',
    'db(a)': 'db',
    小时: 'h',
    个小时: 'h',
    hour: 'h',
    hours: 'h',
    hrs: 'h',
    hr: 'h',
    分钟: 'min',
    mins: 'min',
    minute: 'min',
    minutes: 'min',
  },
  ...{
    秒: 's',
    second: 's',
    seconds: 's',
    毫秒: 'ms',
    day: '天',
    days: '天',
    毫克: 'mg',
    微克: 'μg',
    ug: 'μg',
    千克: 'kg',
    公斤: 'kg',
    克: 'g',
    吨: 't',
  },
  ...{
    升: 'l',
    毫升: 'ml',
    伏: 'v',
    千伏: 'kv',
    安: 'a',
    毫安: 'ma',
    瓦: 'w',
    千瓦: 'kw',
    级: '级',
    grade: '级',
    level: '级',
    遍: '次',
    times: '次',
    cycles: '次',
  },
}
/** With m for milli and M for mega both in use. */
const twofold = /^m(?:n|w|v|a|j|ω)/

/** Whether two units as written are one: ℃ and 摄氏度, 毫克/升 and mg/L. mW and MW are not. */
export function sameUnit(one: string, other: string): boolean {
  const [a, b] = [fold(one).text.trim(), fold(other).text.trim()]
  if (twofold.test(a) && a === b && one.trim()[0] !== other.trim()[0]) return false
  return plain(a) === plain(b)
}

function plain(unit: string): string {
  return unit
    .split(/[/每·]/)
    .map((part) => names[part.trim()] ?? part.trim())
    .join('/')
}
