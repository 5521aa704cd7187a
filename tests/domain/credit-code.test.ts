import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCheckCharacter, isCreditCode } from '../../src/domain/credit-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const character = fc.constantFrom(...alphabet)
const digit = fc.constantFrom(...alphabet.slice(0, 10))
const firstSeventeen = fc
  .tuple(
    fc.array(character, { minLength: 2, maxLength: 2 }),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(''))

describe('the credit code (GB 32100-2015)', () => {
  test('the worked example of the standard: 91350100M000100Y4 asks for 3, not Z', () => {
    expect(creditCheckCharacter('91350100M000100Y4')).toBe('3')
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    expect(isCreditCode('91350100M000100Y4Z')).toBe(false)
  })

  test('a sum that 31 divides asks for 0', () => {
    expect(creditCheckCharacter('00000000000000000')).toBe('0')
  })

  test.each([
    '',
    '91350100M000100Y4',
    '91350100M000100Y433',
    '91350100m000100y43',
    ' 91350100M000100Y43',
    '91350100M000100Y43\n',
    '9135O100M000100Y43',
    '９１３５０１００M000100Y43',
  ])('is not %j', (text) => {
    expect(isCreditCode(text)).toBe(false)
  })

  test('every code closed with its check character is one, with any other it is not', () => {
    fc.assert(
      fc.property(firstSeventeen, character, (first, other) => {
        const right = creditCheckCharacter(first)
        expect(isCreditCode(`${first}${right}`)).toBe(true)
        expect(isCreditCode(`${first}${other}`)).toBe(other === right)
      }),
    )
  })

  test('one wrong character, or two neighbours exchanged, is always noticed', () => {
    fc.assert(
      fc.property(firstSeventeen, fc.nat(16), character, (first, at, other) => {
        const code = [...first, creditCheckCharacter(first) as string]
        const mistyped = code.with(at, other).join('')
        expect(isCreditCode(mistyped)).toBe(mistyped === code.join(''))
        const swapped = code
          .with(at, code[at + 1] as string)
          .with(at + 1, code[at] as string)
          .join('')
        expect(isCreditCode(swapped)).toBe(swapped === code.join(''))
      }),
    )
  })
})
