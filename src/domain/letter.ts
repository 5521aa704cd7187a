/** What an official document 公文 says; how it looks (GB/T 9704-2012) is known to src/reports alone. */

export type LetterBlock =
  /** 一级标题, 二级标题: numbered by the document itself (一、 （一）). */
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string }
  /** `widths` in shares of the line, as many as columns. Numbers are set to the right. */
  | { kind: 'table'; title?: string; head: string[]; rows: string[][]; widths: number[] }
  | { kind: 'picture'; png: Uint8Array; alt: string; caption: string }

/** 标题、主送、正文、落款、日期. `lang`: of its type and numbering. */
export type Letter = {
  lang: 'zh' | 'en'
  title: string
  /** 主送; absent in a circular without one. */
  to?: string
  body: LetterBlock[]
  /** 落款 and 成文日期, in words. */
  from: string
  date: string
  /** 附件说明, one a line. */
  annexes?: string[]
  author: string
  at: Date
}

/** The bytes of a .docx. */
export type MakeLetter = (letter: Letter) => Promise<Uint8Array>
