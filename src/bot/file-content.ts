/** What a file is by its first bytes. What it is said to be, and its name, are only what its sender says. */
const starts: readonly { mime: string; at?: number; bytes: string }[] = [
  { mime: 'image/png', bytes: '\x89PNG' },
  { mime: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { mime: 'image/gif', bytes: 'GIF8' },
  { mime: 'image/webp', at: 8, bytes: 'WEBP' },
  { mime: 'application/pdf', bytes: '%PDF-' },
]

/** Of Windows, Linux, macOS, Java, Android, the web; a shortcut; a script. */
const programs: readonly string[] = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  'dex\n',
  '\x00asm',
  'L\x00\x00\x00\x01\x14\x02\x00',
  '#!',
]

/** What a press on the file would run, whatever is in it. Archives and documents, also with macros, are not among them: people send them for good reasons. */
const programNames =
  /\.(?:exe|com|scr|pif|cpl|msi|msp|msix|appx|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|chm|jar|apk|ipa|dmg|pkg|deb|rpm|appimage|lnk|url|scf|reg|sh|command|workflow|iso|img|vhdx?)$/i

/** These are shown in a browser, so they must be what they are said to be. */
const shown = starts.map(({ mime }) => mime)

export type Judged = { mime: string } | 'program'

/** A name as it may be shown: nothing in it hides its ending or breaks a line. */
export function plainName(name: string): string {
  return name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '_').slice(0, 200) || 'file'
}

/** The type to keep a file under; `program` for what runs when it is opened. What is shown in place but isn't what it is said to be is kept as mere bytes. */
export function judge({ name, mime, bytes }: { name: string; mime: string; bytes: Uint8Array }): Judged {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1')
  // trailing dots and blanks are dropped by Windows; a character that turns the reading direction hides the true ending
  const bare = name.replace(/\p{Cf}/gu, '').replace(/[.\s]+$/u, '')
  if (programNames.test(bare) || programs.some((start) => head.startsWith(start))) return 'program'
  const found = starts.find(({ at = 0, bytes: start }) => head.startsWith(start, at))
  if (found) return { mime: found.mime }
  const said = mime.toLowerCase().split(';', 1)[0]!.trim()
  return { mime: shown.includes(said) || !/^[\w.+-]+\/[\w.+-]+$/.test(said) ? 'application/octet-stream' : said }
}
