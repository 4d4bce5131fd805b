import { describe, expect, test } from 'vitest'
import { run as runProgram } from '../../support/app.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD_BODY } from '../../support/record.ts'
import { setUpWithoutToken } from '../../support/without-token.ts'

const REPOSITORY = {
  labels: ['notes', 'bug'],
  categories: ['Meeting Notes'],
  issues: [
    { title: 'Decision: take turns', body: RECORD_BODY, labels: ['notes'], createdAt: '2026-10-01T09:00:00Z' },
    {
      title: 'Decision: end sessions',
      body: 'It settles _SEP-1686_, see _#3_. Its label is #12ab9f.',
      labels: ['notes'],
      createdAt: '2026-11-02T09:00:00Z',
    },
    { title: 'A bug', body: 'take turns', labels: ['bug'], createdAt: '2026-11-03T09:00:00Z' },
  ],
  discussions: [
    {
      title: 'Notes: Transports',
      body: 'Read https://github.com/example/protocol/pull/1686/files and example/sdk#3.',
      labels: ['notes'],
      category: 'Meeting Notes',
      createdAt: '2026-11-10T09:00:00Z',
    },
  ],
}

const list = async (...flags: string[]) => {
  const { run } = setUpPosting({ files: {}, repository: REPOSITORY })
  const outcome = await run('decision', 'list', '--repo', REPO, '--json', ...flags)
  return { ...outcome, result: outcome.exitCode === 0 ? JSON.parse(outcome.stdout) : null }
}
const titles = async (...flags: string[]) =>
  (await list(...flags)).result.records.map(({ title }: { title: string }) => title)

test('lists issues and discussions with the label, newest first', async () => {
  const { result } = await list()
  expect(result).toMatchObject({ repo: REPO, count: 3, notes: [] })
  expect(result.records).toMatchObject([
    { kind: 'discussion', title: 'Notes: Transports', category: 'Meeting Notes', decision: null },
    { kind: 'issue', title: 'Decision: end sessions', parts: [] },
    {
      kind: 'issue',
      title: 'Decision: take turns',
      date: '2026-10-01T09:00:00.000Z',
      decision: 'process',
      parts: ['makers', 'background', 'options', 'rationale', 'steps'],
    },
  ])
})

describe('filters', () => {
  test.each([
    [['--text', 'RELEASE meeting'], ['Decision: take turns']],
    [['--group', 'transports'], ['Notes: Transports']],
    [
      ['--since', '2026-11-02'],
      ['Notes: Transports', 'Decision: end sessions'],
    ],
    [['--until', '2026-11-02', '--since', '2026-11-02'], ['Decision: end sessions']],
    [
      ['--about', 'SEP-1686'],
      ['Notes: Transports', 'Decision: end sessions'],
    ],
    [
      ['--about', '#1686'],
      ['Notes: Transports', 'Decision: end sessions'],
    ],
    [
      ['--about', '1686'],
      ['Notes: Transports', 'Decision: end sessions'],
    ],
    [['--about', `https://github.com/${REPO}/issues/3`], ['Decision: end sessions']],
    [['--about', 'example/sdk#3'], ['Notes: Transports']],
    [['--about', '#168'], []],
    [['--about', '#12'], []],
    [['--about', 'other/sdk#3'], []],
    [['--limit', '1'], ['Notes: Transports']],
  ])('%j lists %j', async (flags, expected) => {
    expect(await titles(...flags)).toEqual(expected)
  })

  test.each([
    ['--since', 'yesterday'],
    ['--about', 'the sessions'],
    ['--limit', '0'],
  ])('%s %s is refused', async (...flags) => {
    expect((await list(...flags)).exitCode).toBe(2)
  })
})

