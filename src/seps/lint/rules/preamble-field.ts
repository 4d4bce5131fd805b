import { setField } from '../../edit.ts'
import { fieldOf } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { guidelines, PULL_REQUESTS, type Rule, SINCE_SEP_FILES } from '../rule.ts'

/** The fields that came with pull requests are required only since then. */
const FIELDS: readonly { readonly key: string; readonly since?: string }[] = [
  { key: 'Status' },
  { key: 'Type' },
  { key: 'Created' },
  { key: 'Author(s)' },
  { key: 'Sponsor', since: SINCE_SEP_FILES },
  { key: 'PR', since: SINCE_SEP_FILES },
]

export const preambleField: Rule = {
  id: 'SEP010',
  name: 'preamble-field',
  severity: 'error',
  source: guidelines('1-preamble'),
  summary: 'the preamble has Status, Type, Created, Author(s), Sponsor and PR',
  explanation: `The list under the heading tells people and tools what kind of SEP this is, who is behind it and where it is discussed. Each field
is a line like "- **Type**: Process". Sponsor may be "None", and PR may end in {NUMBER} until the pull request is open. --fix adds
the PR line if the file name has the number.`,
  check: (context) =>
    FIELDS.filter(({ key }) => fieldOf(context.sep, key) === null).map(({ key, since }) => ({
      at: null,
      message: `the preamble has no ${key}`,
      fix: key === 'PR' && !context.sep.heading.isMissing ? pullRequestLine(context) : [],
      ...(since === undefined ? {} : { since }),
    })),
}

function pullRequestLine({ sep, file }: Context) {
  if (file === null || file.number === null) return []
  return [setField(sep, 'PR', `${PULL_REQUESTS}${file.number}`)]
}
