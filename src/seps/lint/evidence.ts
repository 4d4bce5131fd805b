import type { Link } from '../links.ts'
import { fieldOf } from '../preamble.ts'
import type { Section, Sep } from '../sep.ts'
import type { Context } from './context.ts'
import { wordCount } from './prose.ts'

/** The official SDKs' repositories, and forks of them: https://modelcontextprotocol.io/docs/sdk */
const SDK =
  /^https:\/\/github\.com\/[\w.-]{1,100}\/(?:typescript|python|java|kotlin|csharp|go|php|ruby|rust|swift)-sdk(?:[/#?]|$)/
/** `owner/name#12`, which GitHub turns into a link. */
const SHORT_REFERENCE = /(?:^|[\s([])[\w.-]{1,100}\/[\w.-]{1,100}#\d{1,9}\b/

export function isSdkLink({ url }: Link): boolean {
  return SDK.test(url)
}

const NONE_NEEDED =
  /\bno (?:reference |prototype )?implementation is (?:needed|required|necessary)\b|\bnot applicable\b/i

/** `Agents Working Group`, `Auth IG` or the channel `#auth-ig`. */
const GROUP_WORDS =
  /\b[A-Z][\w-]{1,40}[ \t]+(?:Working|Interest)[ \t]+Groups?\b|\b[\w-]{2,40}[ \t]+(?:WG|IG)\b|#[a-z\d-]{1,60}-(?:wg|ig)\b/
const GROUP_PAGE = /\/community\/(?:working-groups|interest-groups)\/[a-z]/

/** Does the SEP name a group in its preamble, link the group's page, or mention its channel? */
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

/** Does a section link anything on the web except the documentation? */
export function linksCode(context: Context, section: Section): boolean {
  const isCode = ({ url }: Link) =>
    /^https?:\/\//.test(url) && !/^https?:\/\/(?:www\.)?modelcontextprotocol\.io\b/.test(url)
  return linksIn(context, section).some(isCode) || SHORT_REFERENCE.test(textOf(context.sep, section))
}

/** Does it say that no implementation is required, and why? */
export function explainsAbsence({ sep }: Context, section: Section): boolean {
  const text = textOf(sep, section)
  return NONE_NEEDED.test(text) && wordCount(section.blocks) >= 8
}

export function textOf({ text }: Sep, { content }: Section): string {
  return text.slice(content.from, content.to)
}
