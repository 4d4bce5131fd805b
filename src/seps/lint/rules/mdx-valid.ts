import { rangeOf } from '../../../text/positions.ts'
import { quote } from '../../../text/quote.ts'
import { bodyStart } from '../../site.ts'
import type { Context } from '../context.ts'
import { isGuidance } from '../prose.ts'
import type { Rule } from '../rule.ts'

export const mdxValid: Rule = {
  id: 'SEP029',
  name: 'mdx-valid',
  severity: 'error',
  source: 'https://mdxjs.com/docs/what-is-mdx/#mdx-syntax',
  summary: 'the body is MDX, which the page of the site is written in',
  explanation: `The site puts the text into an MDX page, where { begins JavaScript and < begins a tag. "<!-- comment -->", "<https://…>", "<mail@…>", an unclosed
<br> and "{ a b }" outside of code therefore break the page. Put code into backticks, write \\{ and \\<, <br /> and [text](https://…).`,
  check({ sep, facts }) {
    if (facts.findMdxFault === null) return []
    const start = bodyStart(sep) ?? 0
    const fault = facts.findMdxFault(withoutGuidance(sep).slice(start))
    if (fault === null) return []
    const from = Math.min(start + fault.offset, sep.text.length)
    return [
      {
        at: { from, to: from + 1 },
        message: `the page cannot be built, because this is not MDX: ${quote(fault.reason, 200)}`,
      },
    ]
  },
}

/** Another rule reports guidance that is left, and every position stays. */
function withoutGuidance({ tree, text }: Context['sep']): string {
  const pieces: string[] = []
  let at = 0
  for (const { from, to } of tree.children.filter(isGuidance).map(rangeOf)) {
    pieces.push(text.slice(at, from), ' '.repeat(to - from))
    at = to
  }
  return pieces.join('') + text.slice(at)
}
