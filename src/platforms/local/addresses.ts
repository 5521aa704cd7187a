/** Addresses and references of the local chat. Only this platform reads what stands behind `local:`. */
import type { Address, MessageRef } from '../../bot/platform.ts'

export const platformName = 'local'

/** The one group, where everybody is. */
export const room: Address = `${platformName}:room-main`

/** Where the names of guests are kept; nobody can write there. */
export const guestBook: Address = `${platformName}:guests`

/** Who somebody is in the page's address: `p-KEY` of the roster, or `g-RANDOM` for a guest. */
export const personKey = /^[pg]-[A-Za-z0-9._-]{1,64}$/

export function privateChat(person: string): Address {
  return `${platformName}:${person}`
}

export function isChat(address: Address): boolean {
  return address === room || isPrivateChat(address)
}

export function isPrivateChat(address: Address): boolean {
  const [platform, ...rest] = address.split(':')
  return platform === platformName && personKey.test(rest.join(':'))
}

const reference = new RegExp(`^${platformName}:m-(\\d{1,10})$`)
/** Ids are 32-bit integers in the database. */
const largestId = 2 ** 31 - 1

export function refOf(id: number): MessageRef {
  return `${platformName}:m-${id}`
}

/** undefined where it is no reference of ours. */
export function idOf(ref: MessageRef): number | undefined {
  const id = Number(reference.exec(ref)?.[1])
  return id > 0 && id <= largestId ? id : undefined
}
