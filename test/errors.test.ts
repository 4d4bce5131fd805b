import { expect, test } from 'vitest'
import { Failure, toErrorReport } from '../src/errors.ts'
import { GitHubFailure } from '../src/github/failure.ts'
import type { Reason } from '../src/github/reasons.ts'

const about = 'example/protocol'
const EVERY_REASON: { readonly [K in Reason['kind']]: readonly [Reason<K>, exitCode: number, code: string] } = {
  'missing-token': [{ kind: 'missing-token' }, 4, 'authentication'],
  'malformed-token': [{ kind: 'malformed-token', source: 'GH_TOKEN' }, 4, 'authentication'],
  'bad-credentials': [{ kind: 'bad-credentials' }, 4, 'authentication'],
  sso: [{ kind: 'sso', about, url: null }, 4, 'authentication'],
  'missing-scope': [{ kind: 'missing-scope', about, scopes: ['repo'] }, 4, 'authentication'],
  forbidden: [{ kind: 'forbidden', about }, 1, 'permission'],
  blocked: [{ kind: 'blocked', about }, 1, 'permission'],
  'not-found': [{ kind: 'not-found', about }, 1, 'github'],
  renamed: [{ kind: 'renamed', about, to: 'example/new' }, 1, 'github'],
  archived: [{ kind: 'archived', about }, 1, 'permission'],
  'issues-disabled': [{ kind: 'issues-disabled', about }, 1, 'permission'],
  'discussions-disabled': [{ kind: 'discussions-disabled', about }, 1, 'permission'],
  'primary-limit': [{ kind: 'primary-limit', resetAt: new Date(0) }, 1, 'rate-limit'],
  'secondary-limit': [{ kind: 'secondary-limit', retryAfter: 60 }, 1, 'rate-limit'],
  'submitted-too-quickly': [{ kind: 'submitted-too-quickly', about }, 1, 'rate-limit'],
  validation: [{ kind: 'validation', about, messages: ["Title can't be blank"] }, 1, 'validation'],
  secret: [{ kind: 'secret' }, 1, 'validation'],
  unreachable: [{ kind: 'unreachable', code: 'ENOTFOUND', host: 'api.github.com' }, 1, 'network'],
  network: [{ kind: 'network', code: 'ECONNRESET' }, 1, 'network'],
  timeout: [{ kind: 'timeout', seconds: 20 }, 1, 'network'],
  gateway: [{ kind: 'gateway', status: 502 }, 1, 'github'],
  'not-github': [{ kind: 'not-github' }, 1, 'github'],
  partial: [{ kind: 'partial', about }, 1, 'github'],
  unconfirmed: [{ kind: 'unconfirmed', after: { kind: 'network', code: 'EPIPE' } }, 1, 'github'],
  incomplete: [
    {
      kind: 'incomplete',
      url: 'https://github.com/a/b/discussions/1',
      after: { kind: 'timeout', seconds: 20 },
    },
    1,
    'github',
  ],
  unsupported: [{ kind: 'unsupported', operation: 'Target', messages: ['no such field'] }, 1, 'github'],
}

test.each(Object.entries(EVERY_REASON))(
  '%s is reported on one line, with a hint, a code and a reason',
  (_, [reason, exit, code]) => {
    const { message, ...reported } = toErrorReport(new GitHubFailure(reason))
    expect(reported).toMatchObject({ exitCode: exit, code, reason: reason.kind })
    expect(reported.hint).not.toBeNull()
    expect(message).not.toMatch(
      /\n|undefined|\[object|\((validation|file|authentication|permission|rate limit|network|GitHub)\)/,
    )
  },
)

test.each([
  ['file not found', undefined, 'file not found'],
  ['a.md: file not found', 'name another file', 'a.md: file not found; name another file'],
  ['not signed in', 'run gh auth login', 'not signed in: run gh auth login'],
  ['it was changed', 'Run it again', 'it was changed. Run it again'],
  ['Nothing was sent.', 'Run it again', 'Nothing was sent. Run it again'],
  ['missing:\n  --title', 'Or say it in words', 'missing:\n  --title\nOr say it in words'],
])('what happened and what to do are joined in one message: %s', (what, hint, message) => {
  const failure = new Failure('file', what, hint === undefined ? {} : { hint })
  expect(failure.message).toBe(message)
  expect(toErrorReport(failure)).toEqual({ exitCode: 1, code: 'file', reason: null, what, hint: hint ?? null, message })
})

test('an error that is a bug is reported as unexpected', () => {
  expect(toErrorReport(new TypeError('x is not a function'))).toMatchObject({ exitCode: 1, code: 'unexpected' })
})
