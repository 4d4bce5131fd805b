import type { Definition } from 'mdast'
import { type Range, rangeOf, walkNodes } from '../../../text/markdown-tree.ts'
import { excerpt } from '../../../text/quote.ts'
import { isAddress, isFootnote, relativePath } from '../../sections.ts'
import type { Context } from '../context.ts'
import { runningText } from '../prose.ts'
import { guidelines, type Problem, type Rule } from '../rule.ts'

export const linkDefinition: Rule = {
  id: 'SEP039',
  name: 'link-definition',
  severity: 'error',
  source: 'https://spec.commonmark.org/0.31.2/#link-reference-definitions',
  summary: 'a line that begins with `[text]:` gives an address, and no other line gives the same text another address',
  explanation: `Markdown reads "[SEP-1234]: Extensions" as the address of a link, even at the start of a list item. The line vanishes from the page, and every
[SEP-1234] in the text leads to "Extensions". Of two definitions of the same name only the first counts. Write the colon outside of a
definition, for example "**SEP-1234**: …" or "[SEP-1234](https://…): …".`,
  check({ sep }) {
    const seen = new Map<string, Definition>()
    return [...walkNodes(sep.tree)].flatMap((node) => {
      if (node.type !== 'definition' || isFootnote(node)) return []
      const first = seen.get(node.identifier)
      if (first === undefined) seen.set(node.identifier, node)
      return definitionProblems(node, first, sep)
    })
  },
}

function definitionProblems(
  node: Definition,
  first: Definition | undefined,
  { positions }: Context['sep'],
): readonly Problem[] {
  const range = rangeOf(node)
  const name = excerpt(node.label ?? node.identifier)
  if (!isAddress(node.url))
    return [
      {
        range,
        message: `this line is not shown: it makes every [${name}] a link to "${excerpt(node.url)}"; write it without "]:"`,
      },
    ]
  if (first === undefined || first.url === node.url) return []
  const { line } = positions.at(rangeOf(first).from)
  return [
    {
      range,
      message: `line ${line} already defines [${name}] with another address, so this one is ignored; give it another name`,
    },
  ]
}

export const deadLink: Rule = {
  id: 'SEP036',
  name: 'dead-link',
  severity: 'error',
  source: guidelines('what-is-a-sep'),
  summary: 'relative links lead to existing files',
  explanation: `A SEP is a record that people read for years. Relative paths start at the SEP's own folder. Links to the web are not checked.`,
  check: ({ facts, links }) => {
    const { existingPaths } = facts
    if (existingPaths === null) return []
    return links.flatMap((link) => {
      const path = relativePath(link)
      if (path === null || existingPaths.has(path)) return []
      return [{ range: link.range, message: `${excerpt(path)} doesn't exist; fix the link, or use the full URL` }]
    })
  },
}

const MENTION = /\bSEP[- ](\d{1,6})\b/g

export const sepKnown: Rule = {
  id: 'SEP037',
  name: 'sep-known',
  severity: 'warning',
  source: guidelines('what-is-a-sep'),
  summary: 'mentioned SEPs exist (with `--seps`) or are linked',
  explanation: `A SEP that is not in the folder is a typo, or still a pull request or an issue. Link the pull request or the issue, so that readers can
find it; linked SEPs are not checked.`,
  check(context) {
    const { sep, facts } = context
    const { sepNumbers } = facts
    if (sepNumbers === null) return []
    const ownNumbers = [sep.heading.number, context.file?.number ?? null]
    const linkedOrReported = new Set(numbersIn(context.links))
    return mentionsIn(context).flatMap(({ number, range }) => {
      if (sepNumbers.has(number) || ownNumbers.includes(number) || linkedOrReported.has(number)) return []
      linkedOrReported.add(number)
      return [
        {
          range,
          message: `SEP-${number} isn't in the SEP folder; link its pull request or issue, or fix the number`,
        },
      ]
    })
  },
}

function mentionsIn({ sep }: Context): readonly { readonly number: number; readonly range: Range }[] {
  return [...runningText(sep.tree.children)].flatMap(({ from, to }) =>
    [...sep.text.slice(from, to).matchAll(MENTION)].map(({ index, 0: whole, 1: number }) => ({
      number: Number(number),
      range: { from: from + index, to: from + index + whole.length },
    })),
  )
}

/** Any link with the number of a SEP in its address counts as a link to that SEP. */
function numbersIn(links: Context['links']): readonly number[] {
  return links.flatMap(({ url }) => url.split(/[/#?-]/).map(Number))
}
