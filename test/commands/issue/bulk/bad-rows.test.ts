import { expect, test } from 'vitest'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'
import { BUG_FORM } from '../../../support/posting.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const VALID_ROW = { title: 'Follow the next version', body: TEXT, repo: REPO }
const repositories = {
  [REPO]: {
    permission: 'WRITE' as const,
    labels: ['bug'],
    assignees: ['maintainer'],
    milestones: ['next'],
    categories: ['Ideas'],
    projects: ['Roadmap'],
    files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM },
  },
  'example/silent': { issuesEnabled: false, discussionsEnabled: false, categories: ['Ideas'] },
  'example/old': { archived: true },
  'example/renamed': { formerly: ['example/before'] },
}

/** How the second of three rows differs from a valid one, and the message about that. */
const BAD_ROWS: readonly (readonly [what: string, row: object, message: string])[] = [
  ['an unknown column', { lables: 'bug' }, 'there is no column "lables"; did you mean "labels"?'],
  ['an unknown label', { labels: 'bgu' }, `there is no label "bgu" in ${REPO} (nearest: "bug")`],
  ['an unknown assignee', { assignees: 'nobody' }, '"nobody"'],
  ['an unknown milestone', { milestone: 'nxt' }, `there is no milestone "nxt" in ${REPO} (nearest: "next")`],
  ['an unknown project', { project: 'Raodmap' }, 'there is no project "Raodmap"'],
  [
    'an unknown category',
    { kind: 'discussion', category: 'Idea' },
    `there is no category "Idea" in ${REPO}; choices: ideas`,
  ],
  ['a discussion without a category', { kind: 'discussion' }, 'category: a discussion needs one; choices: ideas'],
  ['an unknown template', { body: null, template: 'bug_rep.yml' }, 'template: '],
  [
    'an unknown field',
    { body: null, template: 'bug_report.yml', fields: { stepz: 'x', steps: 'Wait', terms: 'I looked for it' } },
    'field:stepz: unknown field. Did you mean steps?',
  ],
  [
    'a required field without an answer',
    { body: null, template: 'bug_report.yml', fields: { terms: 'I looked for it' } },
    'field:steps: "Steps to reproduce" needs an answer',
  ],
  [
    'a row with fields and no template',
    { fields: { steps: 'x' } },
    'it fills in fields, but names no template: set the template column',
  ],
  ['a blank title', { title: ' ' }, 'it has no title'],
  ['a title that is too long', { title: 'a'.repeat(300) }, 'title: it has 300 characters; GitHub accepts at most 256'],
  ['a title of several lines', { title: 'a\nb' }, 'title: it has several lines; a title has one'],
  ['a body that is too long', { body: 'a'.repeat(70_000) }, 'body: it has 70000 characters; GitHub accepts at most 65'],
  [
    'a repository that is not owner/name',
    { repo: 'protocol' },
    `repo: "protocol" isn't a repository: expected owner/name`,
  ],
  ['a repository that does not exist', { repo: 'example/none' }, 'example/none'],
  ['a repository that was renamed', { repo: 'example/before' }, 'example/renamed'],
  ['a repository without issues', { repo: 'example/silent' }, 'issues are disabled in example/silent'],
  [
    'a repository without discussions',
    { repo: 'example/silent', kind: 'discussion', category: 'Ideas' },
    'discussions are disabled in example/silent',
  ],
  ['an archived repository', { repo: 'example/old' }, 'example/old is archived'],
  ['the same key twice', { key: 'first' }, 'has the same key, "first"'],
  [
    'the same title and repository twice',
    { title: 'Show the progress of a task' },
    'is the same post: give this row a key',
  ],
  [
    "a parent that matches no row's key",
    { parent: 'frist' },
    'parent: no row has the key or title "frist", and it is not the address of an issue; did you mean "first"?',
  ],
  ['a row that is its own parent', { key: 'me', parent: 'me' }, 'parent: the rows me → me form a cycle'],
  ['a parent that does not exist on GitHub', { parent: '#99' }, 'parent: there is no issue #99'],
  ['an issue to reuse that does not exist', { reuse: '#99' }, 'reuse: there is no issue #99'],
  [
    'something to reuse that is not an issue',
    { reuse: 'that one' },
    'reuse: "that one" is not an issue: give the address of an existing issue, or its number, such as #12',
  ],
  ['an unknown kind', { kind: 'isue' }, `kind: "isue" isn't a kind of post; did you mean "issue"?`],
  [
    'a row with a body and a template',
    { template: 'bug_report.yml' },
    'it has a body and a template: keep one of them',
  ],
  ['a column that posts of its kind do not have', { category: 'Ideas' }, 'category: an issue has none'],
  [
    'an unknown check',
    { allow: 'secret' },
    'allow: "secret" isn\'t a check that can be overridden; did you mean "secrets"?',
  ],
  ['a value that is not text', { title: { a: 1 } }, 'title: expected text; put it in quotes'],
  ['a row without a title', { title: null }, 'it has no title'],
]

test.each(BAD_ROWS)('%s is reported with the file and the row, and nothing is sent', async (_, row, message) => {
  const rows = [
    { ...VALID_ROW, key: 'first' },
    { ...VALID_ROW, title: 'Show the icons of servers', ...row },
    { ...VALID_ROW, title: 'Show the progress of a task' },
  ]
  const text = rows.map((each) => `${JSON.stringify(each)}\n`).join('')
  const { run, mutations, file } = setUpBulk({ files: { 'p.jsonl': text }, repositories })
  const wideTerminal = { columns: 1_000 }
  const preview = await run('p.jsonl', wideTerminal)
  expect(preview.exitCode).toBe(1)
  expect(preview.stderr.replaceAll(/\s+/g, ' ')).toContain(message)
  expect(preview.stderr).toMatch(/p\.jsonl row [23]/)
  expect(preview.stderr).toContain('1 problem. Nothing was sent.')
  const applied = await run('p.jsonl --apply --yes --json', wideTerminal)
  expect(applied.exitCode).toBe(1)
  expect(applied.stdout.replaceAll('\\"', '"')).toContain(message)
  expect(mutations()).toEqual([])
  expect(file('p.jsonl.ledger.jsonl')).toBe('')
})

