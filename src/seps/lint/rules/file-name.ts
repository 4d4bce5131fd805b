import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const fileName: Rule = {
  id: 'SEP002',
  name: 'file-name',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'the file is called `NUMBER-short-title.md`, or `0000-short-title.md` before it has a number',
  explanation: `The site finds a SEP by its file name, and passes over any other. Begin with 0000; when the pull request is open, rename the file
to its number.`,
  check({ facts, file }) {
    const { fileName: name } = facts
    if (name === null || file !== null) return []
    return [{ at: null, message: `"${name}" is no name for a SEP; call it 0000-short-title.md` }]
  },
}
