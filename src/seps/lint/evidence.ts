import type { Link } from '../links.ts'
import { fieldOf } from '../preamble.ts'
import type { Section, Sep } from '../sep.ts'
import type { Context } from './context.ts'
import { wordCount } from './prose.ts'

/** The official SDKs' repositories, and forks of them: https://modelcontextprotocol.io/docs/sdk */
const SDK =
  /^https:\/\/github\.com\/[\w.-]{1,100}\/(?:typescript|python|java|kotlin|csharp|go|php|ruby|rust|swift)-sdk(?:[/#?]|$)/
/** `owner/name#12`, which GitHub makes a link of. */
const SHORT = /(?:^|[\s([])[\w.-]{1,100}\/[\w.-]{1,100}#\d{1,9}\b/

export function isSdkLink({ url }: Link): boolean {
  return SDK.test(url)
}

const NONE_NEEDED =
  /\bno (?:reference |prototype )?implementation is (?:needed|required|necessary)\b|\bnot applicable\b/i

/** A name of a group in words, its page, or its channel: `Agents Working Group`, `#auth-ig`. */
const GROUP_WORDS =
  /\b[A-Z][\w-]{1,40}[ \t]+(?:Working|Interest)[ \t]+Groups?\b|\b[\w-]{2,40}[ \t]+(?:WG|IG)\b|#[a-z\d-]{1,60}-(?:wg|ig)\b/
const GROUP_PAGE = /\/community\/(?:working-groups|interest-groups)\/[a-z]/

/** Is a group named where a SEP says who is behind it: in its preamble, by a link to its page, or by its channel? */
export function namesGroup({ sep, links }: Context): boolean {
  const field = fieldOf(sep, 'Working Group')
  if (field !== null && !/^(?:none|n\/a|tbd|\{|<|$)/i.test(field.value.trim())) return true
  return (
    sep.fields.some(({ value }) => GROUP_WORDS.test(value)) ||
    links.some(({ url }) => GROUP_PAGE.test(url)) ||
    /#[a-z\d-]{1,60}-(?:wg|ig)\b/.test(sep.text)
  )
}

export function linksIn({ links }: Context, { content }: Section): readonly Link[] {
  return links.filter(({ range }) => content.from <= range.from && range.to <= content.to)
}

/** Does a section lead to something on the web that is more than a page of the documentation? */
export function leadsToCode(context: Context, section: Section): boolean {
  const isCode = ({ url }: Link) =>
    /^https?:\/\//.test(url) && !/^https?:\/\/(?:www\.)?modelcontextprotocol\.io\b/.test(url)
  return linksIn(context, section).some(isCode) || SHORT.test(textOf(context.sep, section))
}

/** "No reference implementation is required", and why. */
export function saysNoneIsNeeded({ sep }: Context, section: Section): boolean {
  const text = textOf(sep, section)
  return NONE_NEEDED.test(text) && wordCount(section.blocks) >= 8
}

export function textOf({ text }: Sep, { content }: Section): string {
  return text.slice(content.from, content.to)
}