test('--apply --json describes a row with problems as the preview does, in one line', async () => {
  const rows = [
    { ...VALID_ROW, labels: 'none', milestone: 'none' },
    { ...VALID_ROW, title: '' },
  ]
  const { run } = setUpBulk({ files: { 'p.json': JSON.stringify(rows) }, repositories })
  const preview = linesOf(await run('p.json --json')).slice(0, -1)
  const applied = linesOf(await run('p.json --apply --yes --json')).slice(0, -1)
  expect(applied).toEqual(preview)
  expect(applied).toMatchObject([
    { row: 1, title: VALID_ROW.title, state: 'problem', problems: [expect.any(String), expect.any(String)] },
    { row: 2, state: 'problem', problems: ['it has no title'] },
  ])
})

test('all problems of a plan are reported together', async () => {
  const rows = BAD_ROWS.slice(0, 6).map(([, row], index) => ({ ...VALID_ROW, key: `row ${index}`, ...row }))
  const { run } = setUpBulk({ files: { 'p.json': JSON.stringify(rows) }, repositories })
  const { stderr } = await run('p.json', { columns: 200 })
  for (const [, , message] of BAD_ROWS.slice(0, 6)) expect(stderr).toContain(message)
  expect(stderr).toContain('6 problems. Nothing was sent. Fix the plan, or add --create-labels.')
})

test('the same problem in several rows is one line that names the rows, even across repositories', async () => {
  const repos = { [REPO]: repositories[REPO], 'example/other': { permission: 'WRITE' as const, labels: ['docs'] } }
  const rows = Array.from({ length: 12 }, (_, index) => ({
    title: `Follow the next version, part ${index + 1}`,
    body: TEXT,
    repo: index < 9 ? REPO : 'example/other',
    ...(index === 2 || index > 5 ? { labels: 'wanted' } : {}),
  }))
  const { run } = setUpBulk({ files: { 'p.json': JSON.stringify(rows) }, repositories: repos })
  const { stderr } = await run('p.json', { columns: 200 })
  expect(stderr).toContain(
    `\np.json rows 3, 7–12: there is no label "wanted" in ${REPO}, example/other\n\n✖ 7 problems.`,
  )
  const { stdout } = await run('p.json --json')
  expect(stdout).toContain('there is no label \\"wanted\\" in example/other"')
})

test.each(['--dry-run', '--offline'])(
  '%s reports a discussion without a category, and goes on with the next row',
  async (flag) => {
    const rows = [{ ...VALID_ROW, title: 'What comes next?', kind: 'discussion' }, VALID_ROW]
    const { run } = setUpBulk({ files: { 'p.json': JSON.stringify(rows) }, repositories })
    const { exitCode, stdout, stderr } = await run(`p.json ${flag}`, { columns: 200 })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('row 1: category: a discussion needs one\n')
    if (flag === '--dry-run') expect(linesOf({ stdout })).toMatchObject([{ row: 2, operation: 'CreateIssue' }])
  },
)

const BAD_PLANS: readonly (readonly [what: string, text: string, message: string])[] = [
  [
    'an unknown name',
    `rows: [{ title: "A {{sep}} task" }]`,
    'unknown name {{sep}}: no default and no axis of the matrix has this name',
  ],
  [
    'a tracker that is a discussion',
    `tracker: { kind: discussion, title: T, category: Ideas }\nrows: [{ title: A }]`,
    'tracker: it has to be an issue',
  ],
  [
    'a column outside of the rows',
    `labels: [bug]\nrows: [{ title: A }]`,
    'a plan has no key "labels"; write it in a row, or in "defaults" for all rows',
  ],
  ['an unknown key', `row: [{ title: A }]`, 'a plan has no key "row"; did you mean "rows"?'],
  ['overrides without a matrix', `rows: [{ title: A }]\noverrides: [{ labels: bug }]`, 'overrides: it needs a matrix'],
  ['parents in a cycle', `rows: [{ title: A, key: a, parent: b }, { title: B, key: b, parent: a }]`, 'form a cycle'],
  [
    'an axis that nothing uses',
    `matrix: { sep: [1, 2] }\nrows: [{ title: A }]`,
    'matrix: "sep" isn\'t a column, and no text uses {{sep}}',
  ],
]
test.each(BAD_PLANS)('a plan with %s is reported with its file', async (_, text, message) => {
  const { run, mutations } = setUpBulk({ files: { 'p.yaml': text }, repositories })
  const { exitCode, stderr } = await run(`p.yaml -R ${REPO} --apply --yes`, { columns: 400 })
  expect(exitCode).toBe(1)
  expect(stderr).toContain(message)
  expect(stderr).toContain('p.yaml')
  expect(mutations()).toEqual([])
})

test('a plan without any repository has one empty line below its head', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': 'title\nA\nB\n' }, repositories })
  const { stdout } = await run('p.csv')
  expect(stdout).toMatch(/^Plan {2}p\.csv · 2 rows · 2 with problems · nothing has been sent\n\n {2}Ledger/)
})
