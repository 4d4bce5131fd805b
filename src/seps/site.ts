import { normalKey } from './preamble.ts'
import type { Field, Sep } from './sep.ts'

/*
 * What the generator of the site reads in a SEP, and what it writes where it reads nothing:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/scripts/render-seps.ts
 * It takes single lines with regular expressions, so that many a line that people understand is lost on the page.
 */

export const GENERATOR = 'https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/scripts/render-seps.ts'

/** The fields that it reads, with what the page has without them. null: nothing, or the number in the file name. */
export const SITE_FIELDS = [
  { key: 'Status', without: 'Unknown' },
  { key: 'Type', without: 'Unknown' },
  { key: 'Created', without: 'Unknown' },
  { key: 'Accepted', without: null },
  { key: 'Author(s)', without: 'Unknown' },
  { key: 'Sponsor', without: 'None' },
  { key: 'PR', without: null },
] as const
export type SiteField = (typeof SITE_FIELDS)[number]

/** The field of its list that has the name of a field, or null. */
export function siteFieldOf({ key }: Field): SiteField | null {
  return SITE_FIELDS.find((field) => normalKey(field.key) === normalKey(key)) ?? null
}

/** Does it find this field? It wants `- **Key**: value`, with the key of the template. */
export function isReadBySite({ text }: Sep, { lines }: Field, key: string): boolean {
  const start = text.slice(lines.from, lines.from + MAX_START).trimStart()
  const [, bullet = ''] = /^(-[ \t]{0,40})/.exec(start) ?? []
  return bullet !== '' && start.slice(bullet.length).startsWith(`**${key}**:`)
}

const MAX_START = 200

/** `# SEP-1234: Title`; also the placeholders that a SEP may have before its pull request. */
const SITE_HEADING = /^#[ \t]{1,40}SEP-(?:\d{1,9}|\{[^{}\n]{0,40}\}|X{2,8}|N{2,8}|TBD):[ \t]{1,40}\S/

export function isHeadingReadBySite({ text, heading }: Sep): boolean {
  return SITE_HEADING.test(text.slice(heading.lines.from, heading.lines.to))
}

/** The page has everything from here on. Without this heading, it has the whole file, also the heading and the preamble. */
const BODY = '## Abstract'

export function bodyStart({ text }: Sep): number | null {
  const at = text.indexOf(BODY)
  return at < 0 ? null : at
}
