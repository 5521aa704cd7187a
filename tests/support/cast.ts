import type { Directory } from '../../src/domain/directory-file.ts'
import { smallDirectory } from './directory.ts'

/** The small directory with a head of section and an administrator-free bureau: who signs is the head. */
export const bureauDirectory: Directory = {
  ...smallDirectory,
  officers: [...smallDirectory.officers, { key: 'liu', name: '刘局', role: 'head', post: '分管局长', townships: [], phone: '19900004009' }],
}
