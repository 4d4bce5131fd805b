/** Blanks and control characters, some of which the parser of URLs drops in silence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const UNPRINTABLE = /[\s\u0000-\u0020\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/
const MAIL = /^mailto:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\?subject=(?:[\w.~-]|%20){1,200})?$/

/**
 * The page that an address leads to, as a browser would read it. null: it is not an https address, or it hides its host
 * behind a user name. Only such an address is opened: any other scheme may start a program.
 */
export function pageOf(address: string): URL | null {
  if (UNPRINTABLE.test(address) || !/^https:\/\/[^/]/i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : null
}

/** Whether it is `mailto:` and one address, at most with a subject of plain words: some mail programs attach a file that a header names. */
export function isMailAddress(address: string): boolean {
  return MAIL.test(address)
}

/** A mail draft with a subject, and nothing else. Of the subject, plain words remain. */
export function mailDraft(address: string, subject: string): string {
  const words = subject.split(/[^\w.~-]+/).filter((word) => word !== '')
  return `mailto:${address}?subject=${words.join('%20')}`
}
