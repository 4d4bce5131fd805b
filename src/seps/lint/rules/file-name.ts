import { excerpt } from '../../../text/quote.ts'
import { sepFileName } from '../../names.ts'
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
    return [
      {
        at: null,
        message: `"${excerpt(name)}" isn't a valid file name for a SEP, so the site ignores it; rename it to ${wantedName(name)}`,
      },
    ]
  },
}

/** `sep-1234-title.md` to `1234-title.md`. */
function wantedName(name: string): string {
  const [, number, title = ''] = /^(?:sep)?[-_ #]{0,3}(\d{1,9})?[-_ ]{0,3}(.*?)(?:\.[a-z]{1,10})?$/i.exec(name) ?? []
  return title === '' ? '0000-short-title.md' : sepFileName(number === undefined ? null : Number(number) || null, title)
}
