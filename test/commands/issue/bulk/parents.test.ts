import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'
import { sendQuery, valueAt } from '../../../support/graphql.ts'

const DEFAULTS = `defaults: { repo: ${REPO}, body: The client has to follow the next version of the specification. }`
const SPEC = 'example/specification'
const repositories = {
  [REPO]: { permission: 'WRITE' as const, issues: [{ title: 'Cancel a request' }] },
  [SPEC]: { permission: 'WRITE' as const, issues: [{ title: 'The next version' }] },
}
const APPLY = 'p.yaml --apply --yes'

test.each([`https://github.com/${SPEC}/issues/1`, `${SPEC}#1`])(
  'a parent may be an issue in another repository (%s)',
  async (parent) => {
    const plan = `${DEFAULTS}\nrows: [{ title: Show the icons, parent: "${parent}" }, { reuse: "#1", parent: "${parent}" }]\n`
    const { run, posts, mutations } = setUpBulk({ files: { 'p.yaml': plan }, repositories })
    expect((await run(APPLY)).exitCode).toBe(0)
    for (const post of posts()) expect(post).toMatchObject({ parent: `${SPEC}#1` })
    expect(mutations()).toEqual(['CreateIssue', 'AddSubIssue'])
  },
)

test('a parent may be a row that reuses an issue', async () => {
  const plan = `${DEFAULTS}\nrows: [{ title: Show the icons, parent: all }, { key: all, reuse: "${SPEC}#1" }]\n`
  const { run, posts, mutations } = setUpBulk({ files: { 'p.yaml': plan }, repositories })
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(posts()).toMatchObject([{ parent: null }, { parent: `${SPEC}#1` }])
  expect(mutations()).toEqual(['CreateIssue'])
})

