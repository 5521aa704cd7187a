import type { Dialog, Notice } from '../../domain/notices.ts'
import type { Person } from '../../domain/person.ts'
import type { Act } from '../../domain/use-cases/act.ts'
import type { Said } from '../../domain/use-cases/draft-need.ts'
import type { Draft, Reader } from '../cards/card.ts'
import type { NeedFacts } from '../cards/need-facts.ts'
import type { Button } from '../platform.ts'

export type Press = (act: Act, id: string) => Promise<void>
/** What a text asks for, if it is this command. The text is tidied: one line, NFKC, without a leading slash and closing punctuation. */
export type CommandReader = (text: string, actor: Person) => ((act: Act) => Promise<void>) | undefined
type Drawn = Draft | undefined | Promise<Draft | undefined>

/** The parts of the bot that one matter brings: its cards, presses, dialogs and commands, and what it adds to the cards of others. */
export type Feature<N extends Notice = never, D extends Dialog = never> = {
  /** One drawer for each of its notices. */
  cards: { [V in N['view']]: (reader: Reader, notice: Extract<N, { view: V }>) => Drawn }
  /** By verb. Rights and states are checked by the use cases: a card may be old, and an id made up. */
  presses: Record<string, Press>
  /** What the next message means in each of its dialogs; files that came with it are attached to the need already, but for those of `takesFiles`. */
  answers: { [K in D['kind']]: (act: Act, dialog: Extract<D, { kind: K }>, said: Said) => Promise<void> }
  /** Dialogs that files alone may answer, and that attach them themselves. */
  takesFiles?: readonly D['kind'][]
  /** Dialogs whose answers are sentences that may sound like a command (“想找会轧光的专家”): here only a slash begins one. */
  takesSentences?: readonly D['kind'][]
  /** Questions that need more than their text and a way to cancel. */
  prompts: { [K in D['kind']]?: (reader: Reader, dialog: Extract<D, { kind: K }>) => Drawn }
  commands: readonly CommandReader[]
  /** The longest text that may be one of its commands; 80 characters where it says nothing. */
  longestCommand?: number
  /** What a text of several lines asks for whose first line is a command; as it was written. */
  pastes?: CommandReader
  /** Files somebody sent in private, before anything else is made of them: true where they were taken. */
  files?: (act: Act, said: Said, dialog: Dialog | undefined) => Promise<boolean>
  /** On the card of a need: what this reader may press now. Few: the rest belongs to `moreButtons`. */
  needButtons(reader: Reader, facts: NeedFacts): Promise<Button[]>
  /** On the card behind “更多操作”. */
  moreButtons(reader: Reader, facts: NeedFacts): Promise<Button[]>
  /** On the card of a need, after what it asks; who may not see the whole of it (`whole`) must learn nothing of it here. */
  needFields(reader: Reader, facts: NeedFacts, whole: boolean): Promise<[label: string, value: string | undefined][]>
  /** Lines of the help: only what this person may do now. */
  help(reader: Reader): Promise<string[]>
  /** What waits for this person, for “我的”. */
  my(reader: Reader): Promise<{ lines: string[]; buttons: Button[] }>
}

/** A feature that adds nothing; others begin from it. */
export const nothing = {
  presses: {},
  prompts: {},
  commands: [],
  needButtons: async () => [],
  moreButtons: async () => [],
  needFields: async () => [],
  help: async () => [],
  my: async () => ({ lines: [], buttons: [] }),
} satisfies Omit<Feature, 'cards' | 'answers'>
