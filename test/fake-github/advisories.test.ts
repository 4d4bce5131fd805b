import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { AUTHORIZED } from '../support/graphql.ts'

type Repository = SeedInput['repositories'][string]

const ADVISORIES: Repository['advisories'] = [
  { summary: 'An old hole' },
  { summary: 'Reported by somebody', state: 'triage' },
]

function requesterFor(repository: Repository = {}, scopes: string[] | null = ['repo']) {
  const fake = createFakeGitHub({
    viewer: { login: 'newcomer', scopes },
    repositories: { 'a/b': { advisories: ADVISORIES, ...repository } },
  })
  return async (path: string, report?: object) => {
    const method = report === undefined ? {} : { method: 'POST', body: JSON.stringify(report) }
    const answer = await fake.fetch(`http://127.0.0.1/repos/a/b/${path}`, { headers: AUTHORIZED, ...method })
    return { status: answer.status, body: await answer.json() }
  }
}

const REPORT = { summary: 'A hole', description: 'How to get in', severity: 'high', cwe_ids: ['CWE-22'] }

test.each([
  ['a public repository', {}, true],
  ['a repository with private reports switched off', { privateReporting: false }, false],
  ['a private repository', { private: true }, false],
  ['an archived repository', { archived: true }, false],
] as const)('%s says whether it accepts private reports', async (_, repository, enabled) => {
  const request = requesterFor(repository)
  expect(await request('private-vulnerability-reporting')).toEqual({ status: 200, body: { enabled } })
  expect((await request('security-advisories/reports', REPORT)).status).toBe(enabled ? 201 : 403)
})

test.each([
  ['the advisories of its owner and the published ones', {}, ['repo'], ['A hole', 'An old hole']],
  ['only the published advisories', { advisoryAccess: 'published' }, null, ['An old hole']],
  [
    'all advisories, as an administrator',
    { permission: 'ADMIN' },
    ['repo'],
    ['A hole', 'An old hole', 'Reported by somebody'],
  ],
] as const)('a token sees %s', async (_, repository, scopes, summaries) => {
  const request = requesterFor(repository, scopes === null ? null : [...scopes])
  expect((await request('security-advisories/reports', REPORT)).status).toBe(201)
  const { body } = await request('security-advisories')
  expect(body).toMatchObject(summaries.map((summary) => ({ summary })))
})

test.each([
  ['forbidden', 403],
  ['not-found', 404],
] as const)('a token for which the list is %s gets the status %i', async (advisoryAccess, status) => {
  expect((await requesterFor({ advisoryAccess })('security-advisories')).status).toBe(status)
})

test.each([
  ['no summary', { description: 'How' }],
  ['an unknown severity', { ...REPORT, severity: 'terrible' }],
  ['a severity and a vector', { ...REPORT, cvss_vector_string: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  ['an unknown ecosystem', { ...REPORT, vulnerabilities: [{ package: { ecosystem: 'cargo', name: 'a' } }] }],
  ['a field that GitHub does not have', { ...REPORT, credits: [] }],
])('a report with %s is refused', async (_, report) => {
  expect((await requesterFor()('security-advisories/reports', report)).status).toBe(422)
})
