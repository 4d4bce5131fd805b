import { clearHidden } from '../text/quote.ts'

/** Maps Cyrillic and Greek letters to the Latin letters that look the same. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Array.from(
    'аaеeоoрpсcуyхxіiјjѕsԁdһhАAВBЕEКKМMНHОOРPСCТTУYХXІIοoνvαaιiρpΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXΖZ'.matchAll(/(.)(.)/gu),
  ).map(([, letter = '', latin = '']) => [letter, latin]),
)
const INVISIBLE_IN_WORD = /(?<=[A-Za-z])[\p{Cf}\p{Default_Ignorable_Code_Point}]+(?=[A-Za-z])/gu
const MAY_DIFFER = /[<&\u0080-\u{10FFFF}]|%20/u

/**
 * Roughly the text that people see on GitHub. Removes the invisible characters, HTML tags and entities that could split or hide
 * words, decodes words that a web address joins with `%20`, and replaces Cyrillic and Greek look-alikes in words that also have Latin
 * letters.
 */
export function asDisplayed(text: string): string {
  if (!MAY_DIFFER.test(text)) return text
  return (text.includes('%20') ? decodePercents(text) : text)
    .replaceAll(INVISIBLE_IN_WORD, '')
    .replaceAll(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>=\n]{0,100})?\/?>/gi, (tag) => lineBreaksIn(tag) || ' ')
    .replaceAll(/&#(?:(\d{1,6})|x([\da-f]{1,5}));/gi, (_, decimal?: string, hex?: string) =>
      characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)),
    )
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/[\p{L}]{2,100}/gu, (word) => (isMixed(word) ? toLatin(word) : word))
}

function isMixed(word: string): boolean {
  return /[A-Za-z]/.test(word) && /[\u0370-\u052F]/.test(word)
}

function toLatin(word: string): string {
  return [...word].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join('')
}

/**
 * Removes what could hide a secret (the `>` of quotations, escapes, invisible characters), and embedded data such as images.
 * Replaces some entities. Keeps the lines.
 */
