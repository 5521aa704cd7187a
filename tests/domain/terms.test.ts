import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urgencies } from '../../src/domain/code-lists.ts'
import { answerDays, consultTerms, type Stage, termOf, terms } from '../../src/domain/terms.ts'

const stages = Object.keys(terms) as Stage[]
const urgency = fc.constantFrom(...urgencies.map(({ code }) => code))

describe('how long each step may take', () => {
  test.each([
    ['urgent', 1, 1, 5],
    ['normal', 3, 2, 10],
    ['long_term', 5, 3, 20],
  ] as const)(
    'a need of urgency %s: an answer in %i working days, first contact in %i, a note in %i',
    (code, answer, contact, progress) => {
      const need = { urgency: code, track: 'full' } as const
      expect([termOf('answer', need), termOf('contact', need), termOf('progress', need)]).toEqual([answer, contact, progress])
      expect([termOf('verify', need), termOf('triage', need), termOf('accept', need)]).toEqual([1, 2, 1])
      expect([termOf('confirm', need), termOf('question', need)]).toEqual([3, 1])
    },
  )

  test('the more urgent, the less time; a consult never has more than a whole need', () => {
    for (const stage of stages) {
      const days = terms[stage]
      expect(days.urgent > 0 && days.urgent <= days.normal && days.normal <= days.long_term).toBe(true)
      for (const { code } of urgencies)
        expect(termOf(stage, { urgency: code, track: 'consult' })).toBeLessThanOrEqual(termOf(stage, { urgency: code, track: 'full' }))
    }
    expect(Object.keys(consultTerms).every((stage) => stages.includes(stage as Stage))).toBe(true)
  })

  test('72 hours to answer are three working days of a normal need; other settings stretch all answers alike', () => {
    expect(answerDays({ urgency: 'normal', track: 'full' }, 72)).toBe(3)
    expect(answerDays({ urgency: 'normal', track: 'full' }, 24)).toBe(1)
    expect(answerDays({ urgency: 'urgent', track: 'full' }, 144)).toBe(2)
    fc.assert(
      fc.property(urgency, fc.constantFrom('full' as const, 'consult' as const), fc.integer({ min: 1, max: 720 }), (code, track, hours) => {
        const need = { urgency: code, track }
        expect(answerDays(need, hours)).toBeCloseTo((termOf('answer', need) * hours) / 72)
        expect(answerDays(need, hours)).toBeGreaterThan(0)
      }),
    )
  })
})
