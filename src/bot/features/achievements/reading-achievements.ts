/** What is asked of one's own achievements. `of`: whose, '' for one's own. */
export type AchievementWanted = { what: 'add'; of: string; title: string } | { what: 'mine'; of: string }

const add = /^(?:添加|新增|登记|发布|录入)(?:一项|一个)?(?:科技)?成果(?:[\s:：]+(.*))?$/su
const addFor = /^(?:给|为|替)\s*(\p{Script=Han}{2,4})(?:教授|老师)?(?:添加|新增|登记)(?:科技)?成果$/u
const addEnglish = /^add (?:an? )?achievement(?: for ([\p{L} .'-]{2,40}))?(?:\s*:\s*(.*))?$/isu
const mine = /^(?:我的成果|my achievements)$/iu
const of = /^(\p{Script=Han}{2,4})(?:教授|老师)?的成果$|^achievements of ([\p{L} .'-]{2,40})$/iu

/** undefined for anything else. */
export function achievementIn(text: string): AchievementWanted | undefined {
  if (mine.test(text)) return { what: 'mine', of: '' }
  const chinese = add.exec(text)
  if (chinese) return { what: 'add', of: '', title: chinese[1]?.trim() ?? '' }
  const whom = addFor.exec(text)?.[1]
  if (whom) return { what: 'add', of: whom, title: '' }
  const english = addEnglish.exec(text)
  if (english) return { what: 'add', of: english[1]?.trim() ?? '', title: english[2]?.trim() ?? '' }
  const named = of.exec(text)
  return named ? { what: 'mine', of: (named[1] ?? named[2] ?? '').trim() } : undefined
}
