// 统一社会信用代码, GB 32100-2015: 18 characters of an alphabet without I, O, S, V, Z.
// Position i (1…17) weighs W(i) = 3^(i-1) mod 31; the last character has the value C18 = 31 - (Σ C(i)·W(i) mod 31), where 31 is written 0.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const shape = /^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/
const firstSeventeen = /^[0-9A-HJ-NP-RTUWXY]{17}$/

/** The 18th character that belongs to these 17; undefined where they can't begin a credit code. */
export function creditCheckCharacter(first: string): string | undefined {
  if (!firstSeventeen.test(first)) return undefined
  let sum = 0
  let weight = 1
  for (const character of first) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

/** Whether this is a credit code as written in the standard (capitals, no blanks), by shape and check character. */
export function isCreditCode(code: string): boolean {
  return shape.test(code) && creditCheckCharacter(code.slice(0, 17)) === code[17]
}

/** What is wrong with a credit code: how long it is; the characters that can't be (`at` from 1); `last`: the first 17 may be right, then this belongs at the end. */
export type CreditCodeProblem =
  | { problem: 'length'; length: number }
  | { problem: 'character'; at: number; said: string }
  | { problem: 'last'; said: string; expected: string }

const lookAlikes: Record<string, string> = { O: '0', I: '1' }

/**
 * A credit code as people write it: blanks, hyphens, lower case and full-width letters are forgiven. A letter O or I, which no code has, is read as 0 or 1 where the
 * check character says so; `read` are the places (from 1) where that was done.
 */
export function readCreditCode(text: string): { code: string; read: number[] } | CreditCodeProblem {
  const said = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (said.length !== 18) return { problem: 'length', length: said.length }
  const read = [...said].flatMap((character, i) => (lookAlikes[character] ? [i + 1] : []))
  const code = [...said].map((character) => lookAlikes[character] ?? character).join('')
  if (isCreditCode(code)) return { code, read }
  const wrong = [...code].findIndex((character, i) => !alphabet.includes(character) || (i >= 2 && i < 8 && !/\d/.test(character)))
  if (wrong >= 0) return { problem: 'character', at: wrong + 1, said: said.charAt(wrong) }
  if (read.length > 0) return { problem: 'character', at: read[0]!, said: said.charAt(read[0]! - 1) }
  return { problem: 'last', said: code.charAt(17), expected: creditCheckCharacter(code.slice(0, 17)) ?? '' }
}
