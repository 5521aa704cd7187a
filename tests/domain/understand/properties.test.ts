import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  budgetFromAnswer,
  deadlineFromAnswer,
  missingQuestions,
  targetsFromAnswer,
  understandNeed,
} from '../../../src/domain/understand/index.ts'

const today = new Date('2026-11-23T21:24:00Z')
const pieces =
  '压铸件老有砂眼|良率|才82%|想提到95%|，|。|！|\n|预算|二十万|左右|20-30|不超过|万元|元|k RMB|budget|年底前|3个月内|2月31日|2027年|13月40日|by |June|within 3 months|≥|350N|从|到|至|±0.02mm|IP67|PA66|请问|你好|我们厂是做|#需求|急|不急|😀|👨‍👩‍👧|1️⃣|１２％|壓鑄|（|）|的|不|半|十|百|千|亿|0|1,000|-|~|/|.| |\t|\u200b|\ud800|ﷺ|é|e\u0301'.split(
    '|',
  )
const chat = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
)
const isDay = /^\d{4}-\d{2}-\d{2}$/

describe('for any text', () => {
  test('what is understood is well formed, and the same each time', () => {
    fc.assert(
      fc.property(chat, (text) => {
        const understood = understandNeed(text, today)
        expect(understandNeed(text, today)).toEqual(understood)
        expect([...understood.title].length).toBeLessThanOrEqual(40)
        expect(understood.title).not.toMatch(/[\n\r\u2028\u2029]|^\s|\s$|[，,。.!！?？;；:：、]$/)
        expect(understood.title).not.toMatch(/\p{Cs}/u)
        expect(understood.targets.length).toBeLessThanOrEqual(8)
        for (const { name, value } of understood.targets) {
          expect(`${name}${value}`).not.toMatch(/[\n\r]/)
          expect(value).toMatch(/\S/)
          expect(name.length).toBeLessThanOrEqual(60)
        }
        expectBudget(understood.budget)
        if (understood.deadline !== undefined) {
          expect(understood.deadline).toMatch(isDay)
          expect(understood.deadline >= '2026-11-24').toBe(true)
        }
        expect(missingQuestions(understood, text).length).toBeLessThanOrEqual(3)
      }),
      { numRuns: 600 },
    )
  })

  test('answers are read without fail', () => {
    fc.assert(
      fc.property(chat, (text) => {
        expectBudget(budgetFromAnswer(text))
        const deadline = deadlineFromAnswer(text, today)
        if (deadline !== undefined) expect(deadline).toMatch(isDay)
        expect(targetsFromAnswer(text).length).toBeLessThanOrEqual(8)
      }),
      { numRuns: 400 },
    )
  })

  test('white space around it and between its words changes nothing', () => {
    const spaced = fc.array(fc.constantFrom(...pieces.filter((piece) => !/\s|\u200b/.test(piece))), { maxLength: 40 })
    fc.assert(
      fc.property(spaced, fc.constantFrom(' ', '  ', '\t', '\n', ' \n '), (words, space) => {
        const once = space.includes('\n') ? '\n' : ' '
        const plain = understandNeed(words.join(once), today)
        expect(understandNeed(`${space}${words.join(space)}${space}${space}`, today)).toEqual(plain)
      }),
      { numRuns: 200 },
    )
  })

  test('words of its author: title and targets are found in the text', () => {
    const parts = fc.array(fc.constantFrom(...pieces.filter((piece) => !/\s|\u200b|\ud800|\u200d|\u20e3|😀/u.test(piece))), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(parts, (words) => {
        const text = words.join('')
        const { title, targets } = understandNeed(text, today)
        expect(text).toContain(title)
        for (const { name, value } of targets) {
          expect(text).toContain(name)
          expect(text).toContain(value)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** A pattern that tries all ways through these would not end within the time a test has. */
test.each([...pieces.filter((piece) => piece !== ''), 'a', 'aa ', '1 ', '从1', '提高', '耐', '(', '各位', 'from 1 ', '有没有', '公司是'])(
  'a text of %j many times over ends',
  (piece) => {
    const text = piece.repeat(Math.ceil(40_000 / piece.length))
    const understood = understandNeed(text, today)
    expect([...understood.title].length).toBeLessThanOrEqual(40)
  },
)

function expectBudget(budget: { min?: number; max?: number } | undefined): void {
  if (budget === undefined) return
  const { min, max } = budget
  expect(min ?? max).toBeGreaterThan(0)
  expect(Number.isFinite(min ?? max)).toBe(true)
  if (min !== undefined && max !== undefined) expect(min).toBeLessThanOrEqual(max)
}
