/** Writes docs/life.md from the table in src/domain/need-life.ts and the words of both languages. `npm run life-doc`; a test fails when it is out of date. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Texts, textsIn } from '../src/bot/texts/index.ts'
import { type NeedState, needStates } from '../src/domain/need.ts'
import { endStates, type LifeEvent, life, type Move } from '../src/domain/need-life.ts'

const zh = textsIn('zh')
const en = textsIn('en')
const events = Object.keys(life) as LifeEvent[]

/** Both names of an event, state, capacity or want. */
function both(of: (t: Texts) => string): string {
  return `${of(zh)} ${of(en)}`
}

/** One arrow for all events that lead from one state to another. */
function arrows(): string[] {
  const labels = new Map<string, LifeEvent[]>()
  for (const event of events) {
    const move: Move = life[event]
    const targets = move.to === 'before' ? (life.pause.from as readonly NeedState[]) : [move.to]
    for (const from of move.from)
      for (const to of targets) labels.set(`${from} --> ${to}`, [...(labels.get(`${from} --> ${to}`) ?? []), event])
  }
  return [...labels].map(([arrow, names]) => `  ${arrow}: ${names.join(', ')}`)
}

function row(event: LifeEvent): string {
  const move: Move = life[event]
  const state = (name: NeedState) => zh.states[name]
  const cells = [
    `\`${event}\``,
    both((t) => t.events[event]),
    move.from.map(state).join('、'),
    move.to === 'before' ? zh.life.before : state(move.to),
    move.by.map((capacity) => both((t) => t.life.capacities[capacity])).join('；'),
    move.needs.map((want) => both((t) => t.life.wants[want])).join('；') || '—',
  ]
  return `| ${cells.join(' | ')} |`
}

export function lifeDocument(): string {
  return `# A need's life 需求的一生

Made by \`npm run life-doc\` from the table in [\`src/domain/need-life.ts\`](../src/domain/need-life.ts), from which permissions, buttons and help follow
as well. Change the table, not this file.

\`\`\`mermaid
stateDiagram-v2
${needStates.map((state) => `  ${state}: ${both((t) => t.states[state])}`).join('\n')}
  [*] --> draft
${arrows().join('\n')}
${endStates.map((state) => `  ${state} --> [*]`).join('\n')}
\`\`\`

| event | name | from 从 | to 到 | who 谁 | needs 需要 |
|---|---|---|---|---|---|
${events.map(row).join('\n')}

A poster needs no call noted: the enterprise presses itself. \`reopen\` is only for what has been published.

Whoever pressed can take it back for a minute (撤销), as long as nothing else has happened to the need: the rows stand again as they were, the number
is kept, who had been told is told, and the history has both. To publish an open challenge is final, and so is every way out of 揭榜中: it ends what institutes
have written. So is what the clock does.
`
}

export const lifeFile = fileURLToPath(new URL('../docs/life.md', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(lifeFile, lifeDocument())
