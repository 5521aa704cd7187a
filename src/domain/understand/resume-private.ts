/** What must not be kept of a person, though many résumés say it. */
export const droppedKinds = ['id_number', 'birthday', 'ethnicity', 'politics'] as const
export type Dropped = (typeof droppedKinds)[number]

/** Fifteen digits and more are no number that a profile needs: ID cards, bank accounts. Parts may be set apart. */
const longNumber = /\d{6}[ \-–—]{1,3}\d{8}[ \-–—]{1,3}\d{3}[\dXx]|\d{14,}[\dXx]/gu

const kinds: [Dropped, RegExp][] = [
  ['id_number', /身\s*份\s*证|证\s*件\s*号|护\s*照|\bID (?:card|no|number)|passport/iu],
  [
    'politics',
    /政\s*治\s*面\s*貌|^(?:中共)?(?:党员|预备党员|中共党员|共产党员|共青团员|团员|群众|无党派(?:人士)?|民主党派)$|(?:九三学社|民盟|民建|民进|农工党|致公党|民革|台盟)(?:社员|盟员|会员|党员|成员)?$|political (?:status|affiliation)|中共党员|入党/iu,
  ],
  [
    'ethnicity',
    /民\s*族\s*[:：]|汉族|^民\s*族(?:\s|$)|^(?:汉|满|回|蒙古|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|畲|土|羌|锡伯|仡佬|纳西|达斡尔|京|其他)族$|^ethnic/iu,
  ],
  [
    'birthday',
    /出\s*生|生\s*日|(?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*(?:月|[.\-/]\s*\d{1,2})?\s*(?:日)?\s*生(?!物|产|态|效|长|命|成|活)|\bborn\b|birth|籍\s*贯|年\s*龄/iu,
  ],
]
const labelAlone: [Dropped, RegExp][] = [
  ['id_number', /^(?:公民)?身\s*份\s*证(?:\s*号码?)?\s*[:：]?$/u],
  ['politics', /^政\s*治\s*面\s*貌\s*[:：]?$/u],
  ['ethnicity', /^民\s*族\s*[:：]?$/u],
  ['birthday', /^(?:出\s*生(?:年月|日期)?|生\s*日|年\s*龄|籍\s*贯)\s*[:：]?$/u],
]

/** The text without such parts; a part ends at a comma, a wide gap or the line. `dropped` says what was there. */
export function withoutPrivate(text: string): { text: string; dropped: Dropped[] } {
  const dropped = new Set<Dropped>()
  const kept: string[] = []
  let next: Dropped | undefined
  for (const line of text.split('\n')) {
    const plain = line.replace(longNumber, () => {
      dropped.add('id_number')
      return '，'
    })
    // a table that was copied: the label on one line, its value on the next
    if (next && plain.trim() !== '' && plain.trim().length <= 24) {
      dropped.add(next)
      next = undefined
      continue
    }
    next = labelAlone.find(([, label]) => label.test(line.trim()))?.[0]
    const parts = plain.split(/([，,；;。|｜\t]|\s{2,}|\s(?=[\p{Script=Han}]{2,5}[:：]))/u)
    const left = parts.filter((part) => {
      const kind = kinds.find(([, pattern]) => pattern.test(part.trim()))?.[0]
      if (kind) dropped.add(kind)
      return !kind
    })
    kept.push(
      left
        .join('')
        .replace(/^[\s，,；;|｜]+|[\s，,；;|｜]+$/gu, '')
        .replace(/([，,；;])[\s，,；;]+/gu, '$1'),
    )
  }
  return {
    text: kept
      .join('\n')
      .replace(/\n{2,}/gu, '\n')
      .trim(),
    dropped: droppedKinds.filter((kind) => dropped.has(kind)),
  }
}
