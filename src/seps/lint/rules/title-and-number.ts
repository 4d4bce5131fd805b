import { setField, setHeading } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, PULL_REQUESTS, type Rule } from '../rule.ts'

export const numberPending: Rule = {
  id: 'SEP005',
  name: 'number-pending',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'no `0000` or `{NUMBER}` is left once the number is known',
  explanation: `0000 and {NUMBER} are placeholders until the pull request is open. Once the file name or the PR line has the number, use it in the
heading, the file name and the PR line; --fix writes it into the text.`,
  check: (context) => [...inHeading(context), ...inFileName(context), ...inPullRequest(context)],
}

/** The number in the file name or the PR line. */
function knownNumber({ file, pullRequest }: Context): number | null {
  return file?.number ?? pullRequest?.number ?? null
}

function inHeading(context: Context): readonly Problem[] {
  const { heading } = context.sep
  const number = knownNumber(context)
  if (heading.numberText === null || heading.number !== null || number === null) return []
  const message = `the heading still says ${heading.numberText}, but the number is ${number}`
  return [{ at: heading.numberRange, message, fix: [setHeading(context.sep, { number })] }]
}

function inFileName({ sep, file, pullRequest }: Context): readonly Problem[] {
  const number = pullRequest?.number ?? sep.heading.number
  if (file === null || file.number !== null || number === null) return []
  return [
    { at: null, message: `the file name still starts with ${file.numberText}; rename it to ${number}-${file.slug}.md` },
  ]
}

function inPullRequest({ sep, file, pullRequest }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'PR')
  if (field === null || pullRequest?.form !== 'placeholder') return []
  const number = pullRequest.number ?? file?.number ?? sep.heading.number
  if (number === null) return []
  const message = `PR still contains the placeholder; write ${PULL_REQUESTS}${number}`
  return [{ at: rangeOfValue(field), message, fix: [setField(sep, 'PR', `${PULL_REQUESTS}${number}`)] }]
}
