import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { formText, REPO, setUpTemplates } from '../../support/templates.ts'
import { trustFiles } from '../../support/trust-files.ts'

const list = ['templates', 'list', '--repo', REPO]
const widthOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

describe('templates list', () => {
  test('groups the templates by kind and by origin', async () => {
    const { github } = setUpTemplates(
      { 'crash.yml': formText('Crash', 'It stops.') },
      { '.github/DISCUSSION_TEMPLATE/ideas.yml': 'body: [{ type: input, attributes: { label: Idea } }]\n' },
    )
    const files = { '.mcp-comms/templates/issue/mine.yml': formText('Mine', 'As I like it.') }
    const { stdout, stderr, exitCode } = await run(list, { github, files: await trustFiles(files), columns: 60 })
    expect(stdout).toBe(`
  Issue templates from .mcp-comms/templates/issue (yours)
  mine  Mine
        As I like it.

  Issue templates from example/protocol
  crash  Crash
         It stops.

  Discussion templates from example/.github, for every
  repository of its owner
  ideas  ideas

  Decision record templates from mcp-comms
  decision  Decision
            What was decided, who decided it and why, so
            that everybody can look it up later.

`)
    expect([stderr, exitCode]).toEqual(['', 0])
  })

  test('fits 60 columns', async () => {
    const { github } = setUpTemplates({
      'a_template_with_quite_a_long_name.yml': formText(
        'A name that is long too',
        'A sentence of some length, for once.',
      ),
      'b.yml': formText('B'),
    })
    const { stdout } = await run(list, { github, columns: 60 })
    expect(widthOf(stdout)).toBeLessThan(60)
    expect(stdout).toMatch(/^ {2}a_template_with_quite_a_long_name\n {24}A name that is long too$/m)
  })

  test('sends one query', async () => {
    const { github, fake } = setUpTemplates({})
    await run(list, { github })
    expect(fake.requests().map(({ operation }) => operation)).toEqual(['Target'])
  })

  test("uses GH_REPO, else the policy's repository", async () => {
    const argv = ['templates', 'list', '--offline', '--json']
    const repoOf = async (env: Record<string, string>) => JSON.parse((await run(argv, { env })).stdout).repo
    expect(await repoOf({ GH_REPO: REPO })).toBe(REPO)
    expect(await repoOf({ GH_REPO: '' })).toBe('modelcontextprotocol/modelcontextprotocol')
  })

  test('rejects a kind that has no templates to list', async () => {
    const { stderr, exitCode } = await run([...list, '--kind', 'sep'])
    expect(stderr).toMatch(/expects issue, discussion/)
    expect(exitCode).toBe(2)
  })
})
