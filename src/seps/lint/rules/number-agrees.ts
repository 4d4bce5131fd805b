import { setHeading } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import type { Found, Rule } from '../rule.ts'
import { guidelines, SINCE_FILES } from '../sources.ts'

export const numberAgrees: Rule = {
  id: 'SEP004',
  name: 'number-agrees',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  since: SINCE_FILES,
  summary: 'file name, heading and PR line say the same number',
  explanation: `A SEP's number is that of its pull request. Where file, heading and PR line differ, readers and tools find the wrong one. Give all
of them the pull request's number; --fix gives the heading the number on which file and PR line agree.`,
  check: (context) => [...headingAgainstFile(context), ...pullRequestAgainstBoth(context)],
}

function headingAgainstFile({ sep, file, pullRequest }: Context): readonly Found[] {
  const { heading } = sep
  const inFile = file?.number ?? null
  if (inFile === null || heading.number === null || heading.number === inFile) return []
  const agreed = pullRequest === null || pullRequest.number === inFile
  return [
    {
      at: heading.numberRange,
      message: `the heading says ${heading.number}, the file name ${inFile}`,
      fix: [agreed ? setHeading(sep, { number: inFile }) : null],
    },
  ]
}

function pullRequestAgainstBoth({ sep, file, pullRequest }: Context): readonly Found[] {
  const field = fieldOf(sep, 'PR')
  const number = file?.number ?? sep.heading.number
  const inField = pullRequest?.number ?? null
  if (field === null || number === null || inField === null || inField === number) return []
  const where = file?.number === number ? 'the file name' : 'the heading'
  return [
    { at: rangeOfValue(field), message: `PR says ${inField}, ${where} ${number}; a SEP has its pull request's number` },
  ]
}
