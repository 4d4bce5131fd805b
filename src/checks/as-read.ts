/** Latin letters by the Cyrillic and Greek letters that look the same. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Array.from(
    'аaеeоoрpсcуyхxіiјjѕsԁdһhАAВBЕEКKМMНHОOРPСCТTУYХXІIοoνvαaιiρpΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXΖZ'.matchAll(/(.)(.)/gu),
  ).map(([, letter = '', latin = '']) => [letter, latin]),
)
const INVISIBLE = /(?<=[A-Za-z])[\p{Cf}\p{Default_Ignorable_Code_Point}]+(?=[A-Za-z])/gu
const MAY_DIFFER = /[<&\u0080-\u{10FFFF}]/u

/**
 * The text as people read it on GitHub: without the invisible characters, HTML tags and entities that would split or hide its
 * words, and with Latin letters in words that only look Latin. Keeps the lines.
 */
export function asRead(text: string): string {
  if (!MAY_DIFFER.test(text)) return text
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>=\n]{0,100})?\/?>/gi, ' ')
    .replaceAll(/&#(?:(\d{1,6})|x([\da-f]{1,5}));/gi, (_, decimal?: string, hex?: string) =>
      characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)),
    )
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/[\p{L}]{2,100}/gu, (word) => (isMixed(word) ? latin(word) : word))
}

function characterOf(codePoint: number): string {
  return codePoint < 32 || codePoint > 0x10ffff ? ' ' : String.fromCodePoint(codePoint)
}

function isMixed(word: string): boolean {
  return /[A-Za-z]/.test(word) && /[\u0370-\u052F]/.test(word)
}

function latin(word: string): string {
  return [...word].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join('')
}
