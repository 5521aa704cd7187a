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
