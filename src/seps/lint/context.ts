import { parseSepFileName, type SepFileName } from '../../text/file-names.ts'
import { REPO } from '../../text/github-names.ts'
import { dateIn, type SepType, type Status, sepTypeIn, statusIn } from '../names.ts'
import { fieldOf } from '../preamble.ts'
import {
  type Link,
  linksOf,
  type RequiredName,
  type RequiredSections,
  relativePath,
  requiredSections,
  sectionText,
} from '../sections.ts'
import type { Section, Sep } from '../sep.ts'
import type { Facts } from './facts.ts'
import { hasNoContent, wordCount } from './prose.ts'

/** A SEP with the values that several rules need. Missing and invalid values are null. */
export type Context = {
  readonly sep: Sep
  readonly facts: Facts
  /** The name of the file. null: the SEP was not read from a file, or its file does not have the name of a SEP. */
  readonly file: SepFileName | null
  readonly status: Status | null
  readonly type: SepType | null
  /**
   * A valid date such as `2026-11-22`, even if the SEP writes it in another form, such as `2026/11/22`. Without this date, the SEP would
   * count as new, and rules that are newer than the SEP would change it.
   */
  readonly created: string | null
  readonly pullRequest: Reference | null
  readonly sections: RequiredSections
  readonly links: readonly Link[]
}

/** Returns a section if its author has written it. Other rules report sections that are missing or empty. */
export function writtenSection({ sections }: Context, name: RequiredName): Section | undefined {
  const section = sections.get(name)
  return section === undefined || hasNoContent(section.blocks) ? undefined : section
}

export function contextOf(sep: Sep, facts: Facts): Context {
  const value = (key: string) => fieldOf(sep, key)?.value ?? ''
  return {
    sep,
    facts,
    file: facts.fileName === null ? null : parseSepFileName(facts.fileName),
    status: statusIn(value('Status')),
    type: sepTypeIn(value('Type')),
    created: normalizeDate(value('Created')),
    pullRequest: referenceIn(value('PR')),
    sections: requiredSections(sep.sections),
    links: linksOf(sep),
  }
}

/** Whether the SEP has its number: in its file name or, if that is not the name of a SEP, in its heading. */
export function isNumbered({ sep, file }: Context): boolean {
  return (file === null ? sep.heading.number : file.number) !== null
}

/** Whether the SEP may change what programs do. A SEP of an unknown type counts too. */
export function isAboutProtocol({ type }: Context): boolean {
  return type !== 'Process' && type !== 'Informational'
}

/** Whether no decision on the SEP has been made yet. A dormant SEP and one of an unknown status count as open. */
export function isOpen({ status }: Context): boolean {
  return status === null || status === 'draft' || status === 'in-review' || status === 'dormant'
}

/** A reference to a pull request, an issue or a discussion: a URL, `#123`, or a placeholder (`{NUMBER}`, or a URL with the number 0). */
export type Reference = {
  readonly form: 'url' | 'number' | 'placeholder'
  readonly number: number | null
  /** owner/name, if the value has a URL. */
  readonly repo: string | null
}

const REFERENCE_URL = new RegExp(
  String.raw`https://github\.com/(${REPO})/(?:pull|issues|discussions)/(\{[^{}\s]{0,40}\}|\d{1,9})`,
)
const NUMBER = /^(?:PR|Issue|Pull request)?[ \t]*#?(\d{1,9})\b/i
const PLACEHOLDER = /\{[^{}\s]{0,40}\}/

/** Parses the value of the PR field. null: the value has no reference. */
export function referenceIn(value: string): Reference | null {
  const [, repo = null, numberInUrl] = REFERENCE_URL.exec(value) ?? []
  const numberText = numberInUrl ?? NUMBER.exec(value.replace(/^\[/, ''))?.[1] ?? PLACEHOLDER.exec(value)?.[0]
  if (numberText === undefined) return null
  const number = Number(numberText.replaceAll(/[{}]/g, '')) || null
  const isPlaceholder = numberText.startsWith('{') || (numberInUrl !== undefined && number === null)
  if (isPlaceholder) return { form: 'placeholder', number, repo }
  return { form: numberInUrl === undefined ? 'number' : 'url', number, repo }
}

/** Matches `2026/1/2`, also with a time: `2026-01-02T10:00:00Z`. */
const YEAR_FIRST = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:[T ]\d{1,2}:\d{2}.{0,20})?$/
/** Matches `January 2nd, 2026` and `2 Jan 2026`. */
const WITH_MONTH_NAME = [
  /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i,
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?<month>[a-z]{3,9})\.?,?[ -](?<year>\d{4})$/i,
]
const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** Turns `2026/1/2` and `2 January 2026` into `2026-01-02`. null: the text is ambiguous, or not a date. */
function normalizeDate(text: string): string | null {
  for (const pattern of [YEAR_FIRST, ...WITH_MONTH_NAME]) {
    const { year, month = '', day = '' } = pattern.exec(text.trim())?.groups ?? {}
    const index = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase().replace(/^sept$/, 'sep')))
    const number = /\d/.test(month) ? month : String(index + 1)
    if (year !== undefined) return dateIn(`${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`)
  }
  return null
}