export function removeDisguises(text: string): string {
  const visible = clearHidden(text)
  return (visible.includes('>') ? visible.replaceAll(/^(?:[ \t]{0,3}>[ \t]?)+/gm, '') : visible)
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\\([_*~-])/g, '$1')
    .replaceAll(/&(?:quot|#34|#39|apos);/g, '"')
    .replaceAll('&amp;', '&')
    .replaceAll(EMBEDDED, (whole, data: string) => (decodeText(data) === null ? '' : whole))
}

/** Includes characters that change the direction of the text, halves of surrogate pairs, and carriage returns. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\r]/gu
const INVISIBLE_IN_RUN = /[A-Za-z\d][\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\r]+[A-Za-z\d]/u

/**
 * The text with a space in place of each invisible character. `removeDisguises` would join a secret that ends at such a character with
 * the text after it. Empty if no invisible character stands between letters or digits.
 */
export function spacedReadings(text: string): readonly string[] {
  return INVISIBLE_IN_RUN.test(text) ? [removeDisguises(text.replaceAll(INVISIBLE, ' '))] : []
}

const EMBEDDED = /data:[\w/+.-]{1,60};base64,([A-Za-z0-9+/=]{64,})/g

/**
 * Returns what a reader, a browser or a program can make of the text, decoded one step further each time: escapes, entities and HTML
 * are decoded, then broken values are joined, then Base64 is decoded. Leaves out readings that are the same as the text.
 */
export function otherReadings(text: string): readonly string[] {
  const decoded = decode(text)
  const joined = joinLines(decoded)
  return [...new Set([decoded, joined, decodeBase64(joined)])].filter((reading) => reading !== text)
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  lowbar: '_',
  UnderBar: '_',
  period: '.',
  colon: ':',
  semi: ';',
  comma: ',',
  sol: '/',
  bsol: '\\',
  equals: '=',
  plus: '+',
  hyphen: '-',
  dash: '-',
  percnt: '%',
  commat: '@',
  num: '#',
  dollar: '$',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  Tab: ' ',
  NewLine: ' ',
  nbsp: ' ',
}

/** A code point as a character. Control characters such as line ends become spaces, so that line numbers stay right. */
function characterOf(codePoint: number): string {
  if (!Number.isInteger(codePoint) || codePoint > 0x10ffff) return ' '
  return codePoint < 32 ? ' ' : String.fromCodePoint(codePoint)
}

/**
 * The text with escapes, entities and HTML decoded. Each step first looks for a character that its notation needs, because most texts
 * do not contain it.
 */
export function decode(text: string): string {
  return [decodeHtml, decodeEntities, decodeEscapes, decodePercents, decodeCharacters].reduce(
    (decoded, decodeStep) => decodeStep(decoded),
    text,
  )
}

function decodeHtml(text: string): string {
  if (!text.includes('<')) return text
  return text
    .replaceAll(/<!--[^\n]{0,1000}?-->/g, '')
    .replaceAll(/<br\s{0,5}\/?>/gi, (tag) => lineBreaksIn(tag) || ' ')
    .replaceAll(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>\n]{0,300})?\/?>/gi, keepAttributes)
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text
    .replaceAll(/&#(\d{1,7});?/g, (_, digits: string) => characterOf(Number(digits)))
    .replaceAll(/&#x([\da-f]{1,6});?/gi, (_, digits: string) => characterOf(Number.parseInt(digits, 16)))
    .replaceAll(/&([A-Za-z]{2,8});/g, (whole, name: string) => NAMED_ENTITIES[name] ?? whole)
}

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text
    .replaceAll(/\\{1,4}u(?:([\da-f]{4})|\{([\da-f]{1,6})\})/gi, (_, short?: string, long?: string) =>
      characterOf(Number.parseInt(short ?? long ?? '', 16)),
    )
    .replaceAll(/\\{1,4}x([\da-f]{2})/gi, (_, digits: string) => characterOf(Number.parseInt(digits, 16)))
    .replaceAll(/\\{1,4}[nrt]/g, ' ')
    .replaceAll(/\\{1,4}([/.+=:@"'])/g, '$1')
}

function decodePercents(text: string): string {
  if (!text.includes('%')) return text
  return text
    .replaceAll(/%(?:25){0,3}([2-7][\da-f])/gi, (_, digits: string) => characterOf(Number.parseInt(digits, 16)))
    .replaceAll(/%(?:25){0,3}0[ad]/gi, ' ')
}

/** Replaces terminal colors, full-width and mathematical characters, typographic quotation marks, and non-breaking spaces. */
function decodeCharacters(text: string): string {
  const colorless = text.includes('[') ? text.replaceAll(/\[\d{1,3}(?:;\d{1,3}){0,4}m/g, ' ') : text
  if (!/[\u00A0-\uFFFF]/.test(colorless)) return colorless
  return colorless
    .replaceAll(/[\uFF01-\uFF5E]|[\u{1D400}-\u{1D7FF}]/gu, (character) => character.normalize('NFKC'))
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll('\u00A0', ' ')
}

/** A tag without attributes is removed, so that it cannot split a secret; a value in an attribute stays. */
function keepAttributes(tag: string): string {
  return tag.includes('=') ? ` ${tag} ` : lineBreaksIn(tag)
}

/** Returns only the line breaks of a tag, so that line numbers stay right. */
function lineBreaksIn(tag: string): string {
  return tag.replaceAll(/[^\n]/g, '')
}

const RUN = '[A-Za-z0-9_+/=.~%-]'
/** What breaks a long value: the end of a line with its indentation or decoration, or two strings that a program joins. */
const BREAK = String.raw`(?:["'\x60][ \t]{0,4}[+.&]?[ \t]{0,4}\\?\n[ \t>|*#/+-]{0,20}[+.&]?[ \t]{0,4}["'\x60]|\\?\n[ \t>|*#/+-]{0,20}|["'][ \t]{0,4}[+.]?[ \t]{0,4}["'])`
const BROKEN = new RegExp(`(?<=${RUN}{6})${BREAK}(?=${RUN}{6})`, 'g')
/** Matches every broken value and a few other texts. Faster than `BROKEN`, because few characters can begin a match. */
const MAY_BE_BROKEN = new RegExp(String.raw`["'\x60\\\n](?<=${RUN}{6}[^])[ \t>|*#/+.&\\\n"'\x60-]{0,60}(?=${RUN}{6})`)

/** A private-use character that stands for a line end inside a value. */
const JOINED = '\uE000'

/** Joins the parts of values that were broken over several lines. The line breaks follow the joined value. */
function joinLines(text: string): string {
  if (!MAY_BE_BROKEN.test(text) || text.search(BROKEN) < 0) return text
  let pendingBreaks = 0
  return text
    .replaceAll(BROKEN, (broken) => (broken.includes('\n') ? JOINED : ''))
    .replaceAll(/\uE000|[^\w+/=.~%-]/g, (character) => {
      if (character === JOINED) {
        pendingBreaks += 1
        return ''
      }
      const lineBreaks = '\n'.repeat(pendingBreaks)
      pendingBreaks = 0
      return lineBreaks === '' ? character : `${lineBreaks}${character}`
    })
}

/** Longer Base64 is decoded only up to this length. */
const MAX_BASE64_LENGTH = 20_000
/** Base64 of an image or an archive shows within this many decoded characters that it is not text. */
const MAX_EXAMINED_LENGTH = 4_000
const MIN_BASE64_LENGTH = 40
/** Not the first part of a JSON Web Token, which must stay as it is. */
const BASE64 = /(?<![\w+/.-])(?!eyJ[\w-]{1,20000}\.[\w-])[A-Za-z0-9+/_-]{40,}={0,2}/g

function decodeBase64(text: string): string {
  if (!hasLongRun(text, MIN_BASE64_LENGTH)) return text
  return text.replaceAll(BASE64, (run) => decodeText(run.slice(0, MAX_BASE64_LENGTH)) ?? run)
}

/** Whether a text has this many characters in a row without a space. Faster than a regular expression, because it skips most characters. */
function hasLongRun(text: string, length: number): boolean {
  let end = length
  while (end <= text.length) {
    let index = end - 1
    while (index >= end - length && text.charCodeAt(index) > SPACE_CODE) index--
    if (index < end - length) return true
    end = index + 1 + length
  }
  return false
}
const SPACE_CODE = 32

/** The ASCII text that Base64 encodes, on one line; null: it encodes something else. */
function decodeText(base64: string): string | null {
  const standard = base64.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', '')
  // A single character in the last group of four encodes nothing, and `atob` rejects it.
  const complete = standard.length % 4 === 1 ? standard.slice(0, -1) : standard
  const decoded = atob(complete)
  return /[^\t\n\r\u0020-\u007E]/.test(decoded.slice(0, MAX_EXAMINED_LENGTH)) ? null : decoded.replaceAll(/\s/g, ' ')
}
