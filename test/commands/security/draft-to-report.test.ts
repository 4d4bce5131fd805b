import { expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, CTRL_C, type ScriptedAnswer } from '../../support/script.ts'
import { sepDraft } from '../../support/sep-draft.ts'

const REPORT_PATH = '/state/mcp-comms/drafts/2026-11-22-advisory-protocol.md'
const TITLE = 'Anyone can take over the session of another user'
const TEXT =
  'The session id is predictable, so an attacker can guess it and read the private messages of other users. Version 1.2 is affected.'
const draftOf = (kind: string) =>
  `---\nkind: ${kind}\nrepo: ${REPO}\ntitle: ${TITLE}\n${kind === 'discussion' ? 'category: ideas\n' : ''}aiDisclosure: none\n---\n${TEXT}\n`

const CONVERT: ScriptedAnswer = { ask: 'Turn it into a private report to the maintainers?', say: true }
const LEFT_EMPTY = ['How can it be reproduced?', 'What can an attacker do with it?'] as const
const REPORT_ANSWERS: readonly ScriptedAnswer[] = [
  ...LEFT_EMPTY.map((ask) => ({ ask, pick: 'Leave it empty' })),
  { ask: 'Where is the affected package published?', pick: 'No answer' },
  ...['Name of the affected package', 'Affected versions'].map((ask) => ({ ask, type: '' })),
  { ask: 'How severe is it?', pick: 'No answer' },
  ...['CVSS vector', 'CWE'].map((ask) => ({ ask, type: '' })),
  ...['Is there a fix or a workaround?', 'Who should get credit?'].map((ask) => ({ ask, pick: 'Leave it empty' })),
  CONFIRM_ALL,
  { ask: `Send it privately to ${REPO}?`, say: true },
  { ask: `GitHub has the report now. Delete the draft ${REPORT_PATH}?`, say: false },
]
const REPORT_PRIVATELY: ScriptedAnswer = { ask: 'What do you want to do?', pick: 'Report it privately' }
const NONE_OF_THESE: ScriptedAnswer = { ask: 'Is it just one of these?', pick: 'No' }

test.each(['issue', 'discussion'])(
  'a blocked %s becomes a private report, and nothing is posted publicly',
  async (kind) => {
    const { run, posts, advisories } = setUpPosting({
      files: { 'd.md': draftOf(kind) },
      person: [NONE_OF_THESE, REPORT_PRIVATELY, ...REPORT_ANSWERS],
    })
    const { exitCode, stdout, stderr, files } = await run(kind, 'open', 'd.md')
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`https://github.com/${REPO}/security/advisories/GHSA-fake-fake-0001\n`)
    expect(posts()).toEqual([])
    expect(advisories()).toMatchObject([{ summary: TITLE, description: expect.stringContaining(TEXT) }])
    expect(stderr).toContain(`The private report is ${REPORT_PATH}.`)
    expect(stderr).toContain('The public draft d.md is blocked')
    expect(files['d.md']).toBe(
      draftOf(kind).replace('---\nThe', 'blocked: what it says became a private report\n---\nThe'),
    )
  },
)

test.each([
  [['issue', 'open', 'd.md', '--yes']],
  [['issue', 'open', 'd.md', '--yes', '--allow', 'vulnerability']],
  [['issue', 'open', 'd.md', '--dry-run']],
  [['issue', 'open', 'd.md', '--web']],
  [['check', 'd.md']],
  [['issue', 'new', '--from', 'd.md', '--open', '--yes']],
])('a draft that became a report stays blocked after its text was changed: %j', async (argv) => {
  const harmless = draftOf('issue')
    .replace(TITLE, 'The handshake stalls when a reply is split')
    .replace(TEXT, 'In 1.2 it waits.')
  const { run, posts, operations } = setUpPosting({
    files: { 'd.md': harmless.replace('aiDisclosure', 'blocked: what it says became a private report\naiDisclosure') },
  })
  const { exitCode, stderr, stdout, opened } = await run(...argv)
  expect(exitCode).toBe(3)
  expect(stderr + stdout).toContain('this draft is blocked')
  expect(stderr + stdout).not.toContain('override it')
  expect([...opened, ...posts()]).toEqual([])
  expect(operations().filter((operation) => operation.startsWith('Create'))).toEqual([])
})

