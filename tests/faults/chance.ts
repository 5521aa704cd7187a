/** Chance that can be had again: the same seed, the same run (as far as processes allow). */
export type Chance = {
  /** From 0 up to, not including, `below`. */
  number(below: number): number
  one<T>(of: readonly T[]): T
  /** True in so many of a hundred cases. */
  percent(so: number): boolean
}

/** mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md (public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const number = (below: number): number => Math.floor(next() * below)
  return { number, one: (of) => of[number(of.length)]!, percent: (so) => next() * 100 < so }
}
