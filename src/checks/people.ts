import type { Finding } from './finding.ts'
import { type CheckInput, publishedText } from './input.ts'
import { saysNothing } from './says-nothing.ts'

/** A matter about people is never public: https://modelcontextprotocol.io/community/communication#private-channels-exceptions */
export function people({ draft, lines, placement }: CheckInput): readonly Finding[] {
  const { answers, title, url } = placement.recommendation
  if (answers.sensitivity !== 'people' || saysNothing(publishedText(draft))) return []
  return [
    {
      check: 'people',
      severity: 'block',
      message: "this may be about a person or someone's behaviour; never post such a matter publicly",
      line: lines.title,
      fix: `${title}${url === null ? '' : `: ${url}`}. If it is not about anyone, rephrase it without naming people.`,
    },
  ]
}
