/** Graded needs: a folder of graded pairs, or of graded papers and the people who graded them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate, Need } from './ranking.ts'

/** `per` says what one list is: a need with its candidates, or a person with the papers they graded. */
export type Judged = { candidates: Candidate[]; needs: Need[]; grades: Grade[]; per: 'need' | 'candidate' }
export type Grade = { need: string; candidate: string; grade: number }

export function readJudged(folder: string): Judged {
  return existsSync(join(folder, 'pairs.jsonl')) ? readPairs(folder) : readReviewers(folder)
}

type Pair = { need: string; achievement: string; title: string; level: number }

function readPairs(folder: string): Judged {
  const pairs = readLines<Pair>(folder, 'pairs.jsonl')
  const titles = new Map(pairs.map((pair) => [pair.achievement, pair.title]))
  return {
    candidates: [...titles].map(([id, title]) => ({ type: 'candidate', id, documents: [{ title, text: '' }] })),
    needs: readLines<{ id: string; title: string; content: string }>(folder, 'needs.jsonl').map(({ id, title, content }) => ({
      ...{ type: 'need' as const, id, title },
      description: content ?? '',
    })),
    grades: pairs.map((pair) => ({ need: pair.need, candidate: pair.achievement, grade: pair.level })),
    per: 'need',
  }
}

type Paper = { id: string; title?: string | null; abstract?: string | null }

function readReviewers(folder: string): Judged {
  const people = existsSync(join(folder, 'experts.jsonl')) ? 'experts.jsonl' : 'reviewers_d20_1.jsonl'
  const graded = JSON.parse(readFileSync(join(folder, 'judgments.json'), 'utf8')) as Record<string, Record<string, number>>
  const grades = Object.entries(graded).flatMap(([candidate, papers]) =>
    Object.entries(papers).map(([need, grade]) => ({ need, candidate, grade })),
  )
  const wanted = new Set(grades.map(({ need }) => need))
  return {
    candidates: readLines<{ id: string | number; papers: Paper[] }>(folder, people).map(({ id, papers }) => ({
      ...{ type: 'candidate' as const, id: String(id) },
      documents: papers.map((paper) => ({ title: paper.title ?? '', text: paper.abstract ?? '' })),
    })),
    needs: readLines<Paper>(folder, 'papers.jsonl')
      .filter(({ id }) => wanted.has(id))
      .map((paper) => ({ type: 'need', id: paper.id, title: paper.title ?? '', description: paper.abstract ?? '' })),
    grades,
    per: 'candidate',
  }
}

function readLines<T>(folder: string, name: string): T[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}
