import { expect, test } from 'vitest'
import { repoInAddress } from '../../src/github/endpoints.ts'
import { run } from '../support/app.ts'

const ENTERPRISE = { GITHUB_API_URL: 'https://github.example.org/api/v3' }

const ADDRESSES = [
  'https://github.com/o/n.js',
  'http://github.com/o/n.js',
  'https://www.github.com/o/n.js',
  'https://GitHub.com/o/n.js/',
  'https://github.com/o/n.js.git',
  'github.com/o/n.js',
  'git@github.com:o/n.js.git',
  'ssh://git@github.com/o/n.js.git',
  'git+ssh://git@github.com/o/n.js.git',
  ' https://github.com/o/n.js ',
]

test.each(ADDRESSES)('%j is o/n.js', (address) => {
  expect(repoInAddress({}, address)).toBe('o/n.js')
})

test.each([
  'o/n',
  'n',
  '',
  'https://github.com/o',
  'https://github.com/o/n/issues',
  'https://github.com/o/..',
  'https://gitlab.com/o/n',
  'https://github.com@gitlab.com/o/n',
  'https://ada:not-a-real-token@github.com/o/n',
  'https://github.com.example.org/o/n',
  'git@gitlab.com:o/n.git',
  'a/o/n',
])('%j stays as it is', (text) => {
  expect(repoInAddress({}, text)).toBe(text)
})

test('on GitHub Enterprise, an address on github.com is not a repository there', () => {
  expect(repoInAddress(ENTERPRISE, 'https://github.example.org/o/n')).toBe('o/n')
  expect(repoInAddress(ENTERPRISE, 'https://github.com/o/n')).toBe('https://github.com/o/n')
})

const TEMPLATES = ['templates', 'list', '--offline']

test.each([
  ['--repo', ['--repo', 'https://github.com/example/protocol'], {}],
  ['GH_REPO', [], { GH_REPO: 'github.com/example/protocol' }],
])('a command uses the name of the repository in the address of %s', async (_, flags, env) => {
  const { stderr } = await run([...TEMPLATES, ...flags], { env })
  expect(stderr).toContain('the templates of example/protocol are not in the cache')
})

test('the address of a repository on another server is an error', async () => {
  const { stderr, exitCode } = await run([...TEMPLATES, '--repo', 'https://gitlab.com/example/protocol'])
  expect(stderr).toMatch(/"https:\/\/gitlab\.com\/example\/protocol" isn't a repository: expected owner\/name/)
  expect(exitCode).toBe(2)
})

test('a row of a plan is the same row with the name of its repository and with its address', async () => {
  const keysOf = async (repo: string) => {
    const files = { 'plan.csv': `title,repo\nA,${repo}\n` }
    const { stdout } = await run(['issue', 'bulk', 'plan.csv', '--offline', '--json'], { files })
    return stdout.split('\n').map((line) => (line === '' ? null : JSON.parse(line)))
  }
  const byName = await keysOf('o/n')
  expect(byName[0]).toMatchObject({ repo: 'o/n' })
  expect(await keysOf('https://github.com/o/n')).toEqual(byName)
})

const TOKEN = `example/gh${'p'}_aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5`

test.each([
  ['templates', 'list', '--offline'],
  ['templates', 'show', 'bug', '--offline'],
  ['issue', 'new', '--offline', '--title', 'It crashes'],
  ['discussion', 'new', '--offline', '--title', 'A question'],
  ['decision', 'list'],
  ['sep', 'list'],
  ['doctor'],
])('a token in the place of a repository is refused before %s %s repeats it', async (...words) => {
  for (const [flags, env] of [[['--repo', TOKEN], {}] as const, [[], { GH_REPO: TOKEN }] as const]) {
    const { stdout, stderr, exitCode } = await run([...words, ...flags], { env })
    expect(stderr).toMatch(/^mcp-comms: the name of the repository seems to contain a token or a password/)
    expect(`${stdout}${stderr}`.toLowerCase()).not.toContain('ab3de5gh')
    expect(exitCode).toBe(2)
  }
})

test('a text that is not the name of a repository is wrong usage in GH_REPO, too', async () => {
  const files = { 'plan.csv': 'title,repo\nIt crashes,example/protocol\n' }
  const { stderr, exitCode } = await run(['issue', 'bulk', 'plan.csv'], { env: { GH_REPO: 'a/b/c' }, files })
  expect([stderr, exitCode]).toEqual([`mcp-comms: "a/b/c" isn't a repository: expected owner/name\n`, 2])
})

test('a long name with digits is not a token', async () => {
  const { stderr } = await run([...TEMPLATES, '--repo', 'example/2026-protocol-server-for-weather'])
  expect(stderr).toContain('the templates of example/2026-protocol-server-for-weather are not in the cache')
})