test('a draft that became a report stays blocked with --allow', async () => {
  const blocked = draftOf('issue').replace('aiDisclosure', 'blocked: became a report\naiDisclosure')
  const { run, posts } = setUpPosting({ files: { 'd.md': blocked }, person: [] })
  expect((await run('issue', 'open', 'd.md', '--allow', 'vulnerability')).exitCode).toBe(3)
  expect(posts()).toEqual([])
})

test('a draft is not blocked if the person declines to report it', async () => {
  const { run, advisories } = setUpPosting({
    files: { 'd.md': draftOf('issue') },
    person: [NONE_OF_THESE, { ...REPORT_PRIVATELY, pick: 'Stop' }],
  })
  const { exitCode, files } = await run('issue', 'open', 'd.md')
  expect(exitCode).toBe(3)
  expect(files['d.md']).not.toContain('blocked')
  expect(advisories()).toEqual([])
})

test('a script is given the command that turns the draft into a report and blocks it', async () => {
  const { run, posts, advisories } = setUpPosting({ files: { 'd.md': draftOf('issue') } })
  const stopped = await run('issue', 'open', 'd.md', '--yes')
  expect(stopped.exitCode).toBe(3)
  expect(stopped.stderr).toContain('To report it privately instead: mcp-comms security report --from d.md')
  const { exitCode, files } = await run('security', 'report', '--from', 'd.md', '--yes', '--json')
  expect(exitCode).toBe(0)
  expect(files['d.md']).toContain('\nblocked: ')
  expect(advisories()).toHaveLength(1)
  expect(posts()).toEqual([])
  const again = await run('security', 'report', '--from', 'd.md', '--yes', '--json')
  expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('d.md became a private report before')])
  expect([advisories().length, Object.keys(again.files)]).toEqual([1, Object.keys(files)])
})

test('a report also has the answers of flags that were not in the text of the draft yet', async () => {
  const waiting = draftOf('issue').replace('---\nThe', 'fields:\n  logs: My own log\npending: [logs]\n---\nThe')
  const { run, advisories } = setUpPosting({ files: { 'd.md': waiting } })
  await run('security', 'report', '--from', 'd.md', '--yes')
  expect(advisories()).toMatchObject([{ description: expect.stringContaining(`${TEXT}\n\n### logs\n\nMy own log`) }])
})

const part = (number: number) =>
  draftOf('issue').replace(
    TEXT,
    `_Part ${number} of 4 of a conversation on Discord. Part 1 has its summary._\n\nAnd so on.`,
  )
const partPath = (number: number) => `d-part-${number}.md`

test('the rest of a conversation from Discord is blocked with its first part', async () => {
  const files = { 'd.md': draftOf('issue'), 'd-part-2.md': part(2), 'd-part-3.md': part(3), 'd-part-4.md': PLAIN_DRAFT }
  const { run, posts } = setUpPosting({ files })
  const { stderr, files: after } = await run('security', 'report', '--from', 'd.md', '--yes')
  expect(stderr).toContain('is blocked too, and is not part of the report:\n  d-part-2.md\n  d-part-3.md\n')
  expect(Object.keys(files).filter((path) => after[path]?.includes('\nblocked: '))).toEqual([
    'd.md',
    'd-part-2.md',
    'd-part-3.md',
  ])
  expect(after['d-part-4.md']).toBe(PLAIN_DRAFT)
  expect((await run('issue', 'open', 'd-part-2.md', '--yes')).exitCode).toBe(3)
  expect(posts()).toEqual([])
})

