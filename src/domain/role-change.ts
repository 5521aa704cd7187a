import { createHash } from 'node:crypto'
import type { Role } from './person.ts'

/** What can be given to a person and taken away: a role of the bureau, an institute to manage, what they stand for, a chat account. */
export const granted = ['officer', 'staff', 'head', 'admin', 'manager', 'contact', 'expert'] as const
export type Granted = (typeof granted)[number]

/** One right given or taken away, by whom and how. `via`: a press in chat, a code, a verification, or the code of the settings. */
export type RoleChange = {
  personId: string
  what: 'grant' | 'revoke'
  kind: Granted | 'account'
  ref?: string
  /** The institute, enterprise or expert by name; the platform and name of an account. */
  label?: string
  byId?: string
  chat?: string
  via: 'press' | 'code' | 'verified' | 'settings'
  at: Date
}

export function isRole(kind: Granted): kind is Role {
  return kind === 'officer' || kind === 'staff' || kind === 'head' || kind === 'admin'
}

/** What a button says of an account: 16 characters that follow from its address and are none. */
export function accountKey(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 16)
}
