import { idOf } from '../../../src/store/directory.ts'

/** Everybody who walks: one of each kind, and those whom it does not concern. */
export const cast = [
  ...['newcomer', 'mill', 'foundry', 'rolling', 'finish', 'softener', 'casting', 'water'],
  ...['textile', 'machine', 'wang', 'li', 'chen', 'liu', 'admin'],
] as const
export type Who = (typeof cast)[number]

export const at = new Date('2026-11-30T02:00:00Z')

/** 16 characters, as ids are. */
export function id16(name: string): string {
  return `${name}-----------------`.slice(0, 16)
}

const keyOf: Partial<Record<Who, string>> = {
  ...{ mill: 'contact:mill', foundry: 'contact:foundry', wang: 'officer:wang', li: 'officer:li', chen: 'officer:chen', liu: 'officer:liu' },
  ...{ rolling: 'expert:rolling', finish: 'expert:finish', softener: 'expert:softener', casting: 'expert:casting', water: 'expert:water' },
  ...{ textile: 'manager:textile', machine: 'manager:machine' },
}

export function personId(who: Who): string {
  const key = keyOf[who]
  return key ? idOf('person', key) : id16(who)
}

export const expertId = (key: string) => idOf('expert', key)

/** In the directory; others have an account and no more. */
export function hasKey(who: Who): boolean {
  return keyOf[who] !== undefined
}