test('a warning says if git does not ignore the public draft, which contains the text of the report', async () => {
  const { run } = setUpPosting({ files: { 'd.md': draftOf('issue'), '.git/HEAD': 'ref: refs/heads/main' } })
  const { stderr } = await run('security', 'report', '--from', 'd.md', '--yes')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('d.md is in a git work tree, which does not ignore it')
})

test('another text whose name is that of the SEP of the draft is not changed', async () => {
  const { run, advisories } = setUpPosting({
    files: { 'notes.issue.md': draftOf('issue'), 'notes.md': '# My notes\n' },
  })
  const { exitCode, stderr, files } = await run('security', 'report', '--from', 'notes.issue.md', '--yes')
  expect([exitCode, advisories().length], stderr).toEqual([0, 1])
  expect(files['notes.md']).toBe('# My notes\n')
})

test('another text with the name of a further part does not stop the report', async () => {
  const files = { 'd.md': draftOf('issue'), 'd-part-2.md': '# My notes\n' }
  const { run, advisories } = setUpPosting({ files })
  const { exitCode, stderr, files: after } = await run('security', 'report', '--from', 'd.md', '--yes')
  expect([exitCode, advisories().length], stderr).toEqual([0, 1])
  expect(after['d-part-2.md']).toBe('# My notes\n')
})

test.each([
  ['although a part between them was deleted', 'd.md', { 'd.md': draftOf('issue'), [partPath(3)]: part(3) }, [3]],
  [
    'in their order, next to files with similar names',
    'd.md',
    {
      'd.md': draftOf('issue'),
      [partPath(2)]: 'My notes.',
      [partPath(10)]: part(10),
      [partPath(4)]: part(4),
      'e-part-3.md': part(3),
    },
    [4, 10],
  ],
  [
    'after a part in the middle',
    partPath(2),
    { 'd.md': draftOf('issue'), [partPath(2)]: part(2), [partPath(4)]: part(4) },
    [4],
  ],
])('the other parts of a conversation are blocked %s', async (_, path, files, blocked) => {
  const { run } = setUpPosting({ files })
  const { stderr, files: after } = await run('security', 'report', '--from', path, '--repo', REPO, '--yes')
  expect(stderr).toContain(
    `is blocked too, and is not part of the report:\n${blocked.map((number) => `  ${partPath(number)}\n`).join('')}`,
  )
  expect(
    Object.keys(after)
      .filter((name) => after[name]?.includes('\nblocked: '))
      .toSorted(),
  ).toEqual([path, ...blocked.map(partPath)].toSorted())
})

test.each([
  ['fields:\n  steps: The session id is predictable.\n', 'The session id is predictable.'],
  ['', 'kind: advisory'],
])(
  'a draft without a text keeps its answers in the report, and the report has a file: %j',
  async (fields, expected) => {
    const { run } = setUpPosting({ files: { 'd.md': `---\nkind: issue\nrepo: ${REPO}\n${fields}---\n` } })
    const { stderr, files } = await run('security', 'report', '--from', 'd.md', '--yes')
    expect(stderr).toContain(`The private report is ${REPORT_PATH}.`)
    expect(files[REPORT_PATH]).toContain(expected)
  },
)

