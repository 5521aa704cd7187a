export type Graded = { grade: number; score: number }

/** Normalised discounted gain of the first ten; nothing where no order is better than another. Equal scores count as if shuffled evenly. */
export function ndcgAt10(rows: Graded[]): number | undefined {
  const ideal = gain([...rows].sort((a, b) => b.grade - a.grade).map((row) => worth(row.grade)))
  return ideal === 0 ? undefined : gain(evenly([...rows].sort((a, b) => b.score - a.score))) / ideal
}

/** Share of graded difference that the order gets wrong; equal scores count half. 0.5 is chance, 0 is perfect. */
export function pairLoss(lists: Graded[][]): number {
  let wrong = 0
  let all = 0
  for (const rows of lists) {
    for (const [i, a] of rows.entries()) {
      for (const b of rows.slice(i + 1)) {
        const apart = Math.abs(a.grade - b.grade)
        const agreement = (a.grade - b.grade) * (a.score - b.score)
        all += apart
        if (a.score === b.score) wrong += apart / 2
        else if (agreement < 0) wrong += apart
      }
    }
  }
  return all === 0 ? 0 : wrong / all
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function mean(values: (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined)
  return known.reduce((sum, value) => sum + value, 0) / (known.length || 1)
}

function worth(grade: number): number {
  return 2 ** (grade - 1) - 1
}

function gain(worths: number[]): number {
  return worths.slice(0, 10).reduce((sum, value, i) => sum + value / Math.log2(i + 2), 0)
}

function evenly(rows: Graded[]): number[] {
  const worths: number[] = []
  for (let i = 0; i < rows.length; ) {
    const tied = rows.filter((row) => row.score === rows[i]!.score)
    for (const _ of tied) worths.push(mean(tied.map((row) => worth(row.grade))))
    i += tied.length
  }
  return worths
}
