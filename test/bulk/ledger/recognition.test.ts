import { describe, expect, test } from 'vitest'
import { getOrCreate } from '../../../src/text/words.ts'
import { type BulkSetup, continueBulk, setUpBulk, withoutRunRepo } from '../../support/bulk.ts'
import type { SeedInput } from '../../support/fake-github/seed.ts'
import { REPO } from '../../support/github.ts'

type Row = { readonly [K in 'key' | 'title' | 'body' | 'labels' | 'repo']: string }
type Format = 'csv' | 'yaml' | 'jsonl'

/** The row that the tests follow is the second one. */
const rowsWith = (keys: readonly [string, string, string]): readonly Row[] =>
  ['Cancel a request', 'Show the menu of a café', 'Follow the progress'].map((title, index) => ({
    key: keys[index] ?? '',
    title,
    body: `The client has to do it, part ${index}.\nThen the server has to do it, too.`,
    labels: '',
    repo: REPO,
  }))
const isFollowed = (title: string) => /menu/i.test(title)

const PRINT: { readonly [F in Format]: (rows: readonly Row[]) => string } = {
  csv: (rows) =>
    [
      'key,title,labels,repo,body',
      ...rows.map(({ key, title, labels, repo, body }) => `${key},${title},${labels},${repo},"${body}"`),
      '',
    ].join('\n'),
  jsonl: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  yaml: (rows) =>
    rows
      .map(({ body, ...texts }) => {
        const lines = Object.entries(texts).map(([name, text]) => `  ${name}: "${text}"\n`)
        return `-\n${lines.join('')}  body: |\n    ${body.replaceAll('\n', '\n    ')}\n`
      })
      .join(''),
}

/** What happens to a plan between its two runs. `ledger`: where the second run looks for it; null: it is not named, and not next to the plan. */
type Edit = {
  readonly rows?: (rows: readonly Row[]) => readonly Row[]
  readonly text?: (text: string) => string
  readonly path?: string
  readonly format?: Format
  readonly ledger?: 'moved' | 'named' | null
}

const withSecond = (change: (row: Row) => Partial<Row>) => (rows: readonly Row[]) =>
  rows.map((row, index) => (index === 1 ? { ...row, ...change(row) } : row))
const addLabels = (rows: readonly Row[]) => rows.map((row) => ({ ...row, labels: 'bug' }))
const addKeys = (rows: readonly Row[]) => rows.map((row, index) => ({ ...row, key: `task-${index}` }))
const removeKeys = (rows: readonly Row[]) => rows.map((row) => ({ ...row, key: '' }))
const addLine = (rows: readonly Row[]) => rows.map((row) => ({ ...row, body: `${row.body}\nIt has to be documented.` }))
/** As in a plan that is made again from a task list with another task of the same title: the new row has the key that the title had. */
const insertTwin = ([first, second, third]: readonly Row[]) =>
  first && second && third
    ? [first, { ...second, body: 'The server has to do it first.' }, { ...second, key: `${second.key}-2` }, third]
    : []
const exchangeKeys = ([first, second, third]: readonly Row[]) =>
  first && second && third ? [first, { ...second, key: third.key }, { ...third, key: second.key }] : []

const EDITS = {
  'nothing has changed': {},
  'it is copied': { path: 'new/p.csv', ledger: null },
  'it is copied, and its rows get labels': { path: 'new/p.csv', ledger: null, rows: addLabels },
  'it is copied, and its rows are edited': { path: 'new/p.csv', ledger: null, rows: addLine },
  'it is copied, and its rows get keys': { path: 'new/p.csv', ledger: null, rows: addKeys },
  'it is copied, and its rows lose their keys': { path: 'new/p.csv', ledger: null, rows: removeKeys },
  'it is renamed together with its ledger': { path: 'q.csv', ledger: 'moved' },
  'its rows have another order': { rows: (rows) => rows.toReversed() },
  'all its rows get labels': { rows: addLabels },
  'all its rows are edited': { rows: addLine },
  'its title is corrected': { rows: withSecond(() => ({ title: 'Show the menus of a café' })) },
  'its title gets other capitals': { rows: withSecond(() => ({ title: 'Show the Menu of a Café' })) },
  'it gets a key': { rows: withSecond(() => ({ key: 'the-menu' })) },
  'it loses its key': { rows: withSecond(() => ({ key: '' })) },
  'it gets another key': { rows: withSecond(() => ({ key: 'the-menu' })) },
  'it gets another key, and is edited': {
    rows: withSecond(({ body }) => ({ key: 'the-menu', body: `${body} Edited.` })),
  },
  'it loses its key, and is edited': { rows: withSecond(({ body }) => ({ key: '', body: `${body} Edited.` })) },
  'its key goes to a new row with the same title': { rows: insertTwin },
  'it exchanges its key with the next row': { rows: exchangeKeys },
  'it goes to another repository': { rows: withSecond(() => ({ repo: 'example/other' })) },
  'its accents get another form': { text: (text) => text.normalize('NFD') },
  'its lines end in another way': { text: (text) => text.replaceAll('\n', '\r\n') },
  'it is converted to YAML': { path: 'p.yaml', format: 'yaml', ledger: 'named' },
  'it is converted to JSON Lines': { path: 'p.jsonl', format: 'jsonl', ledger: 'named' },
  'it is converted to YAML without its ledger': { path: 'p.yaml', format: 'yaml', ledger: null },
} satisfies Readonly<Record<string, Edit>>