test('a vulnerability typed into issue new --open becomes a private report', async () => {
  const { run, posts, advisories } = setUpPosting({
    files: {},
    person: [
      { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
      { ask: 'Title', type: TITLE },
      { ask: 'Steps to reproduce', pick: 'Write it here' },
      { ask: 'Steps to reproduce', type: TEXT },
      { ask: 'Area', pick: 'Server' },
      { ask: 'Before you send it', mark: ['I looked for it (required)'] },
      CONFIRM_ALL,
      NONE_OF_THESE,
      REPORT_PRIVATELY,
      ...REPORT_ANSWERS,
    ],
  })
  const { exitCode, files } = await run('issue', 'new', '--open', '--repo', REPO, '-o', 'd.md')
  expect(exitCode).toBe(0)
  expect(files['d.md']).toContain('\nblocked: ')
  expect(advisories()[0]?.description).toContain(TEXT)
  expect(posts()).toEqual([])
})

test.each([
  ['', ''],
  [', even if it has front matter', '---\nWorking Group: Transports\n---\n'],
])('a SEP that became a report is blocked by a comment in its file%s', async (_, frontMatter) => {
  const sep = `${frontMatter}${sepDraft({ Abstract: `${TEXT} ${TEXT}` })}`
  const { run, posts, advisories } = setUpPosting({ files: { '0000-sessions.md': sep } })
  const stopped = await run('sep', 'open', '0000-sessions.md', '--yes', '--repo', REPO)
  expect(stopped.exitCode).toBe(3)
  expect(stopped.stderr).toContain('mcp-comms security report --from 0000-sessions.md')
  const converted = await run('security', 'report', '--from', '0000-sessions.md', '--yes', '--repo', REPO)
  expect(converted.exitCode).toBe(0)
  expect(converted.files['0000-sessions.md']).toBe(
    `${sep.trimEnd()}\n\n<!-- mcp-comms: blocked, because what it says became a private report -->\n`,
  )
  expect(advisories()).toHaveLength(1)
  const again = await run('sep', 'open', '0000-sessions.md', '--yes', '--repo', REPO, '--allow', 'vulnerability')
  expect(again.exitCode).toBe(3)
  expect(again.stderr).toContain('this draft is blocked')
  expect(posts()).toEqual([])
  const reported = await run('security', 'report', '--from', '0000-sessions.md', '--yes', '--repo', REPO)
  expect(reported.stderr).toContain('0000-sessions.md became a private report before')
  expect([reported.exitCode, advisories().length]).toEqual([1, 1])
})

test.each(['# SEP 0000 – Icons for tools', '# SEP: Icons for tools', '# Icons for tools'])(
  'a SEP that became a report is blocked, however its heading is written: %s',
  async (heading) => {
    const sep = sepDraft({ heading, Abstract: TEXT })
    const { run } = setUpPosting({ files: { '0000-sessions.md': sep } })
    const { exitCode, files } = await run('security', 'report', '--from', '0000-sessions.md', '--yes', '--repo', REPO)
    expect(exitCode).toBe(0)
    expect(files['0000-sessions.md']).toMatch(/\n<!-- mcp-comms: blocked, .* -->\n$/)
  },
)

test('the file of the report cannot be the draft itself, which would then lose its other answers', async () => {
  const draft = draftOf('issue')
  const { run, advisories } = setUpPosting({ files: { 'd.md': draft } })
  const { exitCode, files } = await run('security', 'report', '--from', 'd.md', '-o', './d.md', '--yes')
  expect([exitCode, files['d.md'], advisories()]).toEqual([2, draft, []])
})

test('a SEP from standard input becomes a report, although it cannot be blocked there', async () => {
  const { run, advisories } = setUpPosting({ files: { '-': sepDraft({ Abstract: TEXT }) } })
  const { exitCode, stderr } = await run('security', 'report', '--from', '-', '--yes', '--repo', REPO)
  expect(exitCode, stderr).toBe(0)
  expect(advisories()).toHaveLength(1)
})

test('`where` continues with a private report whose title is the description that was typed', async () => {
  const description = 'the python client prints refresh tokens at debug level'
  const { run, operations } = setUpPosting({
    files: {},
    signedIn: false,
    person: [
      NONE_OF_THESE,
      { ask: 'Start writing it now?', pick: 'Yes' },
      { ask: 'What is the vulnerability?', pick: 'Write it here' },
      { ask: 'What is the vulnerability?', type: TEXT },
      ...REPORT_ANSWERS.slice(0, -2),
    ],
  })
  const { exitCode, stdout, files, opened } = await run(
    'where',
    '--type',
    'vulnerability',
    '--area',
    'python-sdk',
    description,
  )
  expect(exitCode).toBe(0)
  expect(stdout).toContain('mcp-comms security report --repo modelcontextprotocol/python-sdk')
  expect(opened).toEqual(['https://github.com/modelcontextprotocol/python-sdk/security/advisories/new'])
  expect(files['/state/mcp-comms/drafts/2026-11-22-advisory-python-sdk.md']).toContain(`title: ${description}`)
  expect(operations()).toEqual([])
})

test('a blocked row of a plan can become a report, and the plan is not posted', async () => {
  const plan = JSON.stringify([{ title: TITLE, body: TEXT, repo: REPO }])
  const { run, posts, advisories } = setUpPosting({
    files: { 'plan.json': plan },
    person: [CONVERT, ...REPORT_ANSWERS],
  })
  const { exitCode, stderr, files } = await run('issue', 'bulk', 'plan.json', '--apply')
  expect(exitCode).toBe(3)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Row 1 of plan.json cannot be posted: remove it from the plan. Only you can read the plan file now.',
  )
  expect(files['plan.json']).toBe(plan)
  expect(advisories()).toMatchObject([{ summary: TITLE }])
  expect(posts()).toEqual([])
})

