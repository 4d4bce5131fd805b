import type { Range } from '../../../text/positions.ts'
import type { Context } from '../context.ts'
import { runningText } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

const MENTION = /\bSEP[- ](\d{1,6})\b/g

export const sepKnown: Rule = {
  id: 'SEP037',
  name: 'sep-known',
  severity: 'warning',
  source: guidelines('what-is-a-sep'),
  summary: 'mentioned SEPs exist (with `--seps`) or are linked',
  explanation: `A SEP that is not in the folder is a typo, or still a pull request or an issue. In that case link it, so that readers can find it;
linked SEPs are not checked.`,
  check(context) {
    const { sep, facts } = context
    const known = facts.seps
    if (known === null) return []
    const own = [sep.heading.number, context.file?.number ?? null]
    const reported = new Set(numbersIn(context.links))
    return mentions(context).flatMap(({ number, at }) => {
      if (known.has(number) || own.includes(number) || reported.has(number)) return []
      reported.add(number)
      return [
        {
          at,
          message: `SEP-${number} doesn't exist in the folder of the SEPs; link its pull request or issue, or fix the number`,
        },
      ]
    })
  },
}

function mentions({ sep }: Context): readonly { readonly number: number; readonly at: Range }[] {
  return [...runningText(sep.tree.children)].flatMap(({ from, to }) =>
    [...sep.text.slice(from, to).matchAll(MENTION)].map(({ index, 0: whole, 1: number }) => ({
      number: Number(number),
      at: { from: from + index, to: from + index + whole.length },
    })),
  )
}

/** Any link with the number in it is enough. */
function numbersIn(links: Context['links']): readonly number[] {
  return links.flatMap(({ url }) => url.split(/[/#?-]/).map(Number))
}
