import { DomainError } from '../../domain/errors.ts'
import type { Notice } from '../../domain/notices.ts'
import { featureCards } from '../features/index.ts'
import { undoButton } from '../features/life/way-buttons.ts'
import type { Attachment, Card } from '../platform.ts'
import { wordsIn } from '../words.ts'
import { button, type Draft, type Reader } from './card.ts'
import { fitCard } from './fit.ts'
import { historyCard } from './history.ts'
import { myCard, openCard } from './lists.ts'
import { needCard } from './need.ts'
import {
  answerCard,
  byPhoneCard,
  changeCard,
  filesCard,
  moreCard,
  optionsCard,
  passCard,
  questionCard,
  visibilityCard,
} from './need-parts.ts'
import {
  chooseEnterpriseCard,
  chooseExpertCard,
  codeCard,
  contactCard,
  greetingCard,
  helpCard,
  promptCard,
  verificationCard,
  whoCard,
} from './people.ts'
import { qualityCard } from './quality.ts'

/** A notice as this reader sees it now; undefined where there is nothing left to say. */
export async function draftOf(reader: Reader, notice: Notice): Promise<Draft | undefined> {
  switch (notice.view) {
    case 'say':
      return sayCard(reader, notice)
    case 'refusal':
      return { text: reader.words.error(new DomainError('invalid', notice.error, notice.facts)) }
    case 'greeting':
      return greetingCard(reader)
    case 'who':
      return whoCard(reader)
    case 'help':
      return helpCard(reader)
    case 'my':
      return myCard(reader)
    case 'open':
      return openCard(reader, notice.page)
    case 'prompt':
      return promptCard(reader, notice.dialog)
    case 'choose_enterprise':
      return chooseEnterpriseCard(reader, notice)
    case 'choose_expert':
      return chooseExpertCard(reader, notice)
    case 'verification':
      return verificationCard(reader, notice.verificationId)
    case 'code':
      return codeCard(reader, notice)
    case 'need':
      return needCard(reader, notice.needId)
    case 'change':
      return changeCard(reader, notice.needId)
    case 'options':
      return optionsCard(reader, notice.needId, notice.field)
    case 'visibility':
      return visibilityCard(reader, notice.needId)
    case 'history':
      return historyCard(reader, notice.needId, notice.page)
    case 'files':
      return filesCard(reader, notice.needId)
    case 'contact':
      return contactCard(reader, notice.needId)
    case 'pass_reasons':
      return passCard(reader, notice.needId, notice.expertId)
    case 'question':
      return questionCard(reader, notice.questionId)
    case 'answer':
      return answerCard(reader, notice.questionId)
    case 'by_phone':
      return byPhoneCard(reader, notice.needId, notice.expertId)
    case 'fit':
      return fitCard(reader, notice.needId)
    case 'quality':
      return qualityCard(reader)
    case 'more':
      return moreCard(reader, notice.needId)
    default:
      return featureCards.get((notice as Notice).view)?.(reader, notice)
  }
}

async function sayCard(reader: Reader, notice: Extract<Notice, { view: 'say' }>): Promise<Draft> {
  const words = notice.lang ? wordsIn(notice.lang) : reader.words
  const text = words.say(notice.text, notice.facts ?? {})
  const b = words.t.buttons
  if (notice.needId) return { text, buttons: [[button(b.show, 'need', notice.needId), ...(await undoButton(reader, notice.needId))]] }
  if (notice.text === 'in_group' || notice.text === 'in_group_answer') return { text, buttons: [[{ label: b.privately, start: 'group' }]] }
  if (notice.text.startsWith('not_understood')) return { text, buttons: [[button(b.my, 'my', 'x'), button(b.help, 'help', 'x')]] }
  return { text }
}

/** The draft with its files loaded, and what is left to be made of it once nothing more has to be read. */
export async function withFiles(reader: Reader, draft: Draft): Promise<() => Promise<Card>> {
  const { files = [], made, ...card } = draft
  const attachments: Attachment[] = []
  for (const file of files) {
    const kept = await reader.tx.files.get(file.fileId)
    if (kept) attachments.push({ kind: file.kind, name: kept.name, mime: kept.mime, bytes: kept.bytes, alt: kept.name })
  }
  return async () => ({ ...card, attachments: made ? [...attachments, ...(await made())] : attachments })
}
