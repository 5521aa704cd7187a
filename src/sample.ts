import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Directory, parseDirectory } from './domain/directory-file.ts'

/** Where the sample directory stands, from src and from dist alike. */
export const sampleFolder = fileURLToPath(new URL('../sample/', import.meta.url))

/** Reads a directory folder; throws naming every file, row and field that is wrong. */
export async function readDirectory(folder: string): Promise<Directory> {
  const file = (name: string) => readJson(join(folder, `${name}.json`))
  const equipment = existsSync(join(folder, 'equipment.json')) ? { equipment: await file('equipment') } : {}
  return parseDirectory({
    institutes: await file('institutes'),
    experts: await file('experts'),
    enterprises: await file('enterprises'),
    officers: await file('officers'),
    pastNeeds: await file('past-needs'),
    ...equipment,
  })
}

export function readSample(): Promise<Directory> {
  return readDirectory(sampleFolder)
}

export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
