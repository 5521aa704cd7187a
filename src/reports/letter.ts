import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import type { Letter, LetterBlock } from '../domain/letter.ts'
import { bodyIndent, characters, em, type Lang, page, run, spacing, standIns, titleRoom, titleSpacing } from './letter-look.ts'
import { clean, oneLine, pictureOf, tableOf } from './letter-parts.ts'

/** A .docx that looks as GB/T 9704-2012 wants an official document to look. */
export async function makeLetter(letter: Letter): Promise<Uint8Array> {
  const { lang } = letter
  const document = new Document({
    title: oneLine(letter.title),
    evenAndOddHeaderAndFooters: lang === 'zh',
    styles: {
      default: { document: { run: { ...run(lang, 'body'), language: { value: 'en-US', eastAsia: 'zh-CN' } } }, heading1: {}, heading2: {} },
    },
    sections: [{ properties: { page }, footers: footersOf(lang), children: [...head(letter), ...body(letter), ...tail(letter)] }],
  })
  const overrides = [
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'docProps/core.xml', data: coreOf(letter) },
  ]
  return new Uint8Array(await Packer.toBuffer(document, undefined, overrides))
}

function head({ lang, title, to }: Letter): Paragraph[] {
  const name = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: lang === 'zh' ? titleSpacing : { after: 240 },
    children: titleLines(oneLine(title), lang).map((text, i) => new TextRun({ ...run(lang, 'title'), text, break: i > 0 ? 1 : 0 })),
  })
  if (to === undefined) return [name]
  const addressed = oneLine(to).replace(/[:：]$/, '') + (lang === 'zh' ? '：' : ':')
  return [name, line(lang, addressed, {})]
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** A Chinese title in lines about as long as each other, which end where a word ends. */
function titleLines(title: string, lang: Lang): string[] {
  const count = Math.ceil(characters(title) / titleRoom)
  if (lang === 'en' || count < 2) return [title]
  const even = characters(title) / count
  const lines = ['']
  for (const { segment } of words.segment(title)) {
    const last = lines.at(-1) as string
    const full = characters(last) + characters(segment) / 2 > even && lines.length < count
    if (last && (full || characters(last + segment) > titleRoom)) lines.push(segment)
    else lines[lines.length - 1] = last + segment
  }
  return lines
}

function body({ lang, body }: Letter): (Paragraph | Table)[] {
  const numbers = headingNumbers(lang)
  return body.flatMap((block) => blockOf(block, lang, numbers))
}

function blockOf(block: LetterBlock, lang: Lang, numbers: (level: 1 | 2) => string): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [headingOf(numbers(block.level) + oneLine(block.text), block.level, lang)]
    case 'text':
      return clean(block.text)
        .split('\n')
        .filter((text) => text.trim())
        .map((text) => line(lang, text.trim(), bodyIndent(lang)))
    case 'table':
      return tableOf(block, lang)
    case 'picture':
      return pictureOf(block, lang)
  }
}

function headingOf(text: string, level: 1 | 2, lang: Lang): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: spacing(lang),
    ...bodyIndent(lang),
    children: [new TextRun({ ...run(lang, level === 1 ? 'heading1' : 'heading2'), color: '000000', text })],
  })
}

/** 一、 and （一）; 1. and 1.1 in English. The second level begins anew below each of the first. */
function headingNumbers(lang: Lang): (level: 1 | 2) => string {
  let first = 0
  let second = 0
  return (level) => {
    if (level === 1) {
      first++
      second = 0
      return lang === 'zh' ? `${inChinese(first)}、` : `${first}. `
    }
    second++
    return lang === 'zh' ? `（${inChinese(second)}）` : `${Math.max(1, first)}.${second} `
  }
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 99; above, digits. */
function inChinese(count: number): string {
  if (count > 99) return String(count)
  const tens = Math.floor(count / 10)
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[count % 10]}`
}

function tail(letter: Letter): Paragraph[] {
  return [...annexes(letter), ...signature(letter)]
}

/** 附件说明: a line below the body, names beneath each other, numbered where there are several. */
function annexes({ lang, annexes = [] }: Letter): Paragraph[] {
  const names = annexes.map(oneLine).filter(Boolean)
  if (names.length === 0) return []
  const word = lang === 'zh' ? '附件：' : names.length > 1 ? 'Annexes: ' : 'Annex: '
  const number = (i: number) => (names.length > 1 ? `${i + 1}. ` : '')
  const start = lang === 'zh' ? 2 : 0
  const rows = names.map((name, i) => {
    const left = (start + characters(word) + characters(number(i))) * em * (lang === 'zh' ? 1 : 0.8)
    const hanging = (characters(number(i)) + (i === 0 ? characters(word) : 0)) * em * (lang === 'zh' ? 1 : 0.8)
    return line(lang, `${i === 0 ? word : ''}${number(i)}${name}`, { indent: { left: Math.round(left), hanging: Math.round(hanging) } })
  })
  return [line(lang, '', {}), ...rows]
}

/** 成文日期 with four characters free to its right, 落款 centred above it; a longer name moves the date. Both stay on one page. */
function signature({ lang, from, date }: Letter): Paragraph[] {
  const [office, day] = [oneLine(from), oneLine(date)]
  const wider = (Math.min(22, characters(office)) - Math.min(22, characters(day))) / 2
  const dayIndent = Math.max(4, 2 + Math.max(0, wider))
  const right = (indent: number): IParagraphOptions => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(Math.max(0, indent) * em) },
  })
  const blank = () => line(lang, '', { keepNext: true })
  if (lang === 'en') return [blank(), line(lang, office, { ...right(0), keepNext: true }), line(lang, day, right(0))]
  return [blank(), blank(), line(lang, office, { ...right(dayIndent - wider), keepNext: true }), line(lang, day, right(dayIndent))]
}

function line(lang: Lang, text: string, options: IParagraphOptions): Paragraph {
  return new Paragraph({ spacing: spacing(lang), ...options, children: [new TextRun({ ...run(lang, 'body'), text })] })
}

/** “— 1 —”: to the right on odd pages, to the left on even ones, one character from the edge. */
function footersOf(lang: Lang): { default: Footer; even?: Footer } {
  const folio = (options: IParagraphOptions) =>
    new Footer({
      children: [
        new Paragraph({ ...options, children: [new TextRun({ ...run(lang, 'folio'), children: ['— ', PageNumber.CURRENT, ' —'] })] }),
      ],
    })
  if (lang === 'en') return { default: folio({ alignment: AlignmentType.CENTER }) }
  return {
    default: folio({ alignment: AlignmentType.RIGHT, indent: { right: 280 } }),
    even: folio({ alignment: AlignmentType.LEFT, indent: { left: 280 } }),
  }
}

function fontTable(): string {
  const fonts = Object.entries(standIns).map(
    ([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}

/** The library would write the moment of making. */
function coreOf({ title, author, at }: Letter): string {
  const day = Number.isNaN(at.getTime()) ? new Date(0) : at
  const moment = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day.toISOString().replace(/\.\d+Z$/, 'Z')}</dcterms:${name}>`
  const by = escaped(oneLine(author))
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(oneLine(title))}</dc:title><dc:creator>${by}</dc:creator><cp:lastModifiedBy>${by}</cp:lastModifiedBy>`,
    `${moment('created')}${moment('modified')}</cp:coreProperties>`,
  ].join('')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
