import { DomainError } from '../../../domain/errors.ts'
import type { ReportsDialog, ReportsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import type { Choice, DigestKind, Section } from '../../../domain/reports/report.ts'
import { checkRight } from '../../../domain/rights.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import { askReport, personalKindsOf, showDelivery, showFigure, showReport } from '../../../domain/use-cases/reports/ask-report.ts'
import { askTime, backToChoices, choose, kindsFor, setTime, showChoice, showChoices } from '../../../domain/use-cases/reports/choices.ts'
import { askSignature, askWording, markOf, recountReport, signReport, wordSection } from '../../../domain/use-cases/reports/sign-report.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing, type Press } from '../feature.ts'
import { choiceCard, choicesCard } from './choice-cards.ts'
import { deliveryCard } from './delivery-card.ts'
import { figureCard, figureOf, numbersCard } from './figure-cards.ts'
import { letterFile } from './letter.ts'
import { digestCard } from './personal-cards.ts'
import { digestKindOf, digestTimeIn, reportIn } from './reading.ts'
import { sheetFile } from './sheets.ts'
import { signedCard } from './signed-card.ts'
import { idOf, keyOf, telling, titleOf } from './telling.ts'
import { weeklyCard } from './weekly-card.ts'

async function reportCard(reader: Reader, { key, live }: { key: string; live?: true }): Promise<Draft> {
  const it = await telling(reader, key, live)
  return it.kind === 'weekly' ? weeklyCard(reader, it) : signedCard(reader, it)
}

async function fileCard(reader: Reader, { key, live, what }: Extract<ReportsNotice, { view: 'report_file' }>): Promise<Draft> {
  const it = await telling(reader, key, live)
  if (what === 'word') return { text: '', made: async () => [await letterFile(reader, it)] }
  checkRight(reader.person, 'see_delivery')
  return { text: '', made: await sheetFile(reader, it) }
}

async function signedToldCard(reader: Reader, { key }: { key: string }): Promise<Draft> {
  const it = await telling(reader, key)
  const b = reader.words.t.buttons
  return {
    text: reader.words.t.reports.signedTold(titleOf(reader.words, it, reader.now)),
    buttons: [[button(b.report, 'report', idOf(key, false)), button(b.report_word, 'report_word', idOf(key, false))]],
  }
}

/** What is confirmed is the draft as it stands now. */
async function confirmCard(reader: Reader, { key }: { key: string }): Promise<Draft> {
  const it = await telling(reader, key)
  if (it.made?.state !== 'draft') throw new DomainError('conflict', 'report_signed')
  const b = reader.words.t.buttons
  const id = idOf(key, false)
  return {
    text: reader.words.t.reports.signAsk(titleOf(reader.words, it, reader.now)),
    buttons: [[button(b.report_sign_yes, 'report_sign_yes', `${id}_${markOf(it.made)}`, 'primary'), button(b.report, 'report', id)]],
  }
}

const reportCommand: CommandReader = (text) => {
  if (/^(?:订阅设置|订阅|简报设置|digests?|digest settings|subscriptions?)$/iu.test(text)) return showChoices
  if (/^(?:送达情况|delivery)$/iu.test(text)) return showDelivery
  if (!reportIn(text, new Date(0))) return undefined
  return async (act) => {
    const wanted = reportIn(text, act.now)
    if (!wanted?.which) throw new DomainError('invalid', 'report_period')
    await askReport(act, wanted.kind, wanted.which)
  }
}

const onKey =
  (press: (act: Act, key: string, live: boolean) => Promise<void>): Press =>
  (act, id) => {
    const { key, live } = keyOf(id)
    return press(act, key, live)
  }

const onKind =
  (press: (act: Act, kind: DigestKind) => Promise<void>): Press =>
  (act, id) => {
    const kind = digestKindOf(id)
    if (!kind) throw new DomainError('invalid', 'old_button')
    return press(act, kind)
  }

const chooses = (patch: Choice): Press => onKind((act, kind) => choose(act, kind, patch))
const words = (section: Section): Press => onKey((act, key) => askWording(act, key, section))
const live = (yes: boolean) => (yes ? { live: true as const } : {})

/** Reports and digests: the weekly plan, the monthly report, the quarterly circular, and everybody's own week. */
export const reports: Feature<ReportsNotice, ReportsDialog> = {
  ...nothing,
  cards: {
    report: reportCard,
    report_numbers: numbersCard,
    report_file: fileCard,
    report_signed: signedToldCard,
    report_sign: confirmCard,
    report_sent: deliveryCard,
    figure: figureCard,
    digest: digestCard,
    digests: choicesCard,
    digest_choice: choiceCard,
  },
  answers: {
    report_words: (act, { key, section }, said) => wordSection(act, key, section, said.text),
    digest_time: (act, { digest }, said) => setTime(act, digest, digestTimeIn(said.text)),
  },
  commands: [reportCommand],
  presses: {
    report: onKey(showReport),
    report_numbers: onKey((act, key, now) => reply(act, { view: 'report_numbers', key, ...live(now) })),
    report_word: onKey((act, key, now) => reply(act, { view: 'report_file', key, what: 'word', ...live(now) })),
    report_sheet: onKey((act, key, now) => reply(act, { view: 'report_file', key, what: 'sheet', ...live(now) })),
    report_sent: onKey((act, key) => reply(act, { view: 'report_sent', key })),
    report_overview: words('overview'),
    report_problems: words('problems'),
    report_next: words('next'),
    report_recount: onKey(recountReport),
    report_sign: onKey(askSignature),
    report_sign_yes: (act, id) => {
      const [kind = '', period = '', mark = ''] = id.split('_')
      return signReport(act, `${kind}:${period}`, mark)
    },
    figure: (act, id) => {
      const { period, figure, page } = figureOf(id)
      return showFigure(act, period, figure, page)
    },
    figure_page: (act, id) => {
      const { period, figure, page } = figureOf(id)
      return showFigure(act, period, figure, page, true)
    },
    digests: showChoices,
    digest_list: backToChoices,
    digest: onKind(showChoice),
    choice_on: chooses({ muted: false }),
    choice_off: chooses({ muted: true }),
    choice_line: chooses({ skipEmpty: false }),
    choice_skip: chooses({ skipEmpty: true }),
    choice_when: onKind(askTime),
  },
  help: async ({ words: { t }, person }) =>
    isStaff(person) ? t.reports.help : personalKindsOf(person).length > 0 && kindsFor(person).length > 0 ? t.reports.helpOthers : [],
}
