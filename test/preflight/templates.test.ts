import { describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { CATEGORY_FORM, formText, REPO, setUpTemplates } from '../support/templates.ts'
import { trustFiles } from '../support/trust-files.ts'

type RunOptions = Parameters<typeof run>[1]

/** Returns `id source` for each template, the notes on stderr, and the JSON. */
async function listTemplates(
  kind: string,
  options: RunOptions,
): Promise<{ templates: readonly string[]; stderr: string; json: unknown }> {
  const { stdout, stderr, exitCode } = await run(
    ['templates', 'list', '--kind', kind, '--repo', REPO, '--json'],
    options,
  )
  expect(exitCode).toBe(0)
  const json = JSON.parse(stdout)
  const templates = json.templates.map(({ id, source }: { id: string; source: string }) => `${id} ${source}`)
  return { templates, stderr, json }
}

const BUILT_IN = ['bug', 'ci', 'documentation', 'release-task', 'work-item'].map((id) => `${id} built-in`)

describe('the templates that are offered', () => {
  test("a repository's own templates replace the built-in ones", async () => {
    const { github } = setUpTemplates({
      'crash.yml': formText('Crash'),
      'idea.md': '---\nname: Idea\nabout: x\n---\nWhat?\n',
    })
    expect((await listTemplates('issue', { github })).templates).toEqual(['crash repository', 'idea repository'])
  })

  test("if a repository has no templates for discussions, those of its owner's .github are offered", async () => {
    const { github } = setUpTemplates(
      { 'crash.yml': formText('Crash') },
      { '.github/DISCUSSION_TEMPLATE/ideas.yml': CATEGORY_FORM },
    )
    const { templates, json } = await listTemplates('discussion', { github })
    expect(templates).toEqual(['ideas community'])
    expect(json).toMatchObject({ templates: [{ from: 'example/.github', name: 'ideas' }] })
  })

  test('for a repository without templates, the built-in ones are offered', async () => {
    const { github } = setUpTemplates({})
    expect((await listTemplates('issue', { github })).templates).toEqual(BUILT_IN)
  })

  test("a person's own templates come before the repository's, and replace one with the same id", async () => {
    const { github } = setUpTemplates({ 'Bug.yml': formText('Theirs'), 'crash.yml': formText('Crash') })
    const files = {
      '.mcp-comms/templates/issue/bug.yml': formText('Mine'),
      '.mcp-comms/templates/issue/note.md': 'Only text\n',
      '.mcp-comms/templates/issue/README.txt': 'not a template',
      '.mcp-comms/templates/discussion/poll.yml': CATEGORY_FORM,
    }
    const { templates, json } = await listTemplates('issue', { github, files: await trustFiles(files) })
    expect(templates).toEqual(['bug local', 'note local', 'crash repository'])
    expect(json).toMatchObject({ templates: [{ name: 'Mine', from: '.mcp-comms/templates/issue/bug.yml' }, {}, {}] })
  })

  test("a person's own templates are listed with the built-in ones, and replace one with the same id", async () => {
    const { github } = setUpTemplates({})
    const files = { '.mcp-comms/templates/issue/ci.yaml': formText('My CI') }
    const { templates } = await listTemplates('issue', { github, files: await trustFiles(files) })
    expect(templates).toEqual(['ci local', ...BUILT_IN.filter((id) => id !== 'ci built-in')])
  })

  test('two files whose names differ only in the extension get two ids', async () => {
    const { github } = setUpTemplates({ 'bug.md': 'Text\n', 'bug.yml': formText('Bug') })
    expect((await listTemplates('issue', { github })).templates).toEqual(['bug repository', 'bug.yml repository'])
  })
})

describe('a repository without blank issues', () => {
  const config =
    'blank_issues_enabled: false\ncontact_links:\n  - name: Questions\n    url: https://example.com/ask\n    about: Ask there\n'

  test('offers only its own forms, and says what was left out', async () => {
    const { github } = setUpTemplates({ 'config.yml': config, 'crash.yml': formText('Crash') })
    const files = { '.mcp-comms/templates/issue/mine.yml': formText('Mine') }
    const { templates, stderr, json } = await listTemplates('issue', { github, files })
    expect(templates).toEqual(['crash repository'])
    expect(json).toMatchObject({ blank: { issue: false }, contactLinks: [{ name: 'Questions' }] })
    expect(stderr).toBe(
      'mcp-comms: skipped .mcp-comms/templates/issue/mine.yml: example/protocol only accepts issues made with its own forms\n',
    )
  })

  test('may have no forms, and then no template is offered', async () => {
    const { github } = setUpTemplates({ 'config.yml': config })
    const { stdout } = await run(['templates', 'list', '--kind', 'issue', '--repo', REPO], { github })
    expect(stdout).toMatch(/example\/protocol has no issue templates\./)
    expect(stdout).toMatch(/example\/protocol only accepts issues made with its own forms\./)
    expect(stdout).toMatch(/Questions: Ask there\n\s+https:\/\/example\.com\/ask/)
  })

  test('still accepts blank discussions, and offers the built-in templates for them', async () => {
    const { github } = setUpTemplates({ 'config.yml': config })
    const { templates, json } = await listTemplates('discussion', { github })
    expect(templates).toHaveLength(7)
    expect(json).toMatchObject({ blank: { discussion: true }, contactLinks: [] })
  })

  test("a config.yml that cannot be read may forbid blank issues, so only the repository's own forms are offered", async () => {
    const { github } = setUpTemplates({ 'config.yml': 'blank_issues_enabled: maybe\n' })
    const { templates, stderr } = await listTemplates('issue', { github })
    expect(templates).toEqual([])
    expect(stderr).toMatch(/^mcp-comms: example\/protocol: skipped: \.github\/ISSUE_TEMPLATE\/config\.yml:1: /)
  })
})

test('an invalid template does not hide the others', async () => {
  const { github } = setUpTemplates({
    'a.yml': formText('A').replace('type: input', 'type: inputs'),
    'b.yml': formText('B'),
  })
  const files = {
    '.mcp-comms/templates/issue/c.yml': 'name: [\n',
    '.mcp-comms/templates/issue/d.yml': formText('D'),
  }
  const { templates, stderr } = await listTemplates('issue', { github, files: await trustFiles(files) })
  expect(templates).toEqual(['d local', 'b repository'])
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^mcp-comms: skipped: \.mcp-comms\/templates\/issue\/c\.yml:\d+: /),
    expect.stringMatching(
      /^mcp-comms: example\/protocol: skipped: \.github\/ISSUE_TEMPLATE\/a\.yml:4: body\[0\]\.type: GitHub expects/,
    ),
    '',
  ])
})
