import { describe, expect, test } from 'vitest'
import { BUG_FORM, DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'

describe('the checks of issue open', () => {
  const SECRET = `ghp_${'a1B2c3D4'.repeat(4)}abcd`
  test.each([
    ['secrets', DRAFT.replace('Split', `My token is ${SECRET}. Split`)],
    ['required', DRAFT.replace('Split the reply after the first byte.', '')],
    [
      'vulnerability',
      DRAFT.replace(
        'Split the reply after the first byte.',
        'With a guessed session id you can read the events of another tenant, an authentication bypass.',
      ),
    ],
  ])('if the check %s has a finding, the command exits with 3 and posts nothing', async (check, draft) => {
    const { run, posts, operations } = setUpPosting({ files: { 'd.md': draft } })
    const { stdout, stderr, exitCode, files } = await run('issue', 'open', 'd.md', '--yes', '--json')
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      draft: 'd.md',
      findings: expect.arrayContaining([expect.objectContaining({ check, severity: 'block' })]),
    })
    expect(stdout + stderr).not.toContain(SECRET)
    expect(posts()).toEqual([])
    expect(operations()).toEqual(['Target'])
    expect(files['d.md']).toBe(draft)
  })

  test('an issue without a form is blocked if the repository accepts only its own forms', async () => {
    const files = {
      '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM,
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false',
    }
    const { run, posts } = setUpPosting({ repository: { files }, files: { 'd.md': PLAIN_DRAFT } })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect({ exitCode, posts: posts() }).toEqual({ exitCode: 3, posts: [] })
    expect(stderr).toContain('only accepts issues made with one of its forms')
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('with --from and --template bug_report.yml')
  })

  test('--allow overrides a check, and is recorded in the draft', async () => {
    const { run, posts } = setUpPosting({
      files: { 'd.md': DRAFT.replace('Split the reply after the first byte.', '') },
    })
    const { exitCode, files, stderr } = await run(
      'issue',
      'open',
      'd.md',
      '--yes',
      '--allow',
      'required',
      '--allow',
      'placeholders',
    )
    expect(stderr).toContain('warn  required')
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain('allow:\n  - required\n  - placeholders')
    expect(posts()).toHaveLength(1)
  })

  test.each([
    ['nonsense', 'unknown check'],
    ['ai-agent', 'it cannot be overridden'],
  ])('--allow %s is rejected', async (check, sentence) => {
    const { stderr, exitCode } = await setUpPosting().run('issue', 'open', 'd.md', '--yes', '--allow', check)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(sentence)
  })

  test('possible duplicates are shown, and do not block', async () => {
    const { run } = setUpPosting({ repository: { issues: [{ title: 'Handshake stalls on a split reply' }] } })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('issue #1')
  })
})
