import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'

const GOOD =
  'name: Bug\ndescription: Something is broken\nbody:\n  - type: input\n    id: version\n    attributes: { label: Version }\n'

describe('templates lint', () => {
  test('a good template', async () => {
    const { stdout, exitCode } = await run(['templates', 'lint', 'bug.yml'], { files: { 'bug.yml': GOOD } })
    expect([stdout, exitCode]).toEqual(['✔ 1 template, no problems found\n', 0])
  })

  test('a bad one is told with file, line and key, and ends with 1', async () => {
    const files = { 'bug.yml': GOOD, 'bad.yml': GOOD.replace('type: input', 'type: inputs') }
    const { stdout, exitCode } = await run(['templates', 'lint', 'bug.yml', 'bad.yml'], { files })
    expect(stdout).toMatch(/^bad\.yml:4 {2}error {2}body\[0\]\.type: /)
    expect(stdout).toMatch(/✖ 1 error, 0 warnings\n$/)
    expect(exitCode).toBe(1)
  })

  test('--json', async () => {
    const files = { 'bad.yml': GOOD.replace('type: input', 'type: inputs') }
    const { stdout } = await run(['templates', 'lint', 'bad.yml', '--json'], { files })
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ file: 'bad.yml', line: 4, severity: 'error' }] })
  })

  test('the page on which a form is chosen', async () => {
    const files = { 'config.yml': 'blank_issues_enabled: maybe\n' }
    const { stderr, exitCode } = await run(['templates', 'lint', 'config.yml'], { files })
    expect(stderr).toMatch(/^mcp-comms: config\.yml:1: blank_issues_enabled: /)
    expect(exitCode).toBe(1)
  })

  test('a file that is not there does not keep the others from being read', async () => {
    const { stdout, stderr, exitCode } = await run(['templates', 'lint', 'no.yml', 'bug.yml'], {
      files: { 'bug.yml': GOOD },
    })
    expect(stderr).toMatch(/no\.yml: file not found/)
    expect(stdout).toMatch(/1 template/)
    expect(exitCode).toBe(1)
  })
})