const OTHER_ROW = {
  title: 'Show the icons of servers',
  body: 'The client has to show the icons of servers.',
  repo: REPO,
}
const reportedRow = { title: TITLE, body: TEXT, repo: REPO }

/** Applies a plan with these rows, and reports the first. Returns a function that applies a changed plan. */
async function reportFirstRow(rows: readonly object[]) {
  let person: readonly ScriptedAnswer[] = [CONVERT, ...REPORT_ANSWERS]
  const posting = setUpPosting({ files: { 'plan.json': JSON.stringify(rows) }, person: () => person })
  await posting.run('issue', 'bulk', 'plan.json', '--apply')
  expect(posting.advisories()).toHaveLength(1)
  person = []
  const apply = (...changed: readonly object[]) => {
    posting.changeFile('plan.json', () => JSON.stringify(changed))
    return posting.run('issue', 'bulk', 'plan.json', '--apply', '--yes')
  }
  return { ...posting, apply }
}

test.each([
  ['its text', { ...reportedRow, body: 'The client has to show something else here.' }],
  ['its title', { ...reportedRow, title: 'Change the ids of sessions' }],
])('a row that became a report is not posted after a change of %s', async (_, changed) => {
  const { apply, posts } = await reportFirstRow([reportedRow, OTHER_ROW])
  const { exitCode, stdout, stderr } = await apply(changed, OTHER_ROW)
  expect(exitCode).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('it became a private report, so it is never posted: remove it')
  expect(stdout + stderr).not.toContain(changed.title)
  expect(posts()).toEqual([])
})

test('a row with answers instead of a text is not posted either after a change of its title', async () => {
  const answers = { 'field:steps': 'Compare the ids of two sessions.', 'field:terms': 'I looked for it' }
  const row = { title: TITLE, repo: REPO, template: 'bug_report', ...answers }
  const { apply, posts } = await reportFirstRow([row, OTHER_ROW])
  const { exitCode, stderr } = await apply({ ...row, title: 'Change the ids of sessions' }, OTHER_ROW)
  expect(exitCode, stderr).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('it became a private report, so it is never posted: remove it')
  expect(posts()).toEqual([])
})

test.each([
  ['line endings', (text: string) => text.replace('\n', '\r\n')],
  ['accents', (text: string) => text.normalize('NFD')],
])(
  'a row that became a report is not posted after a change of its title and of the %s of its text',
  async (_, edit) => {
    const reported = { title: TITLE, body: 'Compare the ids of two sessions\nof a café.', repo: REPO }
    const { apply, posts } = await reportFirstRow([reported, OTHER_ROW])
    const body = edit(reported.body)
    const { exitCode, stderr } = await apply({ ...reported, title: 'Change the ids of sessions', body }, OTHER_ROW)
    expect([exitCode, posts().length], stderr).toEqual([1, 0])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('it became a private report, so it is never posted: remove it')
  },
)

