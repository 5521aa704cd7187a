import { randomBytes, randomInt } from 'node:crypto'

/** A new id: 16 characters of [A-Za-z0-9_-], 96 random bits; short enough for a button. */
export function newId(): string {
  return randomBytes(12).toString('base64url')
}

/** A code to be read out and typed: 8 characters without look-alikes (about 40 bits). */
export function newCode(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
