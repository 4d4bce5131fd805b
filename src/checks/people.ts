import type { Finding } from './finding.ts'
import { type CheckInput, publishedText } from './input.ts'
import { saysNothing } from './says-nothing.ts'

/** A matter of people is never public: https://modelcontextprotocol.io/community/communication#private-channels-exceptions */
export function people({ draft, lines, placement }: CheckInput): readonly Finding[] {
  const { answers, title, url } = placement.recommendation
  if (answers.sensitivity !== 'people' || saysNothing(publishedText(draft))) return []
  return [
    {
      check: 'people',
      severity: 'block',
      message: 'this reads as if it were about a person or somebody’s behaviour; such matters are not posted',
      line: lines.title,
      fix: `${title}${url === null ? '' : `: ${url}`}. If nobody is meant, say it without naming anyone.`,
    },
  ]
}
