import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

function rank(lines: string[]) {
  const script = fileURLToPath(new URL('../../bench/rank.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script], { input: lines.join('\n'), encoding: 'utf8' })
  return {
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    stderr,
    status,
  }
}

const directory = [
  '{"type":"candidate","id":"film","documents":[{"title":"抗污染 超滤 膜","text":""}]}',
  '{"type":"candidate","id":"die","documents":[{"title":"压铸模具","text":"气孔控制"},{"title":"","text":""}]}',
]

test('scores are given for whom they are asked, and a bad line is named', () => {
  const { answers, stderr, status } = rank([
    ...directory,
    '{"type":"need","id":"n1","title":"超滤膜污染","description":"","among":["film","die"]}',
    'not json',
    '{"type":"need","id":"n2","title":"压铸气孔"}',
    '{"type":"need","id":"n3","title":"x","among":["nobody"]}',
  ])
  expect(answers.map((answer) => answer.id)).toEqual(['n1', 'n2'])
  expect(answers[0].scores.film).toBeGreaterThan(answers[0].scores.die)
  expect(answers[1].scores.die).toBeGreaterThan(answers[1].scores.film)
  expect(stderr).toMatch(/^line 4: /m)
  expect(stderr).toMatch(/^line 6: .*nobody/m)
  expect(status).toBe(1)
})
