/** Slack's text: how it writes what people say, and how to write so that nothing of it becomes markup. */

/** Slack shows these three as they are only when written so; it decodes once, in plain_text as well as in mrkdwn. */
export function escaped(text: string): string {
  return clean(text).replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
}

/** No half surrogate pairs, no control characters but line breaks and tabs. */
export function clean(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
}

export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}\p{Cc}]*$/u.test(text)
}

export type Reading = {
  /** The bot's own user id: its mentions are left out. */
  me: string
  nameOf(user: string): string | undefined
  /** Slack writes an emoji as :its_name: ; the message's blocks tell which character each of these stands for. */
  emoji: ReadonlyMap<string, string>
}

const mentionOfMe = '\u0000'

/** What was said, as it was typed. `mentioned`: the bot was called by its name. */
export function readText(text: string, reading: Reading): { text: string; mentioned: boolean } {
  const said = text.replace(special(reading.emoji), (all, token: string | undefined) =>
    token !== undefined ? spoken(token, reading) : (reading.emoji.get(all) ?? decoded(all)),
  )
  if (!said.includes(mentionOfMe)) return { text: said, mentioned: false }
  return {
    text: said
      .replace(/(^|\s)\0[ \t]*/g, '$1')
      .replaceAll(mentionOfMe, '')
      .trim(),
    mentioned: true,
  }
}

function special(emoji: ReadonlyMap<string, string>): RegExp {
  const codes = [...emoji.keys()].sort((a, b) => b.length - a.length).map((code) => code.replace(/[^\w:-]/g, '\\$&'))
  return new RegExp(['<([^<>]*)>', '&(?:amp|lt|gt);', ...codes].join('|'), 'g')
}

/** The users a text names, the bot's own among them. */
export function usersIn(text: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map((match) => match[1]!)
}

function spoken(token: string, reading: Reading): string {
  const bar = token.indexOf('|')
  const target = bar < 0 ? token : token.slice(0, bar)
  const label = bar < 0 ? '' : decoded(token.slice(bar + 1))
  if (target === `@${reading.me}`) return mentionOfMe
  if (target.startsWith('@')) return `@${label || reading.nameOf(target.slice(1)) || target.slice(1)}`
  if (target.startsWith('#')) return `#${label || target.slice(1)}`
  if (target.startsWith('!subteam^')) return label || `@${target.slice('!subteam^'.length)}`
  if (target.startsWith('!date^')) return label
  if (target.startsWith('!')) return `@${target.slice(1)}`
  const address = decoded(target)
  if (label === '' || label === address) return address
  // Slack makes a link of "example.com" by itself, and labels it with what was typed.
  const bare = address.replace(/^(https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '')
  return label.replace(/\/$/, '') === bare ? label : `${label} (${address})`
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))
}
