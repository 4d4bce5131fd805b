import { setHeading } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, type Rule, SINCE_SEP_FILES } from '../rule.ts'

export const numberAgrees: Rule = {
  id: 'SEP004',
  name: 'number-agrees',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  since: SINCE_SEP_FILES,
  summary: 'file name, heading and PR line have the same number',
  explanation: `A SEP has the number of its pull request. If the file name, the heading and the PR line differ, readers and tools end up at the wrong
one. Use the pull request's number in all three; --fix corrects the heading if the file name and the PR line agree.`,
  check: (context) => [...headingAgainstFile(context), ...pullRequestAgainstBoth(context)],
}

function headingAgainstFile({ sep, file, pullRequest }: Context): readonly Problem[] {
  const { heading } = sep
  const inFile = file?.number ?? null
  if (inFile === null || heading.number === null || heading.number === inFile) return []
  const agreed = pullRequest === null || pullRequest.number === inFile
  return [
    {
      at: heading.numberRange,
      message: `the heading says ${heading.number}, but the file name says ${inFile}`,
      fix: [agreed ? setHeading(sep, { number: inFile }) : null],
    },
  ]
}

function pullRequestAgainstBoth({ sep, file, pullRequest }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'PR')
  const number = file?.number ?? sep.heading.number
  const inField = pullRequest?.number ?? null
  if (field === null || number === null || inField === null || inField === number) return []
  const where = file?.number === number ? 'the file name' : 'the heading'
  return [
    {
      at: rangeOfValue(field),
      message: `PR says ${inField}, but ${where} says ${number}; a SEP has the number of its pull request`,
    },
  ]
}
