import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instrumentTerms, termsOf } from '../../src/domain/instruments.ts'
import { qualificationIn } from '../../src/domain/qualification-line.ts'
import { freeSlots, isOpenAt, meets, openHoursOf, slotOf, usualHours } from '../../src/domain/slots.ts'

const at = (iso: string) => new Date(`${iso}:00+08:00`)
const worked = (day: string) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

describe('open hours', () => {
  test.each([
    ['周一至周五 9:00-17:00', [1, 2, 3, 4, 5], [[540, 1020]]],
    [
      '星期二到星期四 8：30－11：30、13:30~17:00',
      [2, 3, 4],
      [
        [510, 690],
        [810, 1020],
      ],
    ],
    ['周一、三、五 9:00-12:00', [1, 3, 5], [[540, 720]]],
    ['Mon-Fri 9:00-17:00', [1, 2, 3, 4, 5], [[540, 1020]]],
    ['每天 8:00-20:00', [1, 2, 3, 4, 5, 6, 7], [[480, 1200]]],
    ['9:00-17:00', [1, 2, 3, 4, 5, 6, 7], [[540, 1020]]],
    ['周六、周日', [6, 7], [[540, 1020]]],
  ])('%s', (text, days, spans) => {
    expect(openHoursOf(text)).toEqual({ days, workdays: false, spans })
  })

  test('of working days follow the calendar; what is no hours says nothing', () => {
    expect(openHoursOf('工作日 9:00-17:00')).toMatchObject({ workdays: true })
    for (const text of ['预约', '', undefined, '寒暑假除外', '周五至周一 9:00-17:00', '周一 17:00-9:00'])
      expect(openHoursOf(text)).toBeUndefined()
  })

  test('half a day is what of it is open; an hour alone is two', () => {
    const open = openHoursOf('工作日 8:30-11:30、13:30-17:00')
    expect(slotOf({ day: '2026-12-02', half: 'afternoon' }, open)).toEqual({
      startsAt: at('2026-12-02T13:30'),
      endsAt: at('2026-12-02T17:00'),
    })
    expect(slotOf({ day: '2026-12-02', time: '09:00' }, open)?.endsAt).toEqual(at('2026-12-02T11:00'))
    expect(slotOf({ day: '2026-12-02' }, open)).toBeUndefined()
  })
})

test('free times are open, to come, as long as wanted, and meet nothing that is held', () => {
  const minute = fc.integer({ min: 0, max: 21 * 24 * 12 }).map((n) => n * 5)
  const slot = fc.tuple(minute, fc.integer({ min: 3, max: 60 })).map(([from, length]) => {
    const startsAt = new Date(at('2026-12-02T00:00').getTime() + from * 60_000)
    return { startsAt, endsAt: new Date(startsAt.getTime() + length * 5 * 60_000) }
  })
  const hours = fc.constantFrom(usualHours, openHoursOf('周一至周日 8:00-20:00')!, openHoursOf('周二 9:00-12:00')!)
  fc.assert(
    fc.property(slot, fc.array(slot, { maxLength: 60 }), hours, minute, (wanted, taken, open, shift) => {
      const after = new Date(at('2026-12-01T00:00').getTime() + shift * 60_000)
      const found = freeSlots(wanted, taken, open, worked, after, 3)
      for (const one of found) {
        expect(one.endsAt.getTime() - one.startsAt.getTime()).toBe(wanted.endsAt.getTime() - wanted.startsAt.getTime())
        expect(one.startsAt > after && isOpenAt(one, open, worked) && taken.every((other) => !meets(one, other))).toBe(true)
      }
      expect(found.length).toBeLessThanOrEqual(3)
    }),
    { numRuns: 60 },
  )
})

describe('words for instruments', () => {
  test.each([
    ['哪里有扫描电镜？', 'sem'],
    ['SEM', '扫描电镜'],
    ['电镜', '透射电镜'],
    ['FTIR 红外', '红外光谱'],
    ['GC-MS', '气质'],
    ['测拉伸强度', '万能试验机'],
    ['coordinate measuring machine', '三坐标'],
  ])('%s means %s', (text, word) => expect(termsOf(text)).toContain(word))

  test('an abbreviation is a whole word', () => {
    expect(instrumentTerms('our system has a problem with temperature')).toEqual([])
    expect(instrumentTerms('断口要用TEM看')).toContain('透射电镜')
  })

  test('any text is read in bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        expect(termsOf(text).length).toBeLessThanOrEqual(40)
        qualificationIn(text)
        openHoursOf(text)
      }),
      { numRuns: 200 },
    )
  })
})
