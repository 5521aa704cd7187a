/** Checks the thesaurus: prints what is wrong, by file and line, and what is in it. */
import { disciplines } from '../src/domain/disciplines.ts'
import { problemsOf } from '../src/matching/thesaurus/problems.ts'
import { readConcepts } from '../src/matching/thesaurus/read.ts'

const concepts = readConcepts()
const problems = problemsOf(concepts, new Set(disciplines.map(({ code }) => code)))
for (const { file, line, concept, problem } of problems) console.log(`${file}:${line} ${concept}: ${problem}`)
const sum = (count: (concept: (typeof concepts)[number]) => number) => concepts.reduce((all, concept) => all + count(concept), 0)
console.log(
  JSON.stringify({
    concepts: concepts.length,
    words: sum(({ synonyms, abbreviations, shop }) => 2 + synonyms.length + abbreviations.length + shop.length),
    symptoms: sum(({ symptoms }) => symptoms.length),
    related: sum(({ related }) => related.length),
    problems: problems.length,
  }),
)
process.exitCode = problems.length > 0 ? 1 : 0
