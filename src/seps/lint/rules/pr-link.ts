import { setField } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { isTemplateValue } from '../prose.ts'
import { PULL_REQUESTS, type Rule, SINCE_FILES, TEMPLATE } from '../rule.ts'

export const prLink: Rule = {
  id: 'SEP019',
  name: 'pr-link',
  severity: 'warning',
  source: TEMPLATE,
  since: SINCE_FILES,
  summary: 'PR is the full URL of a pull request in the specification repository',
  explanation: `A full URL works wherever the file is read, but "#123" only on GitHub, and the repository's former name "specification" only
because GitHub redirects it. --fix writes the URL.`,
  check(context) {
    const field = fieldOf(context.sep, 'PR')
    if (field === null || isTemplateValue(field.value) || isFullUrl(field.value)) return []
    // Another rule reports placeholders.
    if (context.pullRequest?.form === 'placeholder') return []
    const message = `write PR as ${PULL_REQUESTS}${context.pullRequest?.number ?? '{NUMBER}'}`
    return [{ at: rangeOfValue(field), message, fix: writeFullUrl(context) }]
  },
}

function isFullUrl(value: string): boolean {
  return value.startsWith(PULL_REQUESTS) && /^\d+$/.test(value.slice(PULL_REQUESTS.length))
}

/** Only if the pull request is certain to be in that repository. */
function writeFullUrl({ sep, pullRequest }: Context) {
  const { number = null, repo = null } = pullRequest ?? {}
  const isOurs = repo === null || /^modelcontextprotocol\/(?:specification|modelcontextprotocol)$/i.test(repo)
  return [number !== null && isOurs ? setField(sep, 'PR', `${PULL_REQUESTS}${number}`) : null]
}
