import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const finalNumber: Rule = {
  id: 'SEP062',
  name: 'final-number',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: '`--final`: it has its number',
  explanation: `A SEP that becomes Final has long had its pull request, and its number. Put it into the file name, the heading and the PR line. Only
looked at with --final.`,
  check({ facts, sep, file }) {
    if (!facts.final || sep.heading.number !== null || (file?.number ?? null) !== null) return []
    return [{ at: sep.heading.numberRange, message: 'Final needs a number; it is that of the pull request' }]
  },
}