test('a row that became a report is not posted from a copy of the plan either, although its title was changed', async () => {
  const reported = { title: TITLE, body: 'Compare the ids of two sessions in version 1.2.', repo: REPO }
  const { run, changeFile, posts } = await reportFirstRow([reported, OTHER_ROW])
  changeFile('copy.json', () => JSON.stringify([OTHER_ROW, { ...reported, title: 'Change the ids of sessions' }]))
  const { exitCode, stderr } = await run('issue', 'bulk', 'copy.json', '--apply', '--yes')
  expect([exitCode, posts().length], stderr).toEqual([2, 0])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'row 2 of copy.json became a private report, as plan.json.ledger.jsonl says, so this run sent nothing',
  )
  changeFile('copy.json', () => JSON.stringify([OTHER_ROW]))
  expect((await run('issue', 'bulk', 'copy.json', '--apply', '--yes')).exitCode).toBe(0)
})

test('the other rows of a plan are posted after the row that became a report was removed', async () => {
  const { apply, posts } = await reportFirstRow([{ ...reportedRow }, OTHER_ROW])
  const { exitCode, stderr } = await apply(OTHER_ROW)
  expect(exitCode, stderr).toBe(0)
  expect(posts()).toHaveLength(1)
})

test.each([
  ['a draft', { 'd.md': draftOf('issue') }, 'd.md'],
  ['a SEP', { 'd.md': sepDraft({ Abstract: TEXT }) }, 'd.md'],
  ['the issue of a SEP', { 'd.md': sepDraft({ Abstract: TEXT }), 'd.issue.md': draftOf('issue') }, 'd.issue.md'],
  ['the first part of a conversation', { 'd.md': draftOf('issue'), [partPath(2)]: part(2) }, 'd.md'],
  ['a further part of a conversation', { 'd.md': draftOf('issue'), [partPath(2)]: part(2) }, partPath(2)],
])(
  'if %s cannot be blocked, no report is left that could be sent while the text can still be posted',
  async (_, files, path) => {
    const { run } = setUpPosting({ files, foreign: [path] })
    const result = await run('security', 'report', '--from', 'd.md', '--repo', REPO, '--yes')
    expect([result.exitCode, result.stderr]).toEqual([1, expect.stringContaining(`${path}: no permission`)])
    expect(result.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'The file could still be posted, so no private report was made of d.md. Make the file and its folder writable, and run the same command again. If you cannot, report only its text, with --from - and',
    )
    expect(result.files).toEqual(files)
  },
)

