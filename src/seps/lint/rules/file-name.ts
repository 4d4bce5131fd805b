import { guidelines, type Rule } from '../rule.ts'

export const fileName: Rule = {
  id: 'SEP002',
  name: 'file-name',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'the file name is `NUMBER-short-title.md`, or `0000-short-title.md` without a number',
  explanation: `The site finds a SEP by its file name, and ignores other files. Start with 0000; once the pull request is open, rename the file to its
number.`,
  check({ facts, file }) {
    const { fileName: name } = facts
    if (name === null || file !== null) return []
    return [{ at: null, message: `"${name}" isn't a valid file name for a SEP; rename it to 0000-short-title.md` }]
  },
}
