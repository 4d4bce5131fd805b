import { createFenceTracker, replaceCodeSpans } from './lines.ts'

/**
 * `@ada`, `_@ada_`, and the team `@org/team`. Does not match email addresses, parts of web addresses, or parts of longer words.
 * Every repetition is bounded, so that matching takes linear time.
 */
const MENTION =
  /(?<![a-z0-9]_{0,3}|[/@])@(?<name>[a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,8})?(?:\/[a-z0-9][a-z0-9_-]{0,99}(?<!_))?)(?!_{0,3}[a-z0-9/@-]|\.[a-z0-9_])/gi

/**
 * The logins and teams (`org/team`) that a Markdown text could notify, each once, in its first spelling. Includes a package
 * such as `@types/node` outside of code, because GitHub notifies the team of that name if it exists.
 */
export function mentionsIn(text: string): readonly string[] {
  const names = new Map<string, string>()
  for (const paragraph of paragraphsOf(text))
    for (const { groups } of replaceCodeSpans(paragraph, ' ').matchAll(MENTION)) {
      const name = groups?.['name'] ?? ''
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
    }
  return [...names.values()]
}

/** The paragraphs of a text, without its fenced code, even in quotations and list items. A code span never continues after an empty line. */
function* paragraphsOf(text: string): Generator<string> {
  const isFenced = createFenceTracker('nested')
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
