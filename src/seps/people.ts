/** A person in the preamble. */
export type Person = {
  readonly name: string | null
  /** The GitHub login without the @. */
  readonly login: string | null
  readonly email: string | null
}

/** Longer texts are not a person. */
const MAX_LENGTH = 300
/** Separates people; a new name after a handle does so, too. */
const SEPARATOR = /,|\band\b|&|(?<=@[\w-]{1,39}[ \t]?\))[ \t]+(?=[\p{Lu}@])/u
/** A remark after a name, such as `— original proposal`. */
const NOTE = /[ \t][—–].*$/s
const LINK = /\[([^[\]]{1,100})\]\(https:\/\/github\.com\/([A-Za-z0-9-]{1,39})\/?\)/g
const LOGIN = /@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))/
const EMAIL = /[<(]?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})[>)]?/
const NOBODY = /^(?:none|n\/a|tbd|-+)\b/i
const FOR_OTHERS = /^on behalf of\b/i

/** The people in the value of Author(s) or Sponsor. Empty for `None`. */
export function peopleIn(value: string): readonly Person[] {
  return value
    .replaceAll(LINK, '$1 (@$2)')
    .split(';')
    .flatMap((part) => part.replace(NOTE, '').split(SEPARATOR))
    .map((text) => text.trim().slice(0, MAX_LENGTH))
    .filter((text) => text !== '' && !NOBODY.test(text) && !FOR_OTHERS.test(text))
    .map(parsePerson)
}

function parsePerson(text: string): Person {
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
