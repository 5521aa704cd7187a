import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import type { Act } from './act.ts'

/** What the words asked for: somebody who can, or an instrument. */
type Asked = 'asked' | 'equipment'

/** Keeps words once, under a name made of them that a button can carry: 16 characters. */
export async function keepWords({ tx }: Pick<Act, 'tx'>, as: Asked, said: string): Promise<string> {
  const name = createHash('sha256').update(said).digest('hex').slice(0, 16)
  await tx.settle(`${as}:${name}`, said)
  return name
}

/** The words of that name; `invalid` where none are kept. */
export async function keptWords({ tx }: Pick<Act, 'tx'>, as: Asked, name: string): Promise<string> {
  const said = /^[\w-]{16}$/.test(name) ? await tx.settled(`${as}:${name}`) : undefined
  if (!said) throw new DomainError('invalid', 'old_button')
  return said
}
