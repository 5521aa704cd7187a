import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnLeave, standIn } from '../../src/domain/leave.ts'
import { chooseOfficer, type Officer, rungs } from '../../src/domain/officer-choice.ts'
import type { OfficerLink } from '../../src/domain/team.ts'

const today = '2026-12-02'
const away = { from: '2026-12-01', until: '2026-12-05' }
const need = { enterpriseId: 'mill', township: '柳荫街道', instituteId: 'textile', expertId: 'rolling' }

function officer(id: string, more: Partial<Officer> = {}): Officer {
  return { id, townships: [], load: 0, ...more }
}

function link(personId: string, kind: OfficerLink['kind'], ref: string): OfficerLink {
  return { personId, kind, ref, label: '' }
}

describe('who answers for a need', () => {
  const everybody = [
    officer('a', { load: 9 }),
    officer('b', { load: 9 }),
    officer('c', { load: 9, townships: ['柳荫街道'] }),
    officer('d', { load: 9 }),
    officer('e', { load: 9 }),
    officer('f'),
  ]
  const links = [
    link('a', 'enterprise', 'mill'),
    link('b', 'project', 'mill'),
    link('d', 'institute', 'textile'),
    link('e', 'talent', 'rolling'),
  ]

  test.each(rungs.map((rung, at) => [rung, at] as const))(
    'by the %s where no earlier link leads to anybody, whatever the load',
    (rung, at) => {
      expect(chooseOfficer(need, everybody.slice(at), links, today)).toEqual({ officerId: 'abcdef'[at], by: rung })
    },
  )

  test('among several of one link, the one with the least to do, then by id', () => {
    const both = [link('a', 'enterprise', 'mill'), link('b', 'enterprise', 'mill')]
    expect(chooseOfficer(need, [officer('a', { load: 2 }), officer('b', { load: 1 })], both, today)?.officerId).toBe('b')
    expect(chooseOfficer(need, [officer('b'), officer('a')], both, today)?.officerId).toBe('a')
  })

  test('who is on leave hands on along the chain; where nobody stands in, the next of the same link, then the next link', () => {
    const linked = [link('a', 'enterprise', 'mill')]
    const chain = [officer('a', { away, substituteId: 'b' }), officer('b', { away, substituteId: 'c' }), officer('c')]
    expect(chooseOfficer(need, chain, linked, today)).toEqual({ officerId: 'c', by: 'enterprise' })
    const alone = [officer('a', { away }), officer('b', { townships: ['柳荫街道'] })]
    expect(chooseOfficer(need, alone, linked, today)).toEqual({ officerId: 'b', by: 'township' })
    expect(chooseOfficer(need, alone, linked, '2026-12-06')).toEqual({ officerId: 'a', by: 'enterprise' })
  })

  test('no officers: nobody; all on leave: still the one who is linked', () => {
    expect(chooseOfficer(need, [], links, today)).toBeUndefined()
    const all = [officer('a', { away }), officer('b', { away })]
    expect(chooseOfficer(need, all, [link('b', 'enterprise', 'mill')], today)).toEqual({ officerId: 'b', by: 'enterprise' })
  })

  test('for any officers and links: always alike in whatever order, never somebody on leave while anybody is there', () => {
    const id = fc.constantFrom(...'abcde')
    const anyOfficer = fc.record({
      id,
      townships: fc.subarray(['柳荫街道', '石桥镇']),
      load: fc.nat(3),
      away: fc.option(fc.constantFrom(away, { from: '2026-12-03', until: '2026-12-09' }), { nil: undefined }),
      substituteId: fc.option(fc.constantFrom(...'abcdez'), { nil: undefined }),
    })
    const anyLink = fc.record({
      personId: id,
      kind: fc.constantFrom('project', 'enterprise', 'institute', 'talent'),
      ref: fc.constantFrom('mill', 'textile', 'rolling', 'other'),
      label: fc.constant(''),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyOfficer, { selector: (one) => one.id }), fc.array(anyLink, { maxLength: 8 }), (officers, some) => {
        const chosen = chooseOfficer(need, officers, some, today)
        expect(chooseOfficer(need, [...officers].reverse(), [...some].reverse(), today)).toEqual(chosen)
        expect(chosen === undefined).toBe(officers.length === 0)
        const known = new Map(officers.map((one) => [one.id, one]))
        const there = officers.some((one) => standIn(one.id, known, today) !== undefined)
        const found = chosen && known.get(chosen.officerId)
        if (found && there) expect(isOnLeave(found, today)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
