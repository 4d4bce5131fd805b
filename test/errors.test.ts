import { expect, test } from 'vitest'
import { report } from '../src/errors.ts'
import { GitHubFailure, type Reason } from '../src/github/failure.ts'

const about = 'example/protocol'
const EVERY_REASON: { readonly [K in Reason['kind']]: readonly [Reason<K>, exitCode: number, failure: string] } = {
  'missing-token': [{ kind: 'missing-token' }, 4, 'authentication'],
  'malformed-token': [{ kind: 'malformed-token', source: 'GH_TOKEN' }, 4, 'authentication'],
  'bad-credentials': [{ kind: 'bad-credentials' }, 4, 'authentication'],
  sso: [{ kind: 'sso', about, url: null }, 4, 'authentication'],
  'missing-scope': [{ kind: 'missing-scope', about, scopes: ['repo'] }, 4, 'authentication'],
  forbidden: [{ kind: 'forbidden', about }, 1, 'permission'],
  blocked: [{ kind: 'blocked', about }, 1, 'permission'],
  'not-found': [{ kind: 'not-found', about }, 1, 'GitHub'],
  renamed: [{ kind: 'renamed', about, to: 'example/new' }, 1, 'GitHub'],
  archived: [{ kind: 'archived', about }, 1, 'permission'],
  'issues-disabled': [{ kind: 'issues-disabled', about }, 1, 'permission'],
  'discussions-disabled': [{ kind: 'discussions-disabled', about }, 1, 'permission'],
  'primary-limit': [{ kind: 'primary-limit', resetAt: new Date(0) }, 1, 'rate limit'],
  'secondary-limit': [{ kind: 'secondary-limit', retryAfter: 60 }, 1, 'rate limit'],
  'submitted-too-quickly': [{ kind: 'submitted-too-quickly', about }, 1, 'rate limit'],
  validation: [{ kind: 'validation', about, messages: ["Title can't be blank"] }, 1, 'validation'],
  secret: [{ kind: 'secret' }, 1, 'validation'],
  unreachable: [{ kind: 'unreachable', code: 'ENOTFOUND', host: 'api.github.com' }, 1, 'network'],
  network: [{ kind: 'network', code: 'ECONNRESET' }, 1, 'network'],
  timeout: [{ kind: 'timeout', seconds: 20 }, 1, 'network'],
  gateway: [{ kind: 'gateway', status: 502 }, 1, 'GitHub'],
  'not-github': [{ kind: 'not-github' }, 1, 'GitHub'],
  partial: [{ kind: 'partial', about }, 1, 'GitHub'],
  unconfirmed: [{ kind: 'unconfirmed', after: { kind: 'network', code: 'EPIPE' } }, 1, 'GitHub'],
  incomplete: [
    {
      kind: 'incomplete',
      url: 'https://github.com/a/b/discussions/1',
      after: { kind: 'timeout', seconds: 20 },
    },
    1,
    'GitHub',
  ],
  unsupported: [{ kind: 'unsupported', operation: 'Target', messages: ['no such field'] }, 1, 'GitHub'],
}

test.each(Object.entries(EVERY_REASON))(
  '%s: one line that names its class, and an exit code',
  (_, [reason, code, failure]) => {
    const { exitCode, message } = report(new GitHubFailure(reason), false)
    expect(exitCode).toBe(code)
    expect(message).toMatch(new RegExp(`\\(${failure}\\)$`))
    expect(message).not.toMatch(/\n|undefined|\[object/)
  },
)