/**
 * How the first run left the row. `old`: by an older version of the program. `arrived`: it was interrupted after it sent the row.
 * `unlisted`: the same, and GitHub does not list the post yet. `lost`: the same, and the post never arrived. `deleted`: the post was
 * deleted on GitHub.
 */
const STATES = ['created', 'old', 'arrived', 'old-arrived', 'unlisted', 'lost', 'deleted', 'undone'] as const
type State = (typeof STATES)[number]

/**
 * What the second run does. `skipped`: it leaves the row as it is. `refused`: it sends nothing. `held`: it does not send this row, and
 * says what to do. `created`: it creates a post.
 */
type Outcome = 'skipped' | 'refused' | 'held' | 'created'

const APPLY = '--apply --yes'
const LEDGER = 'p.csv.ledger.jsonl'
const REPOSITORIES = {
  [REPO]: { permission: 'WRITE', labels: ['bug'] },
  'example/other': {},
} satisfies SeedInput['repositories']

/** A ledger as older versions wrote it. A row that has another key and was edited since cannot be recognized by the hash in it. */
function asOldVersion(ledger: string): string {
  return withoutRunRepo(ledger)
    .replaceAll(/"parts":\{[^}]*\},/g, '')
    .replaceAll(/,"(?:repositoryId|viewer)":"[^"]*"/g, '')
    .replaceAll(/,"rows":\d+/g, '')
}

type Bulk = ReturnType<typeof setUpBulk>

/** The first run is the same for all edits. */
const firstRuns = new Map<string, Promise<Bulk>>()

/** Applies the plan, and leaves the second row in this state. */
async function applyAndLeave(rows: readonly Row[], state: State): Promise<Bulk> {
  const setup = { repositories: REPOSITORIES, ...(state === 'unlisted' ? { lag: { listings: 3_600 } } : {}) }
  const plan = PRINT.csv(rows)
  const first = await getOrCreate(firstRuns, `${state} ${plan}`, () => run(plan, state, setup))
  if (state !== 'lost' && state !== 'deleted') return continueBulk(first, setup)
  // The same ledger, with a GitHub that does not have the posts.
  const files = Object.fromEntries([LEDGER, '/state/mcp-comms/ledgers/1-2'].map((path) => [path, first.file(path)]))
  const other = setUpBulk({ ...setup, files })
  other.clock.advance(21 * 60_000)
  return other
}

async function run(plan: string, state: State, setup: BulkSetup): Promise<Bulk> {
  const isInterrupted = state !== 'created' && state !== 'old' && state !== 'deleted' && state !== 'undone'
  const bulk = setUpBulk({ ...setup, files: { 'p.csv': plan } })
  await bulk.run(`p.csv ${APPLY} ${isInterrupted ? '--stop-after 2' : ''}`)
  if (state === 'undone') await bulk.run(`--undo ${LEDGER} --yes`)
  const lines = bulk.file(LEDGER).trimEnd().split('\n')
  const ledger = `${(isInterrupted ? lines.slice(0, -1) : lines).join('\n')}\n`
  bulk.changeFile(LEDGER, state.startsWith('old') ? asOldVersion(ledger) : ledger)
  // The fake disk has no numbers of files, under which the program would record the ledger.
  bulk.changeFile('/state/mcp-comms/ledgers/1-2', LEDGER)
  if (state !== 'unlisted') bulk.clock.advance(20 * 60_000)
  return bulk
}

