import type { Directory } from '../../src/domain/directory-file.ts'
import { smallDirectory } from './directory.ts'

type Officer = Directory['officers'][number]

export function officer(key: string, name: string, more: Partial<Officer> = {}): Officer {
  return { key, name, role: 'officer', post: '联络员', townships: [], phone: `199000041${key.length}${name.length}`, ...more }
}

/** The small directory with these officers in place of its own, and its staff. */
export function withOfficers(...officers: Officer[]): Directory {
  return { ...smallDirectory, officers: [...officers, ...smallDirectory.officers.filter(({ role }) => role !== 'officer')] }
}

export const noLinks = { projects: [], enterprises: [], institutes: [], talents: [] }
