import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'
import { BUG_FORM } from '../../../support/posting.ts'

const DEFAULTS = `defaults: { repo: ${REPO}, body: The client has to follow the next version of the specification. }`
const APPLY = 'p.yaml --apply --yes'

test('discussions get their category and their labels', async () => {
  const plan = `${DEFAULTS}
rows:
  - { kind: discussion, title: What comes next?, category: Ideas, labels: [bug, docs] }
  - { kind: discussion, title: How do you follow it?, category: ideas }
`
  const { run, posts, mutations } = setUpBulk({ files: { 'p.yaml': plan } })
  const outcome = await run(`${APPLY} --json`)
  expect(outcome.exitCode).toBe(0)
  expect(posts()).toMatchObject([
    { type: 'Discussion', category: 'ideas', labels: ['bug', 'docs'] },
    { type: 'Discussion', category: 'ideas', labels: [] },
  ])
  expect(linesOf(outcome)[0]).toMatchObject({ kind: 'discussion', labels: { applied: ['bug', 'docs'], dropped: [] } })
  expect(mutations()).toEqual(['CreateDiscussion', 'AddLabels', 'CreateDiscussion'])
})

test('issues get the labels, the assignee, the milestone and the project of their row', async () => {
  const plan = `${DEFAULTS}
rows: [{ title: Show the icons, labels: bug, assignees: maintainer, milestone: next, project: Roadmap }]
`
  const viewer = { login: 'newcomer', scopes: ['repo', 'project'] }
  const { fake, run, posts } = setUpBulk({ files: { 'p.yaml': plan }, viewer })
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(posts()).toMatchObject([{ labels: ['bug'], assignees: ['maintainer'], milestone: 'next' }])
  expect(fake.state().repositories[REPO]?.projects).toEqual({ Roadmap: [1] })
})

test('if the person may not set labels, a message names those that GitHub dropped', async () => {
  const plan = `${DEFAULTS}\nrows: [{ title: Show the icons, labels: bug }]\n`
  const repositories = { [REPO]: { permission: 'READ' as const, labels: ['bug'] } }
  const { run, posts } = setUpBulk({ files: { 'p.yaml': plan }, repositories })
  expect((await run('p.yaml')).stdout.replaceAll(/\s+/g, ' ')).toContain('GitHub will drop them')
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode).toBe(0)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('exists, but without the label bug, which GitHub dropped')
  expect(posts()[0]?.labels).toEqual([])
})

test('an issue from a form gets the body that the form renders', async () => {
  const row = { title: 'It stalls', template: 'bug_report.yml', repo: REPO }
  const fields = {
    'field:steps': 'Split the reply after its first byte.',
    'field:area': 'Client',
    'field:terms': 'I looked for it',
  }
  const repositories = {
    [REPO]: {
      permission: 'WRITE' as const,
      labels: ['bug'],
      files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM },
    },
  }
  const { run, posts } = setUpBulk({ files: { 'p.jsonl': `${JSON.stringify({ ...row, ...fields })}\n` }, repositories })
  expect((await run('p.jsonl --apply --yes')).exitCode).toBe(0)
  expect(posts()[0]?.labels).toEqual(['bug'])
  expect(posts()[0]?.body).toContain('### Steps to reproduce\n\nSplit the reply after its first byte.\n')
  expect(posts()[0]?.body).toContain('- [x] I looked for it')
})

test('a missing label is created once, and only in the repository that lacks it', async () => {
  const plan = `${DEFAULTS}
matrix: { n: [1, 2, 3], repo: [${REPO}, example/other] }
rows: [{ title: "Follow version {{n}}", labels: [new, New, bug] }]
`
  const repositories = {
    [REPO]: { permission: 'WRITE' as const, labels: ['bug'] },
    'example/other': { permission: 'WRITE' as const, labels: ['bug', 'NEW'] },
  }
  const { fake, run, mutations, posts } = setUpBulk({ files: { 'p.yaml': plan }, repositories })
  expect((await run('p.yaml')).exitCode).toBe(1)
  const { exitCode, stdout } = await run('p.yaml --create-labels')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`New labels  "new" in ${REPO}\n`)
  expect((await run(`${APPLY} --create-labels`)).exitCode).toBe(0)
  expect(mutations().filter((operation) => operation === 'CreateLabel')).toHaveLength(1)
  expect(fake.state().repositories[REPO]?.labels).toEqual(['bug', 'new'])
  for (const { labels } of posts()) expect([...labels].sort()).toEqual(['bug', 'new'])
  for (const { labels } of posts('example/other')) expect([...labels].sort()).toEqual(['NEW', 'bug'])
})

test('if the person may not create labels, a row that needs a new one is not sent', async () => {
  const plan = `${DEFAULTS}\nrows: [{ title: Show the icons, labels: new }, { title: Show the progress }]\n`
  const { run, titles } = setUpBulk({ files: { 'p.yaml': plan }, repositories: { [REPO]: { permission: 'TRIAGE' } } })
  expect((await run(`${APPLY} --create-labels`)).exitCode).toBe(5)
  expect(titles()).toEqual(['Show the progress'])
})
