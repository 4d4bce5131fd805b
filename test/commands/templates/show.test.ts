import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { quillonText } from '../../support/quillon.ts'
import { CATEGORY_FORM, REPO, setUpTemplates } from '../../support/templates.ts'

const CRASH = `name: Crash
description: It stops.
title: "[Crash]: "
labels: [bug, needs triage]
body:
  - type: markdown
    attributes: { value: Thank you! }
  - type: input
    id: version
    attributes: { label: Version, description: As --version prints it. }
    validations: { required: true }
  - type: textarea
    id: log
    attributes: { label: Log, render: shell }
  - type: dropdown
    id: system
    attributes: { label: System, options: [Linux, It's another], multiple: true }
    validations: { required: true }
  - type: checkboxes
    id: checks
    attributes:
      label: Checks
      options:
        - label: I looked & found none.
          required: true
        - label: I can help.
`
const show = (...words: readonly string[]) => ['templates', 'show', '--repo', REPO, ...words]

describe('templates show', () => {
  test('prints each question, and a command that answers the required ones', async () => {
    const { github } = setUpTemplates({ 'crash.yml': CRASH })
    const { stdout, stderr, exitCode } = await run(show('crash'), { github, columns: 60 })
    expect(stdout).toBe(`
  Crash (crash)
  It stops.
  An issue template from example/protocol
  Title   [Crash]:
  Labels  bug, needs triage

  version  Version (one line, required)
      As --version prints it.

  log  Log (text, as a code block)

  system  System (any of, required)
      - Linux
      - It's another

  checks  Checks (checkboxes)
      - I looked & found none. (required)
      - I can help.

  mcp-comms issue new --template crash \\
    --repo example/protocol \\
    --title "[Crash]: …" \\
    --field version=… \\
    --field system=Linux \\
    --field "checks=I looked & found none."

`)
    expect([stderr, exitCode]).toEqual(['', 0])
  })

  test('with --policy, the command follows the same rules', async () => {
    const { github } = setUpTemplates({ 'crash.yml': CRASH })
    const { stdout } = await run(show('crash', '--policy', 'rules.yaml'), {
      github,
      files: { 'rules.yaml': quillonText },
    })
    expect(stdout).toContain('    --policy rules.yaml \\\n')
  })

  test('prints the form as JSON with --json', async () => {
    const { github } = setUpTemplates({ 'crash.yml': CRASH })
    const { stdout } = await run(show('crash.yml', '--json'), { github })
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'issue',
      id: 'crash',
      file: 'crash.yml',
      source: 'repository',
      from: REPO,
      form: {
        kind: 'form',
        title: '[Crash]: ',
        fields: [{ type: 'markdown' }, { id: 'version', required: true }, {}, {}, {}],
      },
    })
  })

  test('prints a Markdown template as one text field', async () => {
    const { github } = setUpTemplates({ 'note.md': '---\nname: Note\nabout: Anything\n---\n## What\n' })
    const { stdout } = await run(show('note'), { github })
    expect(stdout).toMatch(/body {2}Body \(text\)/)
  })

  test('if a discussion form has the same id, prints the issue form, unless --kind asks for the other one', async () => {
    const { github } = setUpTemplates({ 'crash.yml': CRASH, '.github/DISCUSSION_TEMPLATE/crash.yml': CATEGORY_FORM })
    const kindOf = async (...flags: readonly string[]) =>
      JSON.parse((await run(show('crash', '--json', ...flags), { github })).stdout).kind
    expect(await kindOf()).toBe('issue')
    expect(await kindOf('--kind', 'discussion')).toBe('discussion')
  })

  test('refuses a template that does not exist, and suggests a similar one', async () => {
    const { github } = setUpTemplates({ 'crash.yml': CRASH })
    const { stdout, stderr, exitCode } = await run(show('crush', '--kind', 'issue'), { github })
    expect(stderr).toBe('mcp-comms: there is no template "crush". Did you mean crash?\nChoices: crash\n')
    expect([stdout, exitCode]).toEqual(['', 2])
  })
})
