import { afterEach, beforeEach, expect, test } from 'vitest'
import { adminCode, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const need =
  'Our die castings keep having porosity (压铸 气孔 砂眼). Yield is only 82 %, we want 95 %. Budget 200k RMB, within 3 months. We tried a higher pressure.'

test('the whole path in English, from the first hello to the confirmation', async () => {
  const admin = t.platform.person('admin', 'Ms Gao', 'en')
  await admin.start()
  await admin.press('I work for the bureau')
  await admin.say(adminCode)
  const smith = t.platform.person('smith', 'John Smith', 'en')
  await smith.start()
  expect(wordsOf(smith.last())).toContain('First, who are you?')
  await smith.press('I am from an enterprise')
  await smith.say('Yunxi Castings Ltd')
  await smith.say('+86 571 8888 0000')
  await admin.press('Approve')
  await smith.say(need)
  const draft = wordsOf(smith.card('Draft:'))
  expect(draft).toContain('Budget：about 200,000 CNY')
  expect(draft).toContain('Wanted by：')
  await smith.press('Publish')
  expect(wordsOf(smith.card('2026-0001'))).toMatch(/expert(s)? asked, to answer by Thu 26 Nov 10:00/)
  const ding = await t.someone('expert:casting')
  await ding.say('语言')
  await ding.say('/my')
  await ding.press(/2026-0001/)
  expect(wordsOf(ding.last())).toContain('Could you help with this?')
  await ding.press('Claim')
  expect(wordsOf(ding.card('how to reach the enterprise'))).toContain('+86 571 8888 0000')
  await ding.say('I will look at your gating first')
  expect(wordsOf(smith.card('first step: I will look'))).toContain('2026-0001')
  await ding.press('In touch, start work')
  await ding.press('Solved')
  await ding.say('New overflow wells, yield 96 %')
  await smith.press('Yes, solved')
  expect(wordsOf(smith.card('Wonderful'))).toContain('2026-0001')
  await smith.say('/need 2026-0001')
  expect(wordsOf(smith.last())).toContain('Status：Solved, confirmed by the enterprise')
  await smith.press('History')
  expect(wordsOf(smith.last())).toContain('confirmed by the enterprise')
  for (const shown of smith.chat())
    expect(
      wordsOf(shown.card)
        .replaceAll(/[：（）]/g, '')
        .replaceAll('压铸 气孔 砂眼', ''),
    ).not.toMatch(/[待认领企业专家需求]{2}/)
})
