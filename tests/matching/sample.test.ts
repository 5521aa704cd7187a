import { beforeAll, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import type { Matcher } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { readSample } from '../../src/sample.ts'
import { idsOf, need, options } from './known.ts'

let sample: Directory
let matcher: Matcher
beforeAll(async () => {
  sample = await readSample()
  matcher = createMatcher()
  matcher.load({
    experts: sample.experts.map((one) => ({
      ...{ id: one.key, instituteId: one.institute, fields: one.fields, keywords: one.keywords, profile: one.profile, solved: [] },
      achievements: one.achievements.map(({ key, title, summary }) => ({ id: key, title, summary })),
    })),
    needs: [],
  })
})

test('who solved a need in the sample is found for it by profile alone, four times in five', () => {
  const found = sample.pastNeeds.filter((past) =>
    idsOf(matcher.experts({ ...need(past.title, past.description), field: past.field }, options())).includes(past.expert),
  )
  expect(found.length / sample.pastNeeds.length).toBeGreaterThan(0.8)
})

test.each([
  ['种植水稻', '我家种植水稻，今年稻飞虱多，亩产不到八百斤，怎么防治'],
  ['想申请银行贷款', '企业流动资金紧张，利率低一点的'],
  ['小孩上学', '咨询人才子女入学政策'],
  ['商标被抢注', '想找律师'],
])('nobody in the sample for %s', (title, description) => {
  expect(matcher.experts(need(title, description), options())).toEqual([])
})
