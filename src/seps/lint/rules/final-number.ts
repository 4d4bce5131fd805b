import { guidelines, type Rule } from '../rule.ts'

export const finalNumber: Rule = {
  id: 'SEP062',
  name: 'final-number',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: '`--final`: the SEP has a number',
  explanation: `By the time a SEP becomes Final, it has a pull request and therefore a number. Put it into the file name, the heading and the PR line.
Only checked with --final.`,
  check({ facts, sep, file }) {
    if (!facts.final || sep.heading.number !== null || (file?.number ?? null) !== null) return []
    return [{ at: sep.heading.numberRange, message: 'Final requires a number; use the number of the pull request' }]
  },
}
