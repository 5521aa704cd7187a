import { createHash } from 'node:crypto'
import { DomainError } from '../../../domain/errors.ts'
import { isSheetFile } from '../../../domain/exchange/read-file.ts'
import { type Kind, kinds } from '../../../domain/exchange/table.ts'
import type { Dialog, ExchangeDialog, ExchangeNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff, type Person } from '../../../domain/person.ts'
import { hasRight } from '../../../domain/rights.ts'
import { type Act, reply } from '../../../domain/use-cases/act.ts'
import type { Said } from '../../../domain/use-cases/draft-need.ts'
import { exportReach, takesOut } from '../../../domain/use-cases/exchange/rights.ts'
import {
  askForList,
  bringIn,
  chooseKind,
  discardImport,
  sendReport,
  showImport,
  showImports,
  undoImport,
  undoLast,
  writeImport,
} from '../../../domain/use-cases/exchange/run-import.ts'
import { button, type Draft, type Reader, unpair } from '../../cards/card.ts'
import { type Feature, nothing } from '../feature.ts'
import { exportCard, reportCard, templateCard } from './files.ts'
import { importCard, importsCard } from './import-cards.ts'
import { kindName } from './lines.ts'
import { type ExchangeWanted, exchangeIn } from './reading.ts'

const mostFiles = 5

function concerns(actor: Person): boolean {
  return isStaff(actor) || actor.managesId !== undefined
}

async function doWith(act: Act, wanted: ExchangeWanted): Promise<void> {
  switch (wanted.what) {
    case 'import':
      return askForList(act, wanted.kind, wanted.institute)
    case 'imports':
      return showImports(act)
    case 'undo':
      return undoLast(act)
    case 'template':
      return reply(act, { view: 'import_template' })
    case 'export': {
      const of = wanted.of === 'everything' ? [...takesOut(act.actor).kinds] : wanted.of
      exportReach(act.actor, of)
      return reply(act, { view: 'export_file', of, format: wanted.format })
    }
  }
}

async function bringFiles(act: Act, files: Said['files'], want?: Kind, instituteId?: string): Promise<void> {
  if (files.length > mostFiles) throw new DomainError('invalid', 'too_many_files', { most: String(mostFiles) })
  for (const { fileId } of files) {
    const file = await act.tx.files.get(fileId)
    if (file) await bringIn(act, { fileId, fileName: file.name, sha256: sha256(file.bytes), source: 'file', want, instituteId })
  }
}

/** A pasted list: tables of other kinds than experts are read as a sheet. */
async function bringText(act: Act, text: string, want?: Kind, instituteId?: string): Promise<void> {
  if (text.trim() === '') throw new DomainError('invalid', 'empty')
  const source = want === 'experts' || (want === undefined && !text.includes('\t')) ? 'text' : 'file'
  const bytes = new TextEncoder().encode(text)
  const fileName = source === 'text' ? 'pasted' : `${act.actor.lang === 'zh' ? '粘贴的名单' : 'pasted list'}.txt`
  const fileId = await act.tx.files.put({ name: fileName, mime: 'text/plain', bytes }, act.now)
  await bringIn(act, { fileId, fileName, sha256: sha256(bytes), source, want: source === 'text' ? 'experts' : want, instituteId })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Files of who may import: with an import command beside them any, alone those that are tables, where no other question waits for files. */
async function takeFiles(act: Act, said: Said, dialog: Dialog | undefined): Promise<boolean> {
  if (!hasRight(act.actor, 'bring_in')) return false
  const command = said.text.trim() === '' ? undefined : exchangeIn(said.text.normalize('NFKC').replace(/^\//, ''))
  if (command?.what === 'import') {
    await bringFiles(act, said.files, command.kind)
    return true
  }
  if (said.text.trim() !== '' || dialog) return false
  for (const { fileId } of said.files) {
    const file = await act.tx.files.get(fileId)
    if (!file || !isSheetFile(file)) return false
  }
  await bringFiles(act, said.files)
  return true
}

/** “导入专家” with the list below it in the same message. */
function pasted(text: string, actor: Person): ((act: Act) => Promise<void>) | undefined {
  if (!hasRight(actor, 'bring_in')) return undefined
  const [, first = '', list = ''] = /^\s*\/?([^\n]{2,40})\n([\s\S]+)$/u.exec(text) ?? []
  const wanted = exchangeIn(first.normalize('NFKC').replace(/[:：。，,]\s*$/u, ''))
  if (wanted?.what !== 'import') return undefined
  return async (act) => {
    await askForList(act, wanted.kind, wanted.institute)
    const dialog = await act.tx.dialogs.get(act.address)
    if (dialog?.kind === 'import_list') await bringText(act, list, dialog.want, dialog.instituteId)
  }
}

async function answerList(act: Act, { want, instituteId }: ExchangeDialog, said: Said): Promise<void> {
  if (said.files.length > 0) await bringFiles(act, said.files, want, instituteId)
  else await bringText(act, said.text, want, instituteId)
}

async function listPrompt({ tx, words }: Reader, { want, instituteId }: ExchangeDialog): Promise<Draft> {
  const institute = instituteId ? ((await tx.directory.institute(instituteId))?.short ?? '') : ''
  return {
    text: words.t.exchange.prompt(want ? kindName(words, want) : '', institute),
    buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]],
  }
}

function kindIn(word: string): Kind | 'none' {
  const kind = kinds.find((one) => one === word)
  if (!kind && word !== 'none') throw new DomainError('invalid', 'old_button')
  return kind ?? 'none'
}

/** Lists come in and go out as tables. */
export const exchange: Feature<ExchangeNotice, ExchangeDialog> = {
  ...nothing,
  cards: { import: importCard, imports: importsCard, import_report: reportCard, import_template: templateCard, export_file: exportCard },
  answers: { import_list: answerList },
  takesFiles: ['import_list'],
  prompts: { import_list: listPrompt },
  commands: [
    (text, actor) => {
      const wanted = concerns(actor) ? exchangeIn(text) : undefined
      return wanted && ((act) => doWith(act, wanted))
    },
  ],
  pastes: pasted,
  files: takeFiles,
  presses: {
    import_as: (act, id) => chooseKind(act, unpair(id).needId, kindIn(unpair(id).rest)),
    import_write: (act, id) => writeImport(act, id, false),
    import_sound: (act, id) => writeImport(act, id, true),
    import_discard: discardImport,
    import_report: sendReport,
    import_undo: (act, id) => undoImport(act, id, false),
    import_undo_rest: (act, id) => undoImport(act, id, true),
    import_show: showImport,
    imports: showImports,
  },
  help: async ({ words: { t }, person }) =>
    isOffice(person) ? t.exchange.help : isStaff(person) ? t.exchange.helpOfficers : person.managesId ? t.exchange.helpManagers : [],
}
