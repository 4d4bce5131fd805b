import { setField } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { isTemplateValue } from '../prose.ts'
import { PULL_REQUESTS, type Rule, SINCE_SEP_FILES, TEMPLATE } from '../rule.ts'

export const prLink: Rule = {
  id: 'SEP019',
  name: 'pr-link',
  severity: 'warning',
  source: TEMPLATE,
  since: SINCE_SEP_FILES,
  summary: 'PR is the full URL of a pull request in the specification repository',
  explanation: `GitHub makes no link of "#123" in a file, and the repository's former name "specification" works only because GitHub redirects it. A link
with the full URL is fine, and so is any text while there is no number yet. --fix writes the URL.`,
  check(context) {
    const field = fieldOf(context.sep, 'PR')
    if (field === null || isTemplateValue(field.value) || hasFullUrl(field.value)) return []
    // Another rule reports placeholders.
    if (context.pullRequest?.form === 'placeholder') return []
    const number = context.pullRequest?.number ?? context.file?.number ?? context.sep.heading.number
    // Before the pull request, there is nothing to write.
    if (number === null) return []
    return [{ at: rangeOfValue(field), message: `write PR as ${PULL_REQUESTS}${number}`, fix: writeFullUrl(context) }]
  },
}

/** Also as `[#123](https://…)`. */
function hasFullUrl(value: string): boolean {
  const at = value.indexOf(PULL_REQUESTS)
  return at >= 0 && /^\d/.test(value.slice(at + PULL_REQUESTS.length))
}

/** Only if the pull request is certain to be in that repository. */
function writeFullUrl({ sep, pullRequest }: Context) {
  const { number = null, repo = null } = pullRequest ?? {}
  const isOurs = repo === null || /^modelcontextprotocol\/(?:specification|modelcontextprotocol)$/i.test(repo)
  return [number !== null && isOurs ? setField(sep, 'PR', `${PULL_REQUESTS}${number}`) : null]
}
