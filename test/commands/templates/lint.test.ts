import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'

const VALID =
  'name: Bug\ndescription: Something is broken\nbody:\n  - type: input\n    id: version\n    attributes: { label: Version }\n'

describe('templates lint', () => {
  test('says that a valid template has no problems, once if it is named twice', async () => {
    const { stdout, exitCode } = await run(['templates', 'lint', 'bug.yml', 'bug.yml'], { files: { 'bug.yml': VALID } })
    expect([stdout, exitCode]).toEqual(['✔ 1 template, no problems found\n', 0])
  })

  test.each(['ideas.yml', './ideas.yml', '../ideas.yml', 'other/../ideas.yml'])(
    'knows the folder of %s, because a form for discussions needs no name',
    async (file) => {
      const files = { [file]: VALID.replace(/^name.*\ndescription.*\n/, '') }
      const cwd = `/protocol/.github/DISCUSSION_TEMPLATE${file.startsWith('../') ? '/old' : ''}`
      expect(await run(['templates', 'lint', file], { files, cwd })).toMatchObject({ exitCode: 0 })
      const elsewhere = await run(['templates', 'lint', file], { files, cwd: '/protocol/.github/ISSUE_TEMPLATE' })
      expect(elsewhere.stdout).toContain(`${file}:1  error  name: `)
    },
  )

  test('prints file, line and key of an error, and exits with 1', async () => {
    const files = { 'bug.yml': VALID, 'bad.yml': VALID.replace('type: input', 'type: inputs') }
    const { stdout, exitCode } = await run(['templates', 'lint', 'bug.yml', 'bad.yml'], { files })
    expect(stdout).toMatch(/^bad\.yml:4 {2}error {2}body\[0\]\.type: /)
    expect(stdout).toMatch(/✖ 1 error\n$/)
    expect(exitCode).toBe(1)
  })

  test('says in plain words what an attribute must be', async () => {
    const files = { 'bad.yml': VALID.replace('{ label: Version }', '5') }
    const { stdout } = await run(['templates', 'lint', 'bad.yml'], { files })
    expect(stdout).toContain('body[0].attributes: expected a mapping\n')
  })

  test('--json prints the problems', async () => {
    const files = { 'bad.yml': VALID.replace('type: input', 'type: inputs') }
    const { stdout } = await run(['templates', 'lint', 'bad.yml', '--json'], { files })
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ file: 'bad.yml', line: 4, severity: 'error' }] })
  })

  test('prints the problems of config.yml, also with --json', async () => {
    const files = { '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: maybe\n' }
    const file = '.github/ISSUE_TEMPLATE/config.yml'
    const { stdout, exitCode } = await run(['templates', 'lint', file], { files })
    expect(stdout).toMatch(/config\.yml:1 {2}error {2}blank_issues_enabled: /)
    expect(exitCode).toBe(1)
    const json = await run(['templates', 'lint', file, '--json'], { files })
    expect(json.exitCode).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      problems: [{ file, line: 1, key: 'blank_issues_enabled', severity: 'error' }],
    })
  })

  test('exits with 0 if there are only warnings', async () => {
    const { stdout, exitCode } = await run(['templates', 'lint', 'bug.yml'], {
      files: { 'bug.yml': `name: A\n${VALID}` },
    })
    expect(stdout).toMatch(/✔ No errors, 1 warning\n$/)
    expect(exitCode).toBe(0)
  })

  test('lints the issue and discussion templates in .github or its parent, and refuses a folder without templates', async () => {
    const invalid = VALID.replace('type: input', 'type: inputs')
    const files = {
      '.github/ISSUE_TEMPLATE/bug.yml': VALID,
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: maybe\n',
      '.github/ISSUE_TEMPLATE/logo.png': 'x',
      '.github/DISCUSSION_TEMPLATE/ideas.yml': invalid,
    }
    for (const folder of ['.github', '.github/', '.']) {
      const { stdout, exitCode } = await run(['templates', 'lint', folder], { files })
      expect(stdout, folder).toMatch(/ISSUE_TEMPLATE\/config\.yml:1 .*DISCUSSION_TEMPLATE\/ideas\.yml:4 /s)
      expect(stdout).toMatch(/✖ 2 errors/)
      expect(exitCode).toBe(1)
    }
    const { stderr, exitCode } = await run(['templates', 'lint', 'src'], { files: { 'src/a.ts': '' } })
    expect([stderr, exitCode]).toEqual([
      'mcp-comms: src: no templates found in this folder; name another folder, or the files themselves\n',
      1,
    ])
  })

  test('lints the other files if one does not exist', async () => {
    const { stdout, stderr, exitCode } = await run(['templates', 'lint', 'no.yml', 'bug.yml'], {
      files: { 'bug.yml': VALID },
    })
    expect(stderr).toMatch(/no\.yml: file not found/)
    expect(stdout).toBe('✖ 1 template, no problems found, 1 unreadable file\n')
    expect(exitCode).toBe(1)
  })
})
