import { normalizeKey } from './preamble.ts'
import type { Field, Sep } from './sep.ts'

/*
 * What the site's generator reads in a SEP, and what it writes if a field is missing:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/scripts/render-seps.ts
 * The generator matches single lines with regular expressions, so it misses many lines that people understand.
 */

export const GENERATOR_URL =
  'https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/scripts/render-seps.ts'

/**
 * The fields that the generator reads. `shownIfMissing` is null for Accepted, which is then left out, and for PR, for which the page
 * then shows the number in the file name.
 */
export const SITE_FIELDS = [
  { key: 'Status', shownIfMissing: 'Unknown' },
  { key: 'Type', shownIfMissing: 'Unknown' },
  { key: 'Created', shownIfMissing: 'Unknown' },
  { key: 'Accepted', shownIfMissing: null },
  { key: 'Author(s)', shownIfMissing: 'Unknown' },
  { key: 'Sponsor', shownIfMissing: 'None' },
  { key: 'PR', shownIfMissing: null },
] as const
export type SiteField = (typeof SITE_FIELDS)[number]

/** null: the generator does not read the field. */
export function siteFieldOf({ key }: Field): SiteField | null {
  return SITE_FIELDS.find((field) => normalizeKey(field.key) === normalizeKey(key)) ?? null
}

/** Whether the generator finds this field. It expects `- **Key**: value`, with the template's key. */
export function isReadBySite({ text }: Sep, { lines }: Field, key: string): boolean {
  const start = text.slice(lines.from, lines.from + MAX_FIELD_START_LENGTH).trimStart()
  const [, bullet = ''] = /^(-[ \t]{0,40})/.exec(start) ?? []
  return bullet !== '' && start.slice(bullet.length).startsWith(`**${key}**:`)
}

const MAX_FIELD_START_LENGTH = 200

/** `# SEP-1234: Title`, or a placeholder instead of the number, which a SEP may have before its pull request is open. */
const SITE_HEADING = /^#[ \t]{1,40}SEP-(?:\d{1,9}|\{[^{}\n]{0,40}\}|X{2,8}|N{2,8}|TBD):[ \t]{1,40}\S/

export function isHeadingReadBySite({ text, heading }: Sep): boolean {
  return SITE_HEADING.test(text.slice(heading.lines.from, heading.lines.to))
}

/** The page shows the file from this heading on. Without this heading, it shows the whole file, with its title and its preamble. */
const BODY_HEADING = '## Abstract'

/** The offset at which the page starts to show the file. null: the file does not have the heading. */
export function bodyStart({ text }: Sep): number | null {
  const offset = text.indexOf(BODY_HEADING)
  return offset < 0 ? null : offset
}
