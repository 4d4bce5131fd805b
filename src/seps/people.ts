/** Somebody whom the preamble names; what is not said is null. */
export type Person = {
  readonly name: string | null
  /** On GitHub, without the @. */
  readonly login: string | null
  readonly email: string | null
}

/** Nobody is called by more; it bounds what is looked for in a text that is nobody. */
const LONGEST = 300
/** People are kept apart by these, and by a new name after somebody's handle. */
const APART = /,|\band\b|&|(?<=@[\w-]{1,39}[ \t]?\))[ \t]+(?=[\p{Lu}@])/u
/** What is said of somebody, not who it is: `— original proposal`. */
const NOTE = /[ \t][—–].*$/s
const LINK = /\[([^[\]]{1,100})\]\(https:\/\/github\.com\/([A-Za-z0-9-]{1,39})\/?\)/g
const LOGIN = /@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/
const EMAIL = /[<(]?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})[>)]?/
const NOBODY = /^(?:none|n\/a|tbd|-+)\b/i
const FOR_OTHERS = /^on behalf of\b/i

/** The people in a value of Author(s) or Sponsor. Empty: `None`, or nobody. */
export function peopleIn(value: string): readonly Person[] {
  return value
    .replaceAll(LINK, '$1 (@$2)')
    .split(';')
    .flatMap((part) => part.replace(NOTE, '').split(APART))
    .map((text) => text.trim().slice(0, LONGEST))
    .filter((text) => text !== '' && !NOBODY.test(text) && !FOR_OTHERS.test(text))
    .map(personIn)
}

function personIn(text: string): Person {
  const email = EMAIL.exec(text)
  const withoutEmail = email === null ? text : text.replace(email[0], ' ')
  const login = LOGIN.exec(withoutEmail)
  const name = withoutEmail
    .replace(login?.[0] ?? '', ' ')
    .replaceAll(/\([\s,]*\)/g, ' ')
    .replaceAll(/^[\s-]+|[\s-]+$/g, '')
    .replaceAll(/\s+/g, ' ')
  return { name: name === '' ? null : name, login: login?.[1] ?? null, email: email?.[1] ?? null }
}
