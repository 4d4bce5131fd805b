import { excerpt } from '../../../text/quote.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, type Rule } from '../rule.ts'

export const oneSep: Rule = {
  id: 'SEP045',
  name: 'one-sep',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'one SEP in one file and, with `--changed-since`, in one pull request',
  explanation: `A SEP has the number of its pull request, so two SEPs in one pull request would have the same number, and two in one file are one page.
Give each its own file and its own pull request. With --changed-since, the SEPs that are new since that revision are counted.`,
  check: (context) => [...furtherHeadings(context), ...newFiles(context)],
}

function furtherHeadings({ sep }: Context): readonly Problem[] {
  return sep.otherHeadings.map(({ range }) => ({
    at: range,
    message: 'a second SEP starts here; put each SEP into its own file',
  }))
}

function newFiles({ facts }: Context): readonly Problem[] {
  const { fileName, newSeps } = facts
  if (newSeps === null || fileName === null || !newSeps.includes(fileName)) return []
  const others = newSeps.filter((name) => name !== fileName)
  if (others.length === 0) return []
  return [
    { at: null, message: `${excerpt(others.join(', '))} is new, too; open a pull request of its own for each SEP` },
  ]
}