test('a parent may be named by its title, or by a number that is its key, also in the run after it was created', async () => {
  const plan = (rows: string) => `${DEFAULTS}\nrows: [${rows}]\n`
  const children = '{ title: Show the icons, parent: Follow the next version }, { title: Read the icons, parent: 12 }'
  const parents = '{ title: Follow the next version }, { key: 12, title: Store the icons }'
  const { run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': plan(parents) }, repositories })
  await run(APPLY)
  changeFile('p.yaml', plan(`${children}, ${parents}`))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect((await run(APPLY)).stderr).not.toContain('changed')
  const parentsByTitle = Object.fromEntries(
    posts().map(({ title, ...post }) => [title, 'parent' in post && post.parent]),
  )
  expect(parentsByTitle).toMatchObject({ 'Show the icons': `${REPO}#2`, 'Read the icons': `${REPO}#3` })
  expect(posts()).toHaveLength(5)
})

test('a parent may have been created by an earlier run', async () => {
  const row = '{ title: Follow the next version, key: all }'
  const child = '{ title: Show the icons, parent: all }'
  const { run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': `${DEFAULTS}\nrows: [${row}]\n` }, repositories })
  await run(APPLY)
  changeFile('p.yaml', `${DEFAULTS}\nrows: [${child}, ${row}]\n`)
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(posts().at(-1)).toMatchObject({ title: 'Show the icons', parent: `${REPO}#2` })
})

test('a parent that could not be read for the preview is read again for its children', async () => {
  const row = '{ title: Follow the next version, key: all }'
  let isOffline = false
  const { run, changeFile, posts } = setUpBulk({
    files: { 'p.yaml': `${DEFAULTS}\nrows: [${row}]\n` },
    repositories,
    onRequest: (operation) => {
      if (isOffline && operation === 'ExistingIssue') throw new TypeError('fetch failed')
    },
  })
  await run(APPLY)
  changeFile('p.yaml', `${DEFAULTS}\nrows: [{ title: Show the icons, parent: all }, ${row}]\n`)
  isOffline = true
  const meanwhile = () => {
    isOffline = false
  }
  const { exitCode, stderr } = await run('p.yaml --apply', {
    person: [{ ask: 'Type 1 to create it', type: '1', meanwhile }],
  })
  expect(exitCode, stderr).toBe(0)
  expect(posts().at(-1)).toMatchObject({ title: 'Show the icons', parent: `${REPO}#2` })
})

test('parents are created before their children and grandchildren, even if their rows come last', async () => {
  const rows = ['c', 'b', 'a'].map((key, index, keys) => {
    const parent = keys[index + 1]
    return `{ title: Part ${key} of the version, key: ${key}${parent === undefined ? '' : `, parent: ${parent}`} }`
  })
  const { run, posts } = setUpBulk({ files: { 'p.yaml': `${DEFAULTS}\nrows: [${rows.join(', ')}]\n` }, repositories })
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(posts().slice(1)).toMatchObject([
    { title: 'Part a of the version', parent: null },
    { title: 'Part b of the version', parent: `${REPO}#2` },
    { title: 'Part c of the version', parent: `${REPO}#3` },
  ])
})

test.each(['', `, parent: "${SPEC}#1"`])(
  'a row whose reused issue was corrected uses the other issue (%j)',
  async (parent) => {
    const planWith = (number: number) =>
      `${DEFAULTS}\nrows: [{ title: Show the icons }, { key: cancel, title: Cancel a request, reuse: "#${number}"${parent} }]\n`
    const issues = [{ title: 'Another thing' }, { title: 'Cancel a request' }]
    const { run, changeFile, posts } = setUpBulk({
      files: { 'p.yaml': planWith(1) },
      repositories: { ...repositories, [REPO]: { permission: 'WRITE', issues } },
    })
    await run(APPLY)
    changeFile('p.yaml', planWith(2))
    const preview = linesOf(await run('p.yaml --json'))
    expect(preview).toMatchObject([{ state: 'there' }, { key: 'cancel', state: 'reuse' }, { reuse: 1, changed: [] }])
    expect(linesOf(await run(`${APPLY} --json`))).toMatchObject([
      { state: 'skipped' },
      { state: 'reused', number: 2 },
      {},
    ])
    expect(posts()[1]).toMatchObject({ parent: parent === '' ? null : `${SPEC}#1` })
    expect(linesOf(await run('--status p.yaml.ledger.jsonl --json'))[1]).toMatchObject({
      state: 'reused',
      url: `https://github.com/${REPO}/issues/2`,
    })
    expect(linesOf(await run('p.yaml --json'))).toMatchObject([{ state: 'there' }, { state: 'there' }, { reuse: 0 }])
  },
)

test('the only row of a plan uses the other issue if its reused issue was corrected', async () => {
  const planWith = (number: number) =>
    `${DEFAULTS}\nrows: [{ key: cancel, title: Cancel a request, reuse: "#${number}" }]\n`
  const issues = [{ title: 'Another thing' }, { title: 'Cancel a request' }]
  const { run, changeFile } = setUpBulk({
    files: { 'p.yaml': planWith(1) },
    repositories: { [REPO]: { permission: 'WRITE', issues } },
  })
  await run(APPLY)
  changeFile('p.yaml', planWith(2))
  const { exitCode, stdout, stderr } = await run(`${APPLY} --json`)
  expect(exitCode, stderr).toBe(0)
  expect(linesOf({ stdout })).toMatchObject([{ state: 'reused', number: 2 }, {}])
})

test('a plan is recognized if each of its rows still reuses its issue, and has got a parent since', async () => {
  const planWith = (parent: string) =>
    `${DEFAULTS}\nrows: [{ key: cancel, title: Cancel a request, reuse: "#1"${parent} }]\n`
  const { run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': planWith('') }, repositories })
  expect((await run(APPLY)).exitCode).toBe(0)
  changeFile('p.yaml', planWith(`, parent: "${SPEC}#1"`))
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode, stderr).toBe(0)
  expect(posts()).toMatchObject([{ parent: `${SPEC}#1` }])
})

test('a preview reads a parent that GitHub cannot show only once, however many rows have it', async () => {
  const rows = Array.from({ length: 5 }, (_, index) => `{ title: Show the icon ${index}, parent: "${SPEC}#1" }`)
  const plan = `${DEFAULTS}\nrows: [${rows.join(', ')}]\n`
  const { fake, run } = setUpBulk({ files: { 'p.yaml': plan }, repositories })
  fake.faults([{ operation: 'ExistingIssue', mode: '502-before', times: 'always' }])
  const { exitCode, stderr } = await run('p.yaml')
  expect(exitCode, stderr).toBe(1)
  expect(stderr).toContain('rows 1–5: ')
  // The first attempt, and three more.
  expect(fake.requests().filter(({ operation }) => operation === 'ExistingIssue')).toHaveLength(4)
})

test('a child does not go below the former issue of its parent, also if the other issue could not be linked', async () => {
  const planWith = (rows: string) => `${DEFAULTS}\nrows: [{ title: Show the icons }, ${rows}]\n`
  const issues = [{ title: 'Another thing' }, { title: 'Cancel a request' }]
  const { fake, run, changeFile, posts } = setUpBulk({
    files: { 'p.yaml': planWith('{ key: cancel, reuse: "#1" }') },
    repositories: { [REPO]: { permission: 'WRITE', issues } },
  })
  await run(APPLY)
  const rows = [
    '{ key: all, title: Follow the next version }',
    '{ key: cancel, reuse: "#2", parent: all }',
    '{ title: Cancel a task, parent: cancel }',
  ]
  changeFile('p.yaml', planWith(rows.join(', ')))
  fake.faults([{ operation: 'CreateIssue', mode: 'refused' }])
  expect((await run(APPLY)).exitCode).toBe(5)
  expect(posts().at(-1)).toMatchObject({ title: 'Cancel a task', parent: `${REPO}#2` })
})

test('a reused issue keeps the parent that it already has, and a message says so', async () => {
  const first = `${DEFAULTS}\nrows: [{ title: Another tracker, key: t }, { reuse: "#1", parent: t }]\n`
  const { run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': first, 'q.yaml': '' }, repositories })
  await run(APPLY)
  changeFile('q.yaml', `${DEFAULTS}\nrows: [{ reuse: "#1", parent: "${SPEC}#1" }]\n`)
  const { exitCode, stderr } = await run('q.yaml --apply --yes', { columns: 200 })
  expect(exitCode).toBe(0)
  expect(stderr).toContain(`row 1: it already has the parent https://github.com/${REPO}/issues/2, which was kept`)
  expect(posts()[0]).toMatchObject({ parent: `${REPO}#2` })
})

test('a missing permission to link is reported, and the tracker lists the issue nevertheless', async () => {
  const plan = `${DEFAULTS}\ntracker: { title: The next version, repo: ${SPEC}, key: all }\nrows: [{ reuse: "#1", parent: all }]\n`
  const { run, posts } = setUpBulk({
    files: { 'p.yaml': plan },
    repositories: { ...repositories, [SPEC]: { permission: 'READ' } },
  })
  const { exitCode, stderr } = await run(APPLY, { columns: 200 })
  expect(exitCode).toBe(5)
  expect(stderr).toContain(`row 1: it could not be made a sub-issue of https://github.com/${SPEC}/issues/1`)
  expect(stderr).toContain('Resume   mcp-comms issue bulk p.yaml --apply')
  expect(posts(SPEC)[0]?.body).toContain(`- [ ] https://github.com/${REPO}/issues/1`)
})

test("people's changes in a tracker are kept", async () => {
  const planWith = (rows: string) =>
    `${DEFAULTS}\ntracker: { title: All of it, body: What is left to do. }\nrows: [${rows}]\n`
  const icons = '{ title: Show the icons }'
  const { fake, run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': planWith(icons) }, repositories })
  await run(APPLY)
  const tracker = () => posts().find(({ title }) => title === 'All of it')
  const id = await idOf(fake, tracker()?.number ?? 0)
  const editedBody =
    tracker()?.body.replace('- [ ]', '- [x]').replace('What is left to do.', 'What is *still* left to do.') ?? ''
  await sendQuery(fake, 'mutation($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { id } } }', {
    input: { id, body: editedBody },
  })
  changeFile('p.yaml', planWith(`${icons}, { title: Show the progress }`))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(tracker()?.body).toContain('What is *still* left to do.')
  expect(tracker()?.body).toMatch(/- \[x\] \S+\/issues\/3\n- \[ \] \S+\/issues\/4\n/)
})

test.each([
  ['with a key', 'key: icons, '],
  ['without a key', ''],
])('a tracker shows only the new title of a row %s that was corrected before it was sent', async (_, key) => {
  const planWith = (title: string) =>
    `${DEFAULTS}\ntracker: { title: All of it, body: What is left to do. }\nrows: [{ title: Show the progress }, { ${key}title: ${title} }]\n`
  const { run, changeFile, posts } = setUpBulk({ files: { 'p.yaml': planWith('Show the icnos') }, repositories })
  const body = () => posts().find(({ title }) => title === 'All of it')?.body
  await run(`${APPLY} --stop-after 2`)
  expect(body()).toMatch(/- \[ \] \S+\/issues\/3\n- \[ \] Show the icnos \(/)
  changeFile('p.yaml', planWith('Show the icons'))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(body()).toMatch(/- \[ \] \S+\/issues\/3\n- \[ \] \S+\/issues\/4\n/)
  expect(body()).not.toContain('Show the ic')
})

test('a tracker whose reused issue was corrected lists the rows in the other issue', async () => {
  const planWith = (number: number) =>
    `${DEFAULTS}\ntracker: { reuse: "#${number}" }\nrows: [{ title: Show the icons }]\n`
  const issues = [{ title: 'Another thing' }, { title: 'All of it' }]
  const { run, changeFile, posts } = setUpBulk({
    files: { 'p.yaml': planWith(1) },
    repositories: { [REPO]: { permission: 'WRITE', issues } },
  })
  await run(APPLY)
  changeFile('p.yaml', planWith(2))
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode, stderr).toBe(0)
  expect(posts()[1]?.body).toContain(`- [ ] https://github.com/${REPO}/issues/3`)
})

async function idOf(fake: Parameters<typeof sendQuery>[0], number: number): Promise<string> {
  const [owner, name] = REPO.split('/')
  const query = `{ repository(owner: "${owner}", name: "${name}") { issue(number: ${number}) { id } } }`
  return String(valueAt((await sendQuery(fake, query)).data, 'repository.issue.id'))
}

const TASK_BODY = 'The client has to follow the next version of the specification.'
const childRows = (count: number, parent: string) =>
  Array.from({ length: count }, (_, index) => `Task number ${index + 1},${TASK_BODY},${REPO},,${parent}`)
const csvOf = (...rows: readonly string[]) => ['title,body,repo,key,parent', ...rows, ''].join('\n')

test('more children than a new parent can have are reported before anything is sent', async () => {
  const files = { 'p.csv': csvOf(`All of them,${TASK_BODY},${REPO},all,`, ...childRows(101, 'all')) }
  const { run, mutations } = setUpBulk({ files })
  for (const flags of ['', '--apply --yes --max 200']) {
    const { exitCode, stderr } = await run(`p.csv ${flags}`)
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'p.csv row 102 (line 103): parent: GitHub accepts at most 100 sub-issues',
    )
  }
  expect(mutations()).toEqual([])
})

test.each([
  [98, "so only 2 of the plan's 3 fit"],
  [100, 'so there is no room for more'],
])('%i sub-issues that a parent already has count toward its limit', async (existing, text) => {
  const files = { 'p.csv': csvOf(...childRows(existing, '#1')) }
  const bulk = setUpBulk({
    files,
    repositories: { [REPO]: { permission: 'WRITE', issues: [{ title: 'All of them' }] } },
  })
  expect((await bulk.run('p.csv --apply --yes --max 200')).exitCode).toBe(0)
  bulk.changeFile('q.csv', csvOf(...childRows(3, '#1').map((row) => row.replace('Task', 'Another task'))))
  const { exitCode, stderr } = await bulk.run('q.csv --apply --yes')
  expect(exitCode).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`already has ${existing} (closed ones count), ${text}`)
  expect(bulk.posts()).toHaveLength(existing + 1)
})

test.each([
  ['reuses', false],
  ['has reused in an earlier run', true],
])(
  'sub-issues of an issue that a row %s count toward its limit, however the children name it',
  async (_, isEarlier) => {
    const bulk = setUpBulk({
      files: { 'p.csv': csvOf(...childRows(98, '#1')) },
      repositories: { [REPO]: { permission: 'WRITE', issues: [{ title: 'All of them' }] } },
    })
    expect((await bulk.run('p.csv --apply --yes --max 200')).exitCode).toBe(0)
    const rows = [...childRows(2, 'all'), ...childRows(2, '#1')].map((row, index) =>
      row.replace('Task', `Task ${index}`),
    )
    const planOf = (lines: readonly string[]) =>
      ['title,body,repo,key,parent,reuse', `,,${REPO},all,,#1`, ...lines, ''].join('\n')
    bulk.changeFile('q.csv', planOf([]))
    if (isEarlier) expect((await bulk.run('q.csv --apply --yes')).exitCode).toBe(0)
    bulk.changeFile('q.csv', planOf(rows))
    const { exitCode, stderr } = await bulk.run('q.csv --apply --yes')
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      "already has 98 (closed ones count), so only 2 of the plan's 4 fit",
    )
    expect(bulk.posts()).toHaveLength(99)
  },
)

test('a row whose response was lost does not count twice toward the limit of its parent', async () => {
  const files = { 'p.csv': csvOf(`All of them,${TASK_BODY},${REPO},all,`, ...childRows(100, 'all')) }
  const { run, file, changeFile, ledger, posts } = setUpBulk({ files })
  await run('p.csv --apply --yes --max 200 --stop-after 3')
  // The last record is that the second child was created.
  changeFile('p.csv.ledger.jsonl', `${file('p.csv.ledger.jsonl').trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  expect(ledger().at(-1)).toMatchObject({ record: 'sending', act: 'create' })
  const { exitCode, stderr } = await run('p.csv --apply --yes --max 200')
  expect(exitCode, stderr).toBe(0)
  expect(posts()).toHaveLength(101)
})
