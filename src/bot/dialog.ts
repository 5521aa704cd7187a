import type { Dialog } from '../domain/notices.ts'
import { type Act, reply } from '../domain/use-cases/act.ts'
import { nameColleague } from '../domain/use-cases/answer-invitation.ts'
import { answerQuestion, askQuestion } from '../domain/use-cases/ask-question.ts'
import { changeDraft } from '../domain/use-cases/change-draft.ts'
import { sayFirstStep } from '../domain/use-cases/claim-need.ts'
import { addFiles, answerDraft, attach, beginDraft, continueDraft, type Said } from '../domain/use-cases/draft-need.ts'
import { disputeSolved, noteProgress, releaseNeed, reportSolved, withdrawNeed } from '../domain/use-cases/follow-need.ts'
import { enterStaffCode, nameEnterprise, nameExpert, setPhone } from '../domain/use-cases/onboard.ts'
import { featureAnswers, takesFiles } from './features/index.ts'

/** The next message of a private chat that is in the middle of something. A refusal leaves the dialog as it was. */
export async function answerDialog(act: Act, dialog: Dialog, said: Said): Promise<void> {
  switch (dialog.kind) {
    case 'draft_question':
      return said.text.trim() === '' ? continueDraft(act, dialog.needId, said) : answerDraft(act, dialog.needId, dialog.key, said)
    case 'draft_add':
      return addToNeed(act, dialog.needId, said)
    case 'new_need':
      return beginDraft(act, said)
  }
  if (takesFiles(dialog)) return answerInWords(act, dialog, said)
  if (said.text.trim() === '' && said.files.length > 0) {
    if (!('needId' in dialog)) return reply(act, { view: 'say', text: 'words_please' })
    await attach(act, dialog.needId, said)
    return reply(act, { view: 'say', text: 'words_please_kept' })
  }
  // files that come with an answer belong to the need it is about
  if (said.files.length > 0 && 'needId' in dialog) await attach(act, dialog.needId, said)
  else if (said.files.length > 0) await reply(act, { view: 'say', text: 'files_not_taken' })
  return answerInWords(act, dialog, said)
}

async function answerInWords(act: Act, dialog: Dialog, said: Said): Promise<void> {
  switch (dialog.kind) {
    case 'enterprise_name':
      return nameEnterprise(act, said.text)
    case 'expert_name':
      return nameExpert(act, said.text)
    case 'staff_code':
      return enterStaffCode(act, said.text)
    case 'draft_change':
      return changeDraft(act, dialog.needId, dialog.field, said.text)
    case 'first_step':
      return sayFirstStep(act, dialog.needId, said.text)
    case 'ask':
      return askQuestion(act, dialog.needId, said.text)
    case 'answer':
      return answerQuestion(act, dialog.questionId, said.text)
    case 'recommend':
      return nameColleague(act, dialog.needId, said.text)
    case 'release':
      return releaseNeed(act, dialog.needId, said.text)
    case 'progress':
      return noteProgress(act, dialog.needId, said.text)
    case 'solve':
      return reportSolved(act, dialog.needId, said.text)
    case 'dispute':
      return disputeSolved(act, dialog.needId, said.text)
    case 'withdraw':
      return withdrawNeed(act, dialog.needId, said.text)
    case 'phone':
      return setPhone(act, said.text)
    default:
      return featureAnswers.get((dialog as Dialog).kind)?.(act, dialog, said)
  }
}

async function addToNeed(act: Act, needId: string, said: Said): Promise<void> {
  const need = await act.tx.needs.find(needId)
  await act.tx.dialogs.clear(act.address)
  return need?.state === 'draft' ? continueDraft(act, needId, said) : addFiles(act, needId, said)
}
