import { readFileSync, statSync } from 'node:fs'

const mostBytes = 64 * 1024

/**
 * Secrets may stand in files, as Docker and Kubernetes hand them over: ADMIN_CODE_FILE=/run/secrets/admin_code instead of ADMIN_CODE.
 * Returns the environment with what stands in the files, and a line for each that can't be read; never a value.
 */
export function withSecretFiles(
  env: Readonly<Record<string, string>>,
  names: readonly string[],
): { env: Record<string, string>; lines: string[] } {
  const filled: Record<string, string> = { ...env }
  const lines: string[] = []
  for (const name of names) {
    const path = env[`${name}_FILE`]?.trim()
    if (!path) continue
    if (env[name] !== undefined) {
      lines.push(`${name} and ${name}_FILE are both set: keep one of them`)
      continue
    }
    const read = contentOf(path)
    if ('content' in read) filled[name] = read.content
    else lines.push(`${name}_FILE names ${path}, which ${read.wrong}`)
  }
  return { env: filled, lines }
}

function contentOf(path: string): { content: string } | { wrong: string } {
  try {
    const stat = statSync(path)
    if (!stat.isFile()) return { wrong: 'is no file' }
    if (stat.size > mostBytes) return { wrong: 'is too large for a secret' }
    // most editors end a file with a line break, and it is no part of the secret
    const content = readFileSync(path, 'utf8').trim()
    return content === '' ? { wrong: 'is empty' } : { content }
  } catch (error) {
    const { code } = error as { code?: string }
    const why = { ENOENT: 'is not there', EACCES: 'this program may not read', ENOTDIR: 'is not there' }[code ?? '']
    return { wrong: why ?? `can't be read (${code ?? 'unknown'})` }
  }
}
