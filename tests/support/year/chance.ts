/** Chance that can be had again: mulberry32 over a seed. */
export type Chance = {
  /** 0 up to below 1. */
  next(): number
  /** 0 to n - 1. */
  below(n: number): number
  oneOf<T>(all: readonly T[]): T
  /** True so often of a hundred times. */
  percent(share: number): boolean
  some<T>(all: readonly T[], n: number): T[]
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    oneOf: (all) => all[below(all.length)] as (typeof all)[number],
    percent: (share) => next() * 100 < share,
    some(all, n) {
      const left = [...all]
      return Array.from({ length: Math.min(n, left.length) }, () => left.splice(below(left.length), 1)[0] as (typeof left)[number])
    },
  }
}
