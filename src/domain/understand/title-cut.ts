import { danglers } from './title-words.ts'

export const longestTitle = 40

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const ends = /[\s，,。.!！?？;；:：、~～…\-—|*·•>]+$/u
const starts = /^[\s，,。.!！?？;；:：、~～…|*·•\-—)）】\]]+/u
/** What no cut may go through: figures with their units, and Latin words with what hangs on them. */
const whole =
  /[±≥≤<>＞＜～~+-]{0,2}[\d０-９][\d０-９.,．，/×:-]{0,20}(?: ?(?:[-~～–—到至] ?)[\d０-９][\d０-９.,]{0,12})?(?: ?(?:[%％‰℃°][a-z]?|[a-zμΩµ][a-zμΩµ\d²³/·()]{0,14}|[百千万亿]{0,2}(?:个百分点|小时|分钟|毫米|微米|分贝|公斤|兆帕|个月|摄氏度|元|级|度|次|倍|年|天|月|日|周|吨|米|克|升|台|件|套|个|只|丝|道|秒|转|瓦|伏|安|牛|号|支|片)?))?|[零一二两三四五六七八九十百千万]{1,10}(?:个百分点|个?小时|分钟|毫米|分贝|公斤|兆帕|个月|元|级|度|次|倍|年|天)|[a-z][a-z\d'’./+&_-]{0,60}/giu

/** Characters as people count them here: a Han character, a letter, a digit are one each. */
export function sizeOf(words: string): number {
  return [...words].length
}

/** One line of at most 40 characters, cut where a word ends, without what would dangle. */
export function cutTitle(words: string): string {
  const line = trimEnds(unbracket(words.replace(/\s+/g, ' ')))
  if (sizeOf(line) <= longestTitle) return line
  const head = [...line].slice(0, 160).join('')
  const cut = bestCut(head)
  const kept = head.slice(0, cut)
  return trimEnds(unbracket(kept).replace(danglers, '')) || trimEnds([...line].slice(0, longestTitle).join(''))
}

function bestCut(line: string): number {
  const limit = [...line].slice(0, longestTitle).join('').length
  const inside = (at: number) => spans.some(({ start, end }) => start < at && at < end)
  const spans = [...line.matchAll(whole)].map((match) => ({ start: match.index, end: match.index + match[0].trimEnd().length }))
  let best = 0
  for (const { index, segment } of segmenter.segment(line)) {
    const end = index + segment.length
    if (end > limit) break
    if (!inside(end)) best = end
  }
  const pause = Math.max(line.lastIndexOf('，', limit), line.lastIndexOf('、', limit), line.lastIndexOf(', ', limit))
  return pause >= limit / 2 && pause <= limit ? pause : best
}

/** A bracket that was opened and lost its end goes with what it held. */
function unbracket(line: string): string {
  const open = Math.max(line.lastIndexOf('('), line.lastIndexOf('（'), line.lastIndexOf('【'), line.lastIndexOf('['))
  if (open < 0 || /[)）】\]]/.test(line.slice(open))) return line
  return open >= 6 ? line.slice(0, open) : line.slice(open + 1)
}

function trimEnds(line: string): string {
  return line.replace(starts, '').replace(ends, '').trim()
}
