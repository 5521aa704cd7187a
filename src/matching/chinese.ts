import { Converter, type ConverterFunction } from 'opencc-js/t2cn'

let convert: ConverterFunction | undefined
const kinds = new Uint8Array(65_536)
/** Characters that mainland texts use as well, though a table would change them: 显著, 二噁英. */
const alsoSimplified = '著噁'
const simplifiedKind = 1
const traditionalKind = 2

const syllable =
  /^(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ueng|ue|ü|üe|er)$/
const pasted = /(\p{Script=Han})\(\s*([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6})\s*\)/gu

/** Simplified characters, and mainland words for Taiwan's (軟體, 積體電路) where a stretch has any traditional character; else unchanged. */
export function simplify(han: string): string {
  for (let i = 0; i < han.length; i++) if (isTraditional(han, i)) return converter()(han)
  return han
}

/** Removes the pronunciation that some web pages leave behind a character: 創(chuàng)新 → 創新. Abbreviations in brackets stay. */
export function mendPaste(text: string): string {
  if (!text.includes('(')) return text
  return text.replace(pasted, (all, char: string, sound: string) => {
    const plain = sound
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0304\u030c]/g, '')
      .normalize('NFC')
    const isSound = plain !== sound || (plain.length > 2 && isTraditional(char, 0))
    return isSound && syllable.test(plain) ? char : all
  })
}

function isTraditional(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (kinds[code]) return kinds[code] === traditionalKind
  const char = text[at]!
  const isOther = !alsoSimplified.includes(char) && code < 0xd800 && converter()(char) !== char
  kinds[code] = isOther ? traditionalKind : simplifiedKind
  return isOther
}

/** Loaded at the first Han character; takes about 40 ms, once. */
function converter(): ConverterFunction {
  convert ??= Converter({ from: 'twp', to: 'cn' })
  return convert
}
