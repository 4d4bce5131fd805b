import { OWNER } from '../text/github-names.ts'

export const MAINTAINERS_FILE = 'MAINTAINERS.md'

export type MaintainerRole = {
  readonly kind: 'lead' | 'core' | 'sdk' | 'project' | 'moderator' | 'group'
  /** The person's area in the words of the list: `TypeScript SDK`, `Agents Working Group`. null: the list gives no area. */
  readonly area: string | null
  /** A remark in the list, for example which company the person represents. */
  readonly note: string | null
}

export type Maintainer = { readonly login: string; readonly name: string; readonly roles: readonly MaintainerRole[] }

type Heading = { readonly level: number; readonly title: string }

const HEADING = /^(#{1,6})[ \t]+(\S.*)$/
const MAX_NOTE_LENGTH = 100
const PROFILE = new RegExp(String.raw`\[([^[\]]{1,100})\]\(https://github\.com/(${OWNER})/?\)([^[]*)`, 'g')

/** The kind of role that a heading stands for. The first pattern that matches decides. */
const KINDS: readonly (readonly [RegExp, MaintainerRole['kind']])[] = [
  [/\blead\b/i, 'lead'],
  [/\bcore\b/i, 'core'],
  [/\bSDK/i, 'sdk'],
  [/\bmoderators?\b/i, 'moderator'],
  [/\bgroup\b/i, 'group'],
]

/**
 * The people in a list of maintainers, in the order of the list, each with all their roles. Leaves out former maintainers, who
 * are under a heading "Emeritus": https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/MAINTAINERS.md
 */
export function parseMaintainers(text: string): readonly Maintainer[] {
  const people = new Map<string, Maintainer>()
  let openHeadings: readonly Heading[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const heading = headingIn(line)
    if (heading !== null) openHeadings = [...openHeadings.filter(({ level }) => level < heading.level), heading]
    else if (!openHeadings.some(({ title }) => /emeritus/i.test(title)))
      for (const { login, name, note } of profilesIn(line)) {
        const key = login.toLowerCase()
        const known = people.get(key) ?? { login, name, roles: [] }
        people.set(key, { ...known, roles: [...known.roles, { ...roleFromHeadings(openHeadings), note }] })
      }
  }
  return [...people.values()]
}

export function maintainerOf(people: readonly Maintainer[], login: string): Maintainer | null {
  const wanted = login.replace(/^@/, '').toLowerCase()
  return people.find((person) => person.login.toLowerCase() === wanted) ?? null
}

/**
 * Whether a person may sponsor a SEP. People who are only moderators may not:
 * https://modelcontextprotocol.io/community/sep-guidelines#the-sponsor-role
 */
export function maySponsor({ roles }: Maintainer): boolean {
  return roles.some(({ kind }) => kind !== 'moderator')
}

function headingIn(line: string): Heading | null {
  const [, marks, title] = HEADING.exec(line) ?? []
  return marks === undefined || title === undefined ? null : { level: marks.length, title: title.trim() }
}

function* profilesIn(line: string): Generator<{ login: string; name: string; note: string | null }> {
  for (const [, name = '', login = '', textAfter = ''] of line.matchAll(PROFILE)) {
    const note = textAfter.slice(0, MAX_NOTE_LENGTH).replaceAll(/^[\s,;(–—-]+|[\s,;)]+$/g, '')
    yield { login, name: name.trim(), note: note === '' ? null : note }
  }
}

/** A heading of level 2 gives the kind of role, and a heading below it gives the area. */
function roleFromHeadings(openHeadings: readonly Heading[]): Pick<MaintainerRole, 'kind' | 'area'> {
  const title = openHeadings.find(({ level }) => level === 2)?.title ?? ''
  const kind = KINDS.find(([pattern]) => pattern.test(title))?.[1] ?? 'project'
  return { kind, area: openHeadings.findLast(({ level }) => level > 2)?.title ?? null }
}
