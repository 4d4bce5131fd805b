/** White space, control characters, and marks that change the text direction. The URL parser would silently drop some of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const UNPRINTABLE = /[\s\u0000-\u0020\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/
const MAILTO_ADDRESS = /^mailto:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\?subject=(?:[\w.~-]|%20){1,200})?$/

/**
 * The page that an address leads to, as a browser would read it. null: it is not an https address, it hides its host behind a
 * user name, or it has white space or invisible characters.
 */
export function pageOf(address: string): URL | null {
  if (UNPRINTABLE.test(address) || !/^https:\/\/[^/]/i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : null
}

/**
 * Whether an address is `mailto:` with one recipient and at most a subject of plain words. We accept no other headers,
 * because some mail programs attach a file that a header names.
 */
export function isMailtoAddress(address: string): boolean {
  return MAILTO_ADDRESS.test(address)
}

/** The `mailto:` address for a message with this subject. Keeps only the plain words of the subject. */
export function mailtoAddress(address: string, subject: string): string {
  const words = subject.split(/[^\w.~-]+/).filter((word) => word !== '')
  return `mailto:${address}?subject=${words.join('%20')}`
}
