import type { Directory } from '../../src/domain/directory-file.ts'
import { millNeed, smallDirectory } from './directory.ts'
import type { FakePerson } from './fake-platform.ts'
import type { TestApp } from './test-app.ts'

/** The small directory with a head of section and an administrator-free bureau: who signs is the head. */
export const bureauDirectory: Directory = {
  ...smallDirectory,
  officers: [...smallDirectory.officers, { key: 'liu', name: '刘局', role: 'head', post: '分管局长', townships: [], phone: '19900004009' }],
}

/** 沈岚 works on the need of the mill, and has yet to make contact. */
export async function claimed(t: TestApp) {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  return { mill, rolling }
}

/** They are in contact. */
export async function inProgress(t: TestApp) {
  const { mill, rolling } = await claimed(t)
  await rolling.press('已联系上，开始对接')
  return { mill, rolling }
}

/** She has solved it, and the mill has confirmed it. */
export async function confirmed(t: TestApp) {
  const { mill, rolling } = await inProgress(t)
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级，手感达标')
  await mill.press('确认已解决')
  return { mill, rolling }
}

/** Cards of a private chat by their title: what it begins with, or a pattern. */
export function copies(person: FakePerson, title: string | RegExp) {
  return person.chat().filter(({ card }) => (typeof title === 'string' ? card.title?.startsWith(title) : title.test(card.title ?? '')))
}