/** Matches repositories with the name of an official SDK, including forks: https://modelcontextprotocol.io/docs/sdk */
const SDK =
  /^https:\/\/github\.com\/[\w.-]{1,100}\/(?:typescript|python|java|kotlin|csharp|go|php|ruby|rust|swift)-sdk(?:[/#?]|$)/
/** Matches `owner/name#12` and `PR #12`. */
const SHORT_REFERENCE = /(?:^|[\s([])(?:[\w.-]{1,100}\/[\w.-]{1,100}|(?:PRs?|pull requests?)[ \t]{1,3})#\d{1,9}\b/

export function isSdkLink({ url }: Link): boolean {
  return SDK.test(url)
}

const NO_IMPLEMENTATION_NEEDED =
  /\bno (?:reference |prototype )?implementation is (?:needed|required|necessary)\b|\bnot applicable\b/i

/** The channel of a group: `#auth-ig`. */
const GROUP_CHANNEL = /#[a-z\d-]{1,60}-(?:wg|ig)\b/
/** Matches `Agents Working Group`, `Auth IG` and the channel `#auth-ig`. */
const GROUP_WORDS =
  /\b[A-Z][\w-]{1,40}[ \t]+(?:Working|Interest)[ \t]+Groups?\b|\b[\w-]{2,40}[ \t]+(?:WG|IG)\b|#[a-z\d-]{1,60}-(?:wg|ig)\b/
const GROUP_PAGE = /\/community\/(?:working-groups|interest-groups)\/[a-z]/

/** Whether the SEP names a group in its preamble, links to a group's page, or mentions a group's channel. */
export function namesGroup({ sep, links }: Context): boolean {
  const field = fieldOf(sep, 'Working Group')
  if (field !== null && !/^(?:none|n\/a|tbd|\{|<|$)/i.test(field.value.trim())) return true
  return (
    sep.fields.some(({ value }) => GROUP_WORDS.test(value)) ||
    links.some(({ url }) => GROUP_PAGE.test(url)) ||
    GROUP_CHANNEL.test(sep.text)
  )
}

export function mentionsGroupAnywhere({ sep }: Context): boolean {
  return GROUP_WORDS.test(sep.text)
}

export function linksIn({ links }: Context, { content }: Section): readonly Link[] {
  return links.filter(({ range }) => content.from <= range.from && range.to <= content.to)
}

/**
 * Whether a section has a link or an address that may lead to code, or a reference such as `PR #12`. A relative link may lead to code
 * unless it leads to a Markdown page other than a README.
 */
export function linksToCode(context: Context, section: Section): boolean {
  const text = sectionText(context.sep, section)
  return (
    linksIn(context, section).some(({ url }) => isCodeAddress(url) || isPathToCode(url)) ||
    SHORT_REFERENCE.test(text) ||
    (text.match(BARE_URL) ?? []).some(isCodeAddress)
  )
}

function isPathToCode(url: string): boolean {
  return relativePath({ url }) !== null && (README.test(url) || !MARKDOWN_PAGE.test(url))
}

/** Whether an address may lead to code. Home pages and the MCP documentation do not count. */
function isCodeAddress(url: string): boolean {
  return /^https?:\/\/./i.test(url) && !DOCUMENTATION.test(url) && !isHomePage(url)
}

/** Whether an address is the front page of a host: `https://example.com` or `https://example.com/index.html`. */
export function isHomePage(url: string): boolean {
  return HOME_PAGE.test(url)
}

const BARE_URL = /https?:\/\/[^\s<>()[\]`"']{1,500}/gi
const DOCUMENTATION = /^https?:\/\/(?:www\.)?modelcontextprotocol\.io\b/i
const HOME_PAGE = /^https?:\/\/[\w.-]{1,200}(?::\d{1,5})?\/?(?:(?:index|home)\.html?)?(?:[?#].{0,500})?$/i
const README = /README\.md$/i
const MARKDOWN_PAGE = /\.mdx?(?:#|$)/
/** The number of words in "No implementation is needed: only the documentation changes." */
const MIN_WORDS_WITH_REASON = 8

/** Whether a section says, in enough words to give a reason, that the SEP needs no implementation. */
export function needsNoImplementation({ sep }: Context, section: Section): boolean {
  const text = sectionText(sep, section)
  return NO_IMPLEMENTATION_NEEDED.test(text) && wordCount(section.blocks) >= MIN_WORDS_WITH_REASON
}
