import { expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const SEP_PATH = 'seps/2-icons-for-tools.md'
const SEP_PAGE = 'docs/seps/2-icons-for-tools.mdx'
const OPEN = ['sep', 'open', DRAFT, '--yes']
const numberedSep = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')

const commandsIn = (repo: string) => [
  `git clone --depth 1 --branch ${BRANCH} https://github.com/${repo}.git`,
  'cd modelcontextprotocol',
  'npm ci',
  'npx prettier --write seps/2-icons-for-tools.md',
  'npm run generate:seps',
  'git add seps docs',
  'git commit -m "SEP-2: rendered pages"',
  'git push',
]

test.each([
  ['WRITE', SPEC],
  ['READ', 'newcomer/modelcontextprotocol'],
] as const)(
  'with %s access, the printed commands add the rendered pages to the branch in %s',
  async (permission, repo) => {
    const { run, spec } = setUpProposing({ permission })
    const { stderr } = await run(...OPEN, '--try')
    expect(stderr).toContain(
      commandsIn(repo)
        .map((command) => `    ${command}\n`)
        .join(''),
    )
    expect(stderr).toContain('npm run check:seps')
    expect(spec()?.posts[1]?.body).toContain('`docs/seps/NUMBER-icons-for-tools.mdx`')
  },
)

test('--json contains the commands', async () => {
  const { stdout, stderr } = await setUpProposing({ permission: 'WRITE' }).run(...OPEN, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ number: 2, next: commandsIn(SPEC) })
  expect(stderr).not.toContain('npm ci')
})

test('sep update prints the commands for a new version, but not for the same version again', async () => {
  const proposing = setUpProposing({ permission: 'WRITE' })
  await proposing.run(...OPEN)
  proposing.changeFile(SEP_PATH, numberedSep.replace('Names alone', 'Words alone'))
  const update = ['sep', 'update', '2', SEP_PATH, '--yes']
  expect((await proposing.run(...update)).stderr).toContain('    npm run generate:seps\n')
  expect((await proposing.run(...update)).stderr).not.toContain('generate:seps')
  proposing.changeFile(SEP_PATH, numberedSep.replace('Names alone', 'Sounds alone'))
  expect(JSON.parse((await proposing.run(...update, '--json')).stdout)).toMatchObject({
    changed: true,
    next: commandsIn(SPEC),
  })
})

test('no commands are printed for a repository without rendered pages', async () => {
  const { run, fake } = setUpProposing({ repositories: { 'else/specs': { permission: 'WRITE' } } })
  const { stderr } = await run(...OPEN, '--repo', 'else/specs')
  expect(stderr).not.toContain('npm')
  expect(fake.state().repositories['else/specs']?.posts[0]?.body).not.toContain('rendered')
})

const INDEX = 'docs/seps/index.mdx'
const NAVIGATION = 'docs/docs.json'
const ALL_PAGES = {
  [SEP_PAGE]: '# SEP-2',
  [INDEX]: '[SEP-2](/seps/2-icons-for-tools)',
  [NAVIGATION]: '"seps/2-icons-for-tools"',
}

/** Sets up an open pull request with a SEP and these files. */
function setUpSepWith(files: Readonly<Record<string, string>>) {
  const main = { [INDEX]: '[SEP-1](/seps/1-first)', [NAVIGATION]: '"seps/1-first"', 'MAINTAINERS.md': '' }
  const pullRequests = [
    {
      title: 'SEP-2: Icons',
      author: 'ada',
      labels: ['SEP'],
      head: 'sep/icons',
      files: { [SEP_PATH]: numberedSep, ...files },
    },
  ]
  return setUpProposing({ repository: { files: main, pullRequests } })
}

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['none', {}, [SEP_PAGE, INDEX, NAVIGATION]],
  ['one', { [SEP_PAGE]: '# SEP-2' }, [INDEX, NAVIGATION]],
  ['all', ALL_PAGES, []],
])('sep show says which pages are missing if the branch has %s of them', async (_, files, missing) => {
  const { run } = setUpSepWith(files)
  const { stdout } = await run('sep', 'show', '2')
  const text = stdout.replaceAll(/\s+/g, ' ')
  expect(text).toContain(
    missing.length === 0 ? 'Pages rendered, and on the branch' : `Pages not on the branch yet: ${missing.join(', ')}`,
  )
  const json = JSON.parse((await run('sep', 'show', '2', '--json')).stdout)
  expect(json.pages).toEqual([SEP_PAGE, INDEX, NAVIGATION].map((path) => ({ path, present: !missing.includes(path) })))
})

test('sep show prints the SEP even if GitHub refuses to return one of the pages', async () => {
  const { run, fake } = setUpSepWith(ALL_PAGES)
  fake.faults([{ operation: 'FileText', mode: 'forbidden' }])
  const { stdout, exitCode } = await run('sep', 'show', '2')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('could not be read')
})
