export type Person = {
  readonly name: string | null
  /** The GitHub login without the @. */
  readonly login: string | null
  readonly email: string | null
}

/** Only this much of the text about one person is read. */
const MAX_PERSON_LENGTH = 300
/**
 * What stands between two people: a comma, "and" or `&`. After a handle, a space, `/`, `+` or `|` is enough if a capital letter or an `@`
 * follows, as in `@ada Bob (@bob)` and `@ada/@bob`. The slash in the name of a team, `@org/team`, does not match.
 */
const SEPARATOR =
  /,(?![ \t]*(?:Jr|Sr|I{2,3}|Ph\.?D|MD)\b)|[，、]|\band\b|&|(?<=@[\w-]{1,60}[ \t]?\)?)(?:[ \t]*[/+|][ \t]*|[ \t]+)(?=[\p{Lu}\p{Lo}@])/u
/** A remark after a name, such as `— original proposal`, but not a handle, as in `Ada — @ada`. */
const PERSON_REMARK = /[ \t][—–](?![ \t]*\(?@[\w-]{1,60}\)?[ \t]*$).*$/s
const CAPITAL_OR_HANDLE = /^\s*[\p{Lu}\p{Lo}@]/u
/** `[Ada](https://github.com/ada)` */
const LINK = /\[([^[\]]{1,100})\]\(https:\/\/github\.com\/([A-Za-z0-9_-]{1,60})\/?\)/g
/** A handle in parentheses, with a remark such as a company before or after it: `(@ada, Example Corp.)`. */
const HANDLE_WITH_REMARK =
  /\((?:[^()@]{1,100}(?:[,;:|]|[ \t][–—-])[ \t]*)?(@[\w-]{1,60})(?:(?:[ \t]*[,;|]|[ \t]+[–—-])[^()@]{1,100})?\)/g
const MAIL_LINK = /\[[^[\]]{1,100}\]\(mailto:([^()\s]{1,200})\)/g
const PROFILE = /https:\/\/github\.com\/([A-Za-z0-9_-]{1,60})\/?(?![\w/-])/g
/** A login as written, but not the name of a team. `isPossibleLogin` tests whether GitHub could have given the login to anyone. */
const LOGIN = /@([\w-]{1,60})(?![\w-]|\/[a-z\d])/
const EMAIL = /[<(]?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})[>)]?/
/** The start of a value that names nobody: `None`, `TBD`, `(seeking a sponsor)`. */
const NOBODY =
  /^(?:[^\w@]|_){0,3}(?:none|n\/a|tbd|tba|todo|unsponsored|nobody|seeking|sought|wanted|looking for|to be [a-z]+|-+)(?:$|[^a-z\d@])/i
const ON_BEHALF = /^on behalf of\b/i
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#64': '@',
  commat: '@',
}
const ENTITY = /&(lt|gt|amp|quot|nbsp|commat|#64);/g
const TAG = /<\/?[a-z][a-z0-9]{0,20}[ \t]*\/?>/gi

/** The people in the value of Author(s) or Sponsor. Empty for `None`. */
export function peopleIn(value: string): readonly Person[] {
  const people = value
    .replaceAll(ENTITY, (_, name: string) => ENTITIES[name] ?? ' ')
    .replaceAll(TAG, ' ')
    .replaceAll(LINK, (_, name: string, login: string) => (name === `@${login}` ? name : `${name} (@${login})`))
    .replaceAll(MAIL_LINK, '<$1>')
    .replaceAll(PROFILE, '@$1')
    .replaceAll(HANDLE_WITH_REMARK, '($1)')
    .split(';')
    .flatMap((part) => withoutRemarks(part).split(SEPARATOR))
    .map((text) => text.trim().slice(0, MAX_PERSON_LENGTH))
    .filter((text) => text !== '' && !NOBODY.test(text) && !ON_BEHALF.test(text))
    .map(parsePerson)
  return people.filter((person, index) => !isAffiliation(person, people[index - 1]))
}

/** Removes remarks. A remark continues after a comma, unless another person with a handle or a remark follows. */
function withoutRemarks(text: string): string {
  const people: string[] = []
  let isInRemark = false
  for (const piece of text.split(',')) {
    if (isInRemark && !beginsPerson(piece)) continue
    people.push(piece.replace(PERSON_REMARK, ''))
    isInRemark = PERSON_REMARK.test(piece)
  }
  return people.join(',')
}

function beginsPerson(text: string): boolean {
  return CAPITAL_OR_HANDLE.test(text) && (text.includes('@') || PERSON_REMARK.test(text))
}

const COMPANY =
  /\b(?:LLC|Inc|Ltd|Limited|GmbH|Corp|Corporation|Company|Co|AG|SA|PLC|BV|AB|Oy|Labs?|Foundation|University|DAO)\.?$/

/** In `Ada (@ada), Example Inc.`, the second part is not a person. It is where the first person works. */
function isAffiliation({ name, login, email }: Person, previous: Person | undefined): boolean {
  if (previous === undefined || previous.login === null || login !== null || email !== null || name === null)
    return false
  return COMPANY.test(name) || !/\s/.test(name)
}

function parsePerson(text: string): Person {
  const emailMatch = EMAIL.exec(text)
  const withoutEmail = emailMatch === null ? text : text.replace(emailMatch[0], ' ')
  const loginMatch = LOGIN.exec(withoutEmail)
  const name = withoutEmail
    .replace(loginMatch?.[0] ?? '', ' ')
    .replaceAll(/\([\s,]*\)/g, ' ')
    .replaceAll(/^[\s_*—–-]+|[\s_*—–-]+$/g, '')
    .replaceAll(/\s+/g, ' ')
  return { name: name === '' ? null : name, login: loginMatch?.[1] ?? null, email: emailMatch?.[1] ?? null }
}

/**
 * Letters, digits and single hyphens between them. The login of a company's managed account ends in `_` and the company's
 * short name: https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
 */
const POSSIBLE_LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{3,8})?$/i

export function isPossibleLogin(login: string): boolean {
  return POSSIBLE_LOGIN.test(login)
}