test.each(['#3', 'example/renamed#3', `${REPO}#3`])(
  'finds issues and discussions by the former name of the repository, --about %s',
  async (about) => {
    const { run, fake } = setUpPosting({ files: {}, repository: REPOSITORY })
    fake.change([{ change: 'rename', repository: REPO, to: 'example/renamed' }])
    const all = JSON.parse((await run('decision', 'list', '--repo', REPO, '--json')).stdout)
    expect(all.count).toBe(3)
    const { records } = JSON.parse((await run('decision', 'list', '--repo', REPO, '--json', '--about', about)).stdout)
    expect(records).toMatchObject([{ title: 'Decision: end sessions' }])
  },
)

test('prints one line for each record, or says that the repository has none', async () => {
  const { run } = setUpPosting({ files: {}, repository: REPOSITORY })
  const { stdout } = await run('decision', 'list', '--repo', REPO)
  expect(stdout.match(/^#\d/gm)).toHaveLength(3)
  expect(stdout).toMatch(/^#4 +2026-11-10 +Meeting Notes +@\S+ +Notes: Transports$/m)
  const empty = await setUpPosting({ files: {} }).run('decision', 'list', '--repo', REPO)
  expect(empty).toMatchObject({ exitCode: 0, stdout: '' })
  expect(empty.stderr).toContain('has no posts labeled "notes"')
})

test('reads all pages of issues and of discussions', async () => {
  const manyRecords = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      title: `Record ${index}`,
      labels: ['notes'],
      createdAt: '2026-11-02T09:00:00Z',
    }))
  const repository = {
    ...REPOSITORY,
    issues: manyRecords(120),
    discussions: manyRecords(55).map((record) => ({ ...record, category: 'Meeting Notes' })),
  }
  const { run, operations } = setUpPosting({ files: {}, repository })
  const { stdout } = await run('decision', 'list', '--repo', REPO, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ count: 175 })
  expect(operations()).toEqual(['Records', 'Records', 'Records'])
})

test('without a token, issues are listed, closed ones too', async () => {
  const issues = REPOSITORY.issues.map((issue) => ({ ...issue, closed: true }))
  const { options } = setUpWithoutToken({ ...REPOSITORY, issues })
  const { stdout, stderr } = await runProgram(['decision', 'list'], options)
  expect(stdout).toContain('Decision: take turns')
  expect(stdout).not.toContain('Notes: Transports')
  expect(stderr).toMatch(/records in\s+Discussions are not shown without a token/)
})

test('counts the sub-issues of a record as its steps, with and without a token', async () => {
  const [record, ...others] = REPOSITORY.issues
  const issues = [
    ...(record === undefined ? [] : [record]),
    { title: 'Write it', parent: 1, closed: true },
    { title: 'Say it', parent: 1 },
    ...others,
  ]
  const { run } = setUpPosting({ files: {}, repository: { ...REPOSITORY, issues } })
  const { options } = setUpWithoutToken({ ...REPOSITORY, issues })
  const argv = ['decision', 'list', '--repo', REPO, '--text', 'take turns']
  for (const { stdout } of [await run(...argv), await runProgram(argv, options)])
    expect(stdout).toMatch(/^#1 .* 1 of 2 +Decision: take turns$/m)
  const { records } = JSON.parse((await run('decision', 'list', '--repo', REPO, '--json')).stdout)
  expect(records.map(({ steps }: { steps: unknown }) => steps)).toEqual([null, null, { total: 2, closed: 1 }])
})

test('right after a record was posted, --about finds it by an issue that it mentions', async () => {
  const draft = `---\nkind: decision\nrepo: ${REPO}\ntemplate: decision.yml\ntitle: "Decision: take turns"\nlabels: [notes]\naiDisclosure: none\n---\n${RECORD_BODY.replace('Releases waited', 'In #3, releases waited')}`
  const { run } = setUpPosting({ files: { 'd.md': draft }, repository: REPOSITORY })
  expect((await run('decision', 'open', 'd.md', '--yes')).exitCode).toBe(0)
  const { stdout } = await run('decision', 'list', '--repo', REPO, '--about', '#3', '--json')
  expect(JSON.parse(stdout).records).toMatchObject([{ title: 'Decision: take turns', number: 5 }, {}])
})
