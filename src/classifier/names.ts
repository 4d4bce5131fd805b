/** What a name such as `c#` or `@scope/name` is made of, beside the letters of other scripts. */
const IN_NAME = new Uint8Array(128)
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789#@/+') IN_NAME[character.charCodeAt(0)] = 1

const BLANK = 0x20

/** false: also where the text has ended. */
function isInName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code > 127 || IN_NAME[code] === 1
}

/** Where the next name begins in a text in lower case; its length where there is none. */
export function nameFrom(text: string, at: number): number {
  let from = at
  while (from < text.length && !isInName(text, from)) from++
  return from
}

/** Where the name ends that begins here. */
export function nameEnd(text: string, from: number): number {
  let end = from
  while (isInName(text, end)) end++
  return end
}

/** Whether these names, with a blank before and after each, stand here, whatever is between them in the text. */
export function namesStandAt(text: string, from: number, names: string): boolean {
  let at = from
  for (let index = 1; index < names.length; index++) {
    const code = names.charCodeAt(index)
    if (code !== BLANK && text.charCodeAt(at++) !== code) return false
    if (code !== BLANK) continue
    if (isInName(text, at)) return false
    at = nameFrom(text, at)
  }
  return true
}
