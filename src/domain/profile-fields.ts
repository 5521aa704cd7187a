import type { ProfileKey } from './profile-store.ts'

/** What can be changed one at a time, in the order it is shown. */
export const editKeys = [
  'name',
  'title',
  'post',
  'instituteId',
  'department',
  'degree',
  'profile',
  'keywords',
  'fields',
  'subfields',
  'disciplines',
  'industries',
  'solvedProblems',
  'papers',
  'patents',
  'projects',
  'serviceForms',
  'serviceTimes',
  'cap',
  'monthlyCap',
  'conflicts',
  'topics',
  'mutedUntil',
  'languages',
  'external',
  'envoy',
  'phone',
  'email',
  'homepage',
] as const satisfies readonly ProfileKey[]
export type EditKey = (typeof editKeys)[number]

/** Chosen from a short list by presses. */
export const toggleKeys = ['fields', 'topics', 'serviceForms', 'languages'] as const satisfies readonly EditKey[]
export type ToggleKey = (typeof toggleKeys)[number]

/** Seen by the expert, their institute's manager and the bureau only. */
export const privateKeys: readonly EditKey[] = ['cap', 'monthlyCap', 'conflicts', 'mutedUntil', 'phone', 'email']

/** The five questions a profile is filled by: 1 what, 2 solved before, 3 how and when, 4 how many, 5 whom not. */
export const questions = [1, 2, 3, 4, 5] as const
export type Question = (typeof questions)[number]
