/** What a cell of Excel holds; longer text makes it call the file damaged. */
export const longestCell = 32_767
const note = '……（全文过长，其余见需求原文 / cut here, the rest is in the need itself）'
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]/u
const isNumber = /^[+-]?\d{1,15}(?:\.\d{1,10})?%?$/

/**
 * Text as it may stand in a cell. What a spreadsheet would take for a formula gets an apostrophe in front: in an .xlsx a text cell is
 * never evaluated and the apostrophe shows, but the same cell copied to CSV, or edited and entered again, would be. Plain numbers (-1, +5%)
 * keep their look: they calculate nothing. Tabs and control characters become spaces or go; line ends stay. Too long a text ends in a note.
 * Made harmless twice it is the same.
 */
export function harmless(text: string): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .trimStart()
  const safe = isFormula(clean) ? `'${clean}` : clean
  return safe.length <= longestCell ? safe : `${whole(safe.slice(0, longestCell - note.length))}${note}`
}

function isFormula(text: string): boolean {
  return !text.startsWith("'") && formulaStart.test(text) && !isNumber.test(text)
}

/** Without half a character at its end. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '')
}
