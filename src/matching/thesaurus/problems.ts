import { simplify } from '../chinese.ts'
import { fold } from '../text.ts'
import { type Concept, wordsOf } from './read.ts'
import { mostPieces } from './thesaurus.ts'

/** A line of a data file and what is wrong with it. */
export type Problem = { file: string; line: number; concept: string; problem: string }

const disciplinePattern = /^\d{3}$/
/** Words that every trade uses name nothing. */
const tooGeneric = new Set('设备 工艺 技术 系统 材料 检测 优化 产品 生产 研究 方法 质量 问题 机器 项目 公司 企业'.split(' '))
const limits = { symptomPieces: mostPieces, broader: 3 }

/** Everything that is wrong with the thesaurus; empty where it is sound. `disciplines`: the known codes. */
export function problemsOf(concepts: Concept[], disciplines: ReadonlySet<string>): Problem[] {
  return [...inOne(concepts, disciplines), ...betweenConcepts(concepts), ...cycles(concepts)]
}

function problem({ file, line, zh }: Concept, what: string): Problem {
  return { file, line, concept: zh, problem: what }
}

function inOne(concepts: Concept[], disciplines: ReadonlySet<string>): Problem[] {
  return concepts.flatMap((concept) => {
    const found: string[] = []
    if (!/\p{Script=Han}/u.test(concept.zh)) found.push('has no Chinese name')
    if (!/^\??[A-Za-z0-9]/.test(concept.en) || /\p{Script=Han}/u.test(concept.en)) found.push('has no English name')
    if (!disciplinePattern.test(concept.discipline) || !disciplines.has(concept.discipline))
      found.push(`unknown discipline “${concept.discipline}”`)
    if (concept.broader.length > limits.broader) found.push(`has more than ${limits.broader} broader concepts`)
    const words = wordsOf(concept).map(({ word }) => word)
    for (const word of words) found.push(...wrongWord(word))
    const folded = words.map(fold)
    for (const [i, word] of folded.entries()) if (folded.indexOf(word) !== i && i > 1) found.push(`“${words[i]}” stands twice`)
    for (const symptom of concept.symptoms) found.push(...wrongSymptom(symptom))
    return found.map((what) => problem(concept, what))
  })
}

function wrongWord(word: string): string[] {
  if (word !== word.trim() || word === '') return [`“${word}” has blanks around it`]
  if (word !== word.normalize('NFKC')) return [`“${word}” is not in plain width`]
  if (simplify(word) !== word) return [`“${word}” has traditional characters`]
  if (Array.from(word).length < 2) return [`“${word}” is too short to name anything`]
  return tooGeneric.has(word) ? [`“${word}” is a word of every trade`] : []
}

function wrongSymptom(symptom: string): string[] {
  const pieces = symptom.split(' ')
  if (pieces.length > limits.symptomPieces) return [`the symptom “${symptom}” has more than ${limits.symptomPieces} pieces`]
  const alternatives = pieces.map((piece) => piece.split('/'))
  if (alternatives.flat().includes('')) return [`the symptom “${symptom}” has an empty piece`]
  const alone = alternatives.length === 1 && alternatives[0]!.some((word) => Array.from(word).length < 2)
  return alone ? [`the symptom “${symptom}” is too short to stand alone`] : []
}

function betweenConcepts(concepts: Concept[]): Problem[] {
  const found: Problem[] = []
  const byName = new Map<string, Concept>()
  const owners = new Map<string, { concept: Concept; ambiguous: boolean }[]>()
  for (const concept of concepts) {
    const other = byName.get(concept.zh)
    if (other) found.push(problem(concept, `is a concept already, in ${other.file} line ${other.line}`))
    byName.set(concept.zh, concept)
    for (const { word, ambiguous } of wordsOf(concept)) {
      const key = fold(word)
      owners.set(key, [...(owners.get(key) ?? []).filter((owner) => owner.concept !== concept), { concept, ambiguous }])
    }
  }
  for (const [word, list] of owners) {
    const unmarked = list.find(({ ambiguous }) => !ambiguous)
    if (list.length > 1 && unmarked)
      found.push(
        problem(unmarked.concept, `“${word}” means ${list.map(({ concept }) => concept.zh).join(' and ')}: put ? before it in each`),
      )
  }
  for (const concept of concepts) {
    for (const zh of concept.broader) if (!byName.has(zh)) found.push(problem(concept, `its broader concept “${zh}” does not exist`))
    if (concept.broader.length === 0 && !concepts.some(({ broader }) => broader.includes(concept.zh)))
      found.push(problem(concept, 'belongs to nothing, and nothing belongs to it'))
  }
  return found
}

/** A concept that belongs to itself by some way. */
function cycles(concepts: Concept[]): Problem[] {
  const broader = new Map(concepts.map((concept) => [concept.zh, concept.broader]))
  return concepts.flatMap((concept) => {
    const seen = new Set<string>()
    let level = concept.broader
    while (level.length > 0 && !seen.has(concept.zh)) {
      for (const zh of level) seen.add(zh)
      level = level.flatMap((zh) => broader.get(zh) ?? []).filter((zh) => !seen.has(zh))
    }
    return seen.has(concept.zh) ? [problem(concept, 'belongs to itself')] : []
  })
}
