import type { DeskNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { offerDesk } from '../../../domain/use-cases/desk/enter.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'

const said = /^(?:工作台|网页|网页版|网页工作台|打开工作台|desk|web|web ?page|website)$/iu

const deskCommand: CommandReader = (text, actor) => (said.test(text) && isStaff(actor) ? offerDesk : undefined)

/** The way in. Sent late, it says so rather than lead nowhere. */
function linkCard({ words: { t }, office, now }: Reader, { key, until }: DeskNotice): Draft {
  if (new Date(until) <= now) return { title: t.desk.title, text: t.desk.tooLate }
  const web = office.web()
  const link = `${web}/desk/enter?key=${key}`
  return { title: t.desk.title, text: [t.desk.link(link), ...(isNear(web) ? [t.desk.near] : [])].join('\n') }
}

/** An address that only the computer the bot runs on can open. */
function isNear(web: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(URL.canParse(web) ? new URL(web).hostname : '')
}

/** The way into the office's web page. */
export const desk: Feature<DeskNotice> = {
  ...nothing,
  cards: { desk_link: linkCard },
  answers: {},
  commands: [deskCommand],
  help: async ({ words: { t }, person }) => (isStaff(person) ? t.desk.help : []),
}