test.each([
  ['url: https://github.com/example/protocol/issues/7', 'd.md says that it was posted already'],
  ['sent: 2026-11-22T09:00:00Z', 'd.md may have been posted already'],
])('warns if the text of a report may be public: %s', async (line, warning) => {
  const { run } = setUpPosting({ files: { 'd.md': draftOf('issue').replace('aiDisclosure', `${line}\naiDisclosure`) } })
  const { stderr } = await run('security', 'report', '--from', 'd.md', '--repo', REPO, '--yes')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${warning}: if so, privately ask a maintainer to hide it`)
})

test.each([
  ['its number', '1865-sessions.md', {}, '1865-sessions.md may have been posted already'],
  [
    'its journal',
    '0000-sessions.md',
    { '0000-sessions.md.journal.json': '{}' },
    '0000-sessions.md may have been posted already',
  ],
  [
    'the draft of its issue',
    '0000-sessions.md',
    {
      '0000-sessions.issue.md': draftOf('issue').replace(
        '---\nThe',
        `url: https://github.com/${REPO}/issues/7\n---\nThe`,
      ),
    },
    '0000-sessions.issue.md says that it was posted already',
  ],
])('warns if a SEP that becomes a report may be public: by %s', async (_, path, otherFiles, warning) => {
  const { run } = setUpPosting({ files: { [path]: sepDraft({ Abstract: TEXT }), ...otherFiles } })
  const { exitCode, stderr } = await run('security', 'report', '--from', path, '--repo', REPO, '--yes')
  expect(exitCode).toBe(0)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${warning}: if so, privately ask a maintainer to hide it`)
})

test('says nothing about maintainers if a SEP that becomes a report was not sent', async () => {
  const { run } = setUpPosting({ files: { '0000-sessions.md': sepDraft({ Abstract: TEXT }) } })
  const { stderr } = await run('security', 'report', '--from', '0000-sessions.md', '--repo', REPO, '--yes')
  expect(stderr).not.toContain('ask a maintainer')
})

test('the SEP of an issue that becomes a report is also named if it may be public', async () => {
  const files = { '1865-sessions.md': sepDraft({ Abstract: TEXT }), '1865-sessions.issue.md': draftOf('issue') }
  const { run } = setUpPosting({ files })
  const { stderr } = await run('security', 'report', '--from', '1865-sessions.issue.md', '--repo', REPO, '--yes')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('1865-sessions.md may have been posted already: if so, privately')
})

test('a row of a plan that belongs to somebody else can become a report', async () => {
  const { run, advisories } = setUpPosting({
    files: { 'plan.json': JSON.stringify([reportedRow]) },
    foreign: ['plan.json'],
    person: [CONVERT, ...REPORT_ANSWERS],
  })
  const { stderr } = await run('issue', 'bulk', 'plan.json', '--apply')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'remove it from the plan. Others may still be able to read the plan file.',
  )
  expect(advisories()).toHaveLength(1)
})

test('--status does not count a row that became a report as left, and shows none of its words', async () => {
  const { run } = await reportFirstRow([reportedRow])
  const { exitCode, stdout } = await run('issue', 'bulk', '--status', 'plan.json.ledger.jsonl')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('  reported row-1\n\n1 reported\n')
  expect(stdout).not.toContain(TITLE.slice(0, 10))
})

test('--status lists a row once that was created with the title of a row that became a report', async () => {
  let person: readonly ScriptedAnswer[] = []
  const reported = { ...OTHER_ROW, key: 'other', body: TEXT }
  const { run, changeFile, posts } = setUpPosting({
    files: { 'plan.json': JSON.stringify([OTHER_ROW]) },
    person: () => person,
  })
  const first = await run('issue', 'bulk', 'plan.json', '--apply', '--yes')
  expect(posts(), first.stderr).toHaveLength(1)
  changeFile('plan.json', () => JSON.stringify([OTHER_ROW, reported]))
  person = [CONVERT, ...REPORT_ANSWERS]
  await run('issue', 'bulk', 'plan.json', '--apply')
  person = []
  const { stdout } = await run('issue', 'bulk', '--status', 'plan.json.ledger.jsonl')
  expect(stdout).toContain('1 created, 1 reported')
  expect(stdout).not.toContain('row-1')
})

test('Ctrl-C at the offer for the second row does not claim that nothing was sent after the first was reported', async () => {
  const person: readonly ScriptedAnswer[] = [CONVERT, ...REPORT_ANSWERS, { ask: CONVERT.ask, pick: CTRL_C }]
  const files = { 'plan.json': JSON.stringify([reportedRow, { ...reportedRow, title: `${TITLE} again` }]) }
  const { run, advisories } = setUpPosting({ files, person })
  const { exitCode, stderr } = await run('issue', 'bulk', 'plan.json', '--apply')
  expect([exitCode, advisories().length]).toEqual([3, 1])
  expect(stderr).not.toContain('Nothing was sent.\n')
})

test('a report is offered only for those combinations of a row that a check stops', async () => {
  const plan = { matrix: { what: [TITLE, OTHER_ROW.title] }, defaults: { repo: REPO }, rows: [{ title: '{{what}}' }] }
  const { run } = setUpPosting({
    files: { 'plan.json': JSON.stringify(plan) },
    person: [{ ask: CONVERT.ask, say: false }],
  })
  const { exitCode, stderr } = await run('issue', 'bulk', 'plan.json', '--apply')
  expect(exitCode, stderr).toBe(3)
})
