import { setField } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import type { Rule } from '../rule.ts'
import { PULL_REQUESTS, SINCE_FILES, TEMPLATE } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const prLink: Rule = {
  id: 'SEP019',
  name: 'pr-link',
  severity: 'warning',
  source: TEMPLATE,
  since: SINCE_FILES,
  summary: 'PR is the whole address of a pull request of the specification repository',
  explanation: `A whole address is a link wherever the file is read; "#123" is one only on GitHub, and the repository's former name
"specification" only works because GitHub redirects it. --fix writes the address.`,
  check(context) {
    const field = fieldOf(context.sep, 'PR')
    if (field === null || isTemplateValue(field.value) || isRight(field.value)) return []
    // A placeholder is another rule's, and what it stands for is not known yet.
    if (context.pullRequest?.form === 'placeholder') return []
    const message = `write PR as ${PULL_REQUESTS}${context.pullRequest?.number ?? '{NUMBER}'}`
    return [{ at: rangeOfValue(field), message, fix: mended(context) }]
  },
}

function isRight(value: string): boolean {
  return value.startsWith(PULL_REQUESTS) && /^\d+$/.test(value.slice(PULL_REQUESTS.length))
}

/** Only where the pull request is sure to be one of that repository. */
function mended({ sep, pullRequest }: Context) {
  const { number = null, repo = null } = pullRequest ?? {}
  const isThere = repo === null || /^modelcontextprotocol\/(?:specification|modelcontextprotocol)$/i.test(repo)
  return [number !== null && isThere ? setField(sep, 'PR', `${PULL_REQUESTS}${number}`) : null]
}
