import { replaceCodeSpans, trackFences } from '../../text/markdown-lines.ts'

/**
 * A login, or a team of an organization. No address of mail, no part of a web address, no word that goes on; emphasis may
 * stand around it. Every repetition has its bound, so that no text takes long.
 */
const MENTION =
  /(?<![a-z0-9]_{0,3}|[/@])@(?<name>[a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,8})?(?:\/[a-z0-9][a-z0-9_-]{0,99}(?<!_))?)(?!_{0,3}[a-z0-9/@-]|\.[a-z0-9_])/gi

/**
 * Whom a Markdown text would notify: logins, and teams as `org/team`, each once and as it is first spelled. A package such as
 * `@types/node` outside of code reads as a team, and notifies it where there is one.
 */
export function mentionsIn(text: string): readonly string[] {
  if (!text.includes('@')) return []
  const names = new Map<string, string>()
  for (const paragraph of paragraphsOf(text))
    for (const { groups } of replaceCodeSpans(paragraph, ' ').matchAll(MENTION)) {
      const name = groups?.['name'] ?? ''
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
    }
  return [...names.values()]
}

/** What is read together, without fenced code: a span of code does not go on after an empty line. */
function* paragraphsOf(text: string): Generator<string> {
  const isFenced = trackFences('nested')
  let lines: string[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!isFenced(line) && line.trim() !== '') lines.push(line)
    else if (lines.length > 0) {
      yield lines.join('\n')
      lines = []
    }
  }
  yield lines.join('\n')
}