async function outcomeOf(rows: readonly Row[], edit: Edit, state: State): Promise<Outcome> {
  const { run, file, changeFile, titles, mutations } = await applyAndLeave(rows, state)
  const { path = 'p.csv', format = 'csv', ledger = 'next' } = edit
  const text = PRINT[format](edit.rows?.(rows) ?? rows)
  changeFile(path, edit.text?.(text) ?? text)
  if (ledger === 'moved') {
    changeFile(`${path}.ledger.jsonl`, file(LEDGER))
    changeFile(LEDGER, '')
  }
  const countOf = () => [...titles(), ...titles('example/other')].filter(isFollowed).length
  const [countBefore, mutationsBefore] = [countOf(), mutations().length]
  const { exitCode, stderr } = await run(`${path} ${APPLY}${ledger === 'named' ? ` --ledger ${LEDGER}` : ''}`)
  const isCreated = countOf() > countBefore
  if (exitCode === 1 || exitCode === 2) {
    expect(mutations(), stderr).toHaveLength(mutationsBefore)
    return 'refused'
  }
  return isCreated ? 'created' : exitCode === 0 ? 'skipped' : 'held'
}

/** Each cell is the first letter of an outcome, in the order of `STATES`. */
const OUTCOMES: Readonly<Record<string, Outcome>> = { s: 'skipped', r: 'refused', h: 'held', c: 'created' }

describe.each([
  ['without keys', ['', '', '']],
  ['with keys', ['cancel', 'menü', 'progress']],
] as const)('a row of a plan %s', (_, keys) => {
  const hasKeys = keys[0] !== ''
  test.each<readonly [edit: keyof typeof EDITS, withoutKeys: string, withKeys: string]>([
    // created old arrived old-arrived unlisted lost deleted undone
    ['nothing has changed', 'sssshcss', 'sssshcss'],
    ['it is copied', 'rrrrrrrr', 'rrrrrrrr'],
    ['it is copied, and its rows are edited', 'rrrrrrrr', 'rrrrrrrr'],
    ['it is copied, and its rows get labels', 'rrrrrrrr', 'rrrrrrrr'],
    ['it is copied, and its rows get keys', 'rrrrrrrr', 'rrrrrrrr'],
    ['it is copied, and its rows lose their keys', '', 'rrrrrrrr'],
    ['it is renamed together with its ledger', 'sssshcss', 'sssshcss'],
    ['its rows have another order', 'sssshcss', 'sssshcss'],
    ['all its rows get labels', 'sssshcss', 'srsrhcss'],
    ['all its rows are edited', 'sssshcss', 'srsrhcss'],
    ['its title is corrected', 'rchhhcrr', 'sssshcss'],
    ['its title gets other capitals', 'rchhhcrr', 'sssshcss'],
    ['it gets a key', 'rrhhhcrr', ''],
    ['it loses its key', '', 'rrhhhcrr'],
    ['it gets another key', '', 'rrhhhcrr'],
    ['it gets another key, and is edited', 'rrhhhcrr', 'rchchcrr'],
    ['it loses its key, and is edited', '', 'rchhhcrr'],
    ['its key goes to a new row with the same title', '', 'rrhhhhrr'],
    ['it exchanges its key with the next row', '', 'sshhhhss'],
    ['it goes to another repository', 'cchchccc', 'sssshcss'],
    ['its accents get another form', 'rrhhhhrr', 'rrhhhcrr'],
    ['its lines end in another way', 'sssshcss', 'sssshcss'],
    ['it is converted to YAML', 'sssshcss', 'srsrhcss'],
    ['it is converted to JSON Lines', 'sssshcss', 'sssshcss'],
    ['it is converted to YAML without its ledger', 'rrrrrrrr', 'rrrrrrrr'],
  ])('if %s', async (name, withoutKeys, withKeys) => {
    const expected = [...(hasKeys ? withKeys : withoutKeys)].map((letter) => OUTCOMES[letter])
    const outcomes: Outcome[] = []
    const rows = rowsWith(keys)
    if (expected.length > 0) for (const state of STATES) outcomes.push(await outcomeOf(rows, EDITS[name], state))
    expect(outcomes.map((outcome, index) => `${STATES[index]}: ${outcome}`)).toEqual(
      expected.map((outcome, index) => `${STATES[index]}: ${outcome}`),
    )
  })
})
