import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD, RECORD_BODY } from '../../support/record.ts'
import { setUpWithoutToken } from '../../support/without-token.ts'

const withoutPart = (heading: string) => RECORD_BODY.replace(`### ${heading}\n`, '### Other\n')
const lint = (files: Readonly<Record<string, string>>, ...argv: string[]) =>
  run(['decision', 'lint', ...argv], { files })

test('a complete record passes, as a draft and as plain Markdown', async () => {
  const { exitCode, stdout } = await lint({ 'd.md': RECORD, 't.md': RECORD_BODY }, 'd.md', 't.md')
  expect(exitCode).toBe(0)
  expect(stdout).toBe('d.md\n  ✔ Has all five parts\nt.md\n  ✔ Has all five parts\n')
})

test.each([
  ['below other front matter', `---\nlayout: record\n---\n${RECORD_BODY}\n\`\`\`yaml\nkind: Deployment\n\`\`\`\n`],
  ['below a line that only looks like front matter', `--- \n\n${RECORD_BODY}\nkind: Deployment\n`],
])('a "kind:" %s does not make plain Markdown a draft', async (_, markdown) => {
  const { exitCode, stdout, stderr } = await lint({ 't.md': markdown }, 't.md')
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: 't.md\n  ✔ Has all five parts\n', stderr: '' })
})

test('a draft whose front matter is not closed is an error', async () => {
  const { exitCode, stderr } = await lint({ 'd.md': RECORD.replace(/\n---\n/, '\n\n') }, 'd.md')
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('second "---"') })
})

describe('one of the five parts', () => {
  test.each([
    'Decision makers',
    'Background and motivation',
    'Options considered',
    'Decision and rationale',
    'Implementation steps',
  ])('is reported if its heading is missing: %s', async (heading) => {
    const { exitCode, stdout } = await lint({ 't.md': withoutPart(heading) }, 't.md', '--json')
    const { ok, findings, records } = JSON.parse(stdout)
    expect({ exitCode, ok }).toEqual({ exitCode: 1, ok: false })
    expect(findings).toMatchObject([{ check: 'required', code: 'part-missing', severity: 'block', source: 't.md' }])
    expect(findings[0].message).toContain(`"${heading}"`)
    expect(records[0].parts).toHaveLength(4)
  })

  test('is reported at the line of its heading if nothing is under it', async () => {
    const text = RECORD.replace(/(?<=### Decision and rationale\n\n).*$/m, '_No response_')
    const { findings } = JSON.parse((await lint({ 'd.md': text }, 'd.md', '--json')).stdout)
    const line = text.split('\n').indexOf('### Decision and rationale') + 1
    expect(findings).toMatchObject([{ code: 'part-missing', line }])
  })
})

test('a secret in the name of an option is not printed', async () => {
  const secret = 'seems_to_contain_7f3K9q'
  const text = RECORD_BODY.replace(/(?<=### Options considered\n\n)/, `- DB_PASSWORD=${secret}\n`)
  for (const argv of [['t.md'], ['t.md', '--json']]) {
    const { stdout } = await lint({ 't.md': text }, ...argv)
    expect(stdout).toContain('PASSWORD=***')
    expect(stdout).not.toMatch(/contain_?7f3K9q/)
  }
})

describe('the options of a record', () => {
  const withOptions = (text: string) => RECORD_BODY.replace(/(?<=### Options considered\n\n)[\s\S]*?(?=\n\n###)/, text)
  test.each([
    ['reported as too few if there is only one', '- Keep it: nothing changes', ['few-options']],
    [
      'reported as incomplete if one of them has no consequences',
      '- Keep it\n- Replace it: clients break',
      ['option-without-consequences'],
    ],
    ['accepted if both have consequences', '- Keep it: nothing changes\n- Replace it: clients break', []],
  ])('are %s', async (_, text, codes) => {
    const { findings } = JSON.parse((await lint({ 't.md': withOptions(text) }, 't.md', '--json')).stdout)
    expect(findings.map(({ code }: { code: string }) => code)).toEqual(codes)
  })
})

test('warns about what else this kind of decision changes, if the record does not mention it', async () => {
  const text = RECORD_BODY.replace('\n- [ ] Describe it in the community documentation', '')
  const { exitCode, stdout } = await lint({ 't.md': text }, 't.md', '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout).findings).toMatchObject([
    { code: 'also-changes', severity: 'warn', fix: expect.stringContaining('https://') },
  ])
})

test('lints a post on GitHub, given by its address or as owner/name#number', async () => {
  const issues = [{ title: 'A record', body: withoutPart('Decision makers') }]
  const posting = setUpPosting({ files: {}, repository: { issues } })
  for (const name of [`https://github.com/${REPO}/issues/1`, `${REPO}#1`]) {
    const { exitCode, stdout } = await posting.run('decision', 'lint', name)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('the record does not have the part "Decision makers"')
  }
})

test('without a token, reads a public issue, and says that a discussion needs one', async () => {
  const repository = {
    issues: [{ title: 'A record', body: withoutPart('Decision makers') }],
    discussions: [{ title: 'Notes', body: RECORD_BODY }],
  }
  const { options } = setUpWithoutToken(repository)
  const { exitCode, stdout, stderr } = await run(['decision', 'lint', `https://github.com/${REPO}/issues/1`], options)
  expect(exitCode).toBe(1)
  expect(stdout).toContain('the record does not have the part "Decision makers"')
  expect(stderr).toContain('not signed in to GitHub')
  const discussion = await run(['decision', 'lint', `https://github.com/${REPO}/discussions/2`], options)
  expect(discussion.exitCode).toBe(4)
  expect(discussion.stderr).toContain('only to those who are signed in')
})

test('a file that cannot be read is reported, and the others are linted', async () => {
  const { exitCode, stdout, stderr } = await lint({ 'd.md': RECORD }, 'gone.md', 'd.md')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('gone.md')
  expect(stdout).toContain('Has all five parts')
})

test('with --json, a file that cannot be read is reported as JSON, even if it is the only one', async () => {
  const { exitCode, stdout, stderr } = await lint({}, 'gone.md', '--json')
  expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 1, ok: false, records: [] })
  expect(JSON.parse(stderr)).toMatchObject({ error: { message: expect.stringContaining('gone.md') } })
})

test('a private report is not read as a record', async () => {
  const report = RECORD.replace(/^kind: .*$/m, 'kind: advisory')
  const { exitCode, stdout, stderr } = await lint({ 'd.md': report }, 'd.md')
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toContain('d.md is a private report, not a decision record')
})
