import type { Definition } from 'mdast'
import { everyNode } from '../../../text/markdown-tree.ts'
import { rangeOf } from '../../../text/positions.ts'
import { excerpt } from '../../../text/quote.ts'
import { isAddress, isFootnote } from '../../sections.ts'
import type { Context } from '../context.ts'
import type { Problem, Rule } from '../rule.ts'

export const linkDefinition: Rule = {
  id: 'SEP039',
  name: 'link-definition',
  severity: 'error',
  source: 'https://spec.commonmark.org/0.31.2/#link-reference-definitions',
  summary: 'a line that begins with `[text]:` defines a link, once, and leads somewhere',
  explanation: `Markdown reads "[SEP-1234]: Extensions" as the address of a link, even at the start of a list item. The line vanishes from the page, and every
[SEP-1234] in the text leads to "Extensions". Of two definitions of the same name only the first counts. Write the colon outside of a
definition, for example "**SEP-1234**: …" or "[SEP-1234](https://…): …".`,
  check({ sep }) {
    const seen = new Map<string, Definition>()
    return [...everyNode(sep.tree)].flatMap((node) => {
      if (node.type !== 'definition' || isFootnote(node)) return []
      const first = seen.get(node.identifier)
      if (first === undefined) seen.set(node.identifier, node)
      return problemsIn(node, first, sep)
    })
  },
}

function problemsIn(
  node: Definition,
  first: Definition | undefined,
  { positions }: Context['sep'],
): readonly Problem[] {
  const at = rangeOf(node)
  const name = excerpt(node.label ?? node.identifier)
  if (!isAddress(node.url))
    return [
      {
        at,
        message: `this line is not shown: it makes every [${name}] a link to "${excerpt(node.url)}"; write it without "]:"`,
      },
    ]
  if (first === undefined || first.url === node.url) return []
  const { line } = positions.at(rangeOf(first).from)
  return [
    {
      at,
      message: `[${name}] already leads to another address since line ${line}, so this one is ignored; give it another name`,
    },
  ]
}
