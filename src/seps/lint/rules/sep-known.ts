import type { Range } from '../../../text/positions.ts'
import type { Context } from '../context.ts'
import { runningText } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

const NAMED = /\bSEP[- ](\d{1,6})\b/g

export const sepKnown: Rule = {
  id: 'SEP037',
  name: 'sep-known',
  severity: 'warning',
  source: guidelines('what-is-a-sep'),
  summary: 'SEPs that are named are there (with `--seps`), or are linked',
  explanation: `A SEP that is not in the folder is a slip of the pen, or still a pull request or an issue. Link it then, so that readers find it; what is
linked is not looked up.`,
  check(context) {
    const { sep, facts } = context
    const known = facts.seps
    if (known === null) return []
    const own = [sep.heading.number, context.file?.number ?? null]
    const told = new Set(numbersIn(context.links))
    return mentions(context).flatMap(({ number, at }) => {
      if (known.has(number) || own.includes(number) || told.has(number)) return []
      told.add(number)
      return [{ at, message: `SEP-${number} is not among the SEPs; link its pull request, or mend the number` }]
    })
  },
}

function mentions({ sep }: Context): readonly { readonly number: number; readonly at: Range }[] {
  return [...runningText(sep.tree.children)].flatMap(({ from, to }) =>
    [...sep.text.slice(from, to).matchAll(NAMED)].map(({ index, 0: whole, 1: number }) => ({
      number: Number(number),
      at: { from: from + index, to: from + index + whole.length },
    })),
  )
}

/** An address with the number in it is enough, wherever it stands. */
function numbersIn(links: Context['links']): readonly number[] {
  return links.flatMap(({ url }) => url.split(/[/#?-]/).map(Number))
}
