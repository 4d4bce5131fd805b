import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { policyText } from '../../support/policy.ts'
import { quillonText } from '../../support/quillon.ts'

const NEW_POLICY = readFileSync('templates/policy/start.yaml', 'utf8')

async function lint(text: string) {
  const { stdout, exitCode } = await run(['policy', 'lint', 'p.yaml', '--json'], { files: { 'p.yaml': text } })
  const { ok, problems } = JSON.parse(stdout) as { ok: boolean; problems: readonly { code: string; line: number }[] }
  expect(exitCode).toBe(ok ? 0 : 1)
  return { ok, codes: problems.map(({ code }) => code), lines: problems.map(({ line }) => line) }
}

const rule = (id: string, when: string, source = 'contributing') => `  - id: ${id}
    when: ${when}
    channel: issue
    repository: area
    template: null
    title: Open an issue
    url: https://github.com/{repo}/issues/new/choose
    because: [{ text: It says so., source: ${source} }]
    steps: [{ text: Say it. }]
`
const withRule = (text: string) => NEW_POLICY.replace(/^rules:\n/m, `rules:\n${text}`)
const GROUPS = 'groups:\n  gears: { name: Gears, kind: working-group, channel: null, charter: null, about: Gears }\n'
const withGroup = (text: string) => withRule(text).replace(/^groups:.*\n/m, GROUPS)

describe('policy lint', () => {
  test('the built-in policy, a new policy and the example of another community have no problems', async () => {
    expect(await lint(policyText)).toMatchObject({ ok: true, codes: [] })
    expect(await lint(NEW_POLICY)).toMatchObject({ ok: true, codes: [] })
    expect(await lint(quillonText)).toMatchObject({ ok: true, codes: [] })
  })

  test.each([
    [
      'a source that does not exist',
      NEW_POLICY.replaceAll(/source: contributing\b/g, 'source: elsewhere'),
      'missing-source',
    ],
    ['two rules with one id', withRule(rule('conduct', '{ type: [poll] }')), 'repeated-name'],
    [
      'a section that does not exist',
      NEW_POLICY.replace('bug: { section: Fix', 'bug: { section: Fixes'),
      'unknown-name',
    ],
    ['an unknown key', NEW_POLICY.replace('home: main', 'home: main\nhaus: main'), 'schema'],
    ['text that is not YAML', 'name: [', 'unreadable'],
    ['a rule that sends sensitive answers to a public channel', withRule(rule('all', '{}')), 'public-answer'],
    [
      'a rule that sends sensitive topics of any group to a public channel',
      withGroup(rule('groups', '{ group: true }')),
      'public-answer',
    ],
    [
      'a rule that sends sensitive topics of one group to a public channel',
      withGroup(rule('gears', '{ group: [gears] }')),
      'public-answer',
    ],
  ])('%s is an error', async (_, text, code) => {
    const { ok, codes } = await lint(text)
    expect([ok, codes[0]]).toEqual([false, code])
  })

  test('unreachable rules and malformed anchors are warnings', async () => {
    const first = rule('first', '{ type: [bug], sensitivity: [public] }')
    const second = rule(
      'second',
      '{ type: [bug], sensitivity: [public], actionability: [actionable] }',
      'contributing#How-To',
    )
    const { ok, codes } = await lint(withRule(first + second))
    expect(ok).toBe(true)
    expect(codes).toContain('unreachable-rule')
    expect(codes).toContain('anchor-form')
  })

  test('prints the line of a problem, and the number of errors', async () => {
    const { stdout, exitCode } = await run(['policy', 'lint', 'p.yaml'], { files: { 'p.yaml': 'name: x\nhome: y\n' } })
    expect(stdout).toMatch(/p\.yaml:1 {2}error/)
    expect(stdout).toMatch(/✖ \d+ errors/)
    expect(exitCode).toBe(1)
  })

  test.each([
    ['a missing key', NEW_POLICY.replace(/^title:.*\n/m, ''), 'title: it is missing'],
    ['an empty text', NEW_POLICY.replace(/^title:.*$/m, 'title: ""'), 'title: it is empty'],
    [
      'a number in place of a text',
      NEW_POLICY.replace(/^title:.*$/m, 'title: 1.0'),
      'title: expected text; put it in quotes',
    ],
    ['a text in place of a list', NEW_POLICY.replace(/^rules:\n.*/ms, 'rules: none\n'), 'rules: expected a list'],
    [
      'an invalid date',
      NEW_POLICY.replace(/^verified:.*$/m, 'verified: soon'),
      'verified: expected a date, such as 2026-11-24',
    ],
    [
      'an unknown channel',
      withRule(rule('all', '{}').replace('channel: issue', 'channel: isue')),
      'channel: expected one of discord, ',
    ],
    [
      'an unknown condition',
      withRule(rule('all', '{ discussions: maybe }')),
      'discussions: expected one of false, meeting-notes',
    ],
    [
      'a key with capitals',
      NEW_POLICY.replace(/^groups:.*$/m, 'groups: { Gears: {} }'),
      'expected lower-case words joined by hyphens',
    ],
  ])('says in plain words what is wrong with %s', async (_, text, message) => {
    expect(text).not.toBe(NEW_POLICY)
    const { stdout } = await run(['policy', 'lint', 'p.yaml'], { files: { 'p.yaml': text } })
    expect(stdout).toContain(message)
    expect(stdout).not.toMatch(/Invalid|received|undefined/)
  })

  test('goes on after a file that cannot be read, and counts it', async () => {
    const files = { 'p.yaml': 'name: [', 'q.yaml': NEW_POLICY }
    const { stdout, stderr, exitCode } = await run(['policy', 'lint', 'p.yaml', 'missing.yaml', 'q.yaml'], { files })
    expect(stdout).toMatch(/^p\.yaml:1 {2}error/)
    expect(stdout).toContain('✖ 1 error, 1 unreadable file\n')
    expect(stderr).toContain('missing.yaml: file not found')
    expect(exitCode).toBe(1)
  })
})

test('policy new names the next step, and does not overwrite an existing file', async () => {
  const created = await run(['policy', 'new'])
  expect(created.files['policy.yaml']).toBe(NEW_POLICY)
  expect([created.stdout, created.exitCode]).toEqual(['policy.yaml\n', 0])
  expect(created.stderr).toBe('')
  const inTerminal = await run(['policy', 'new'], { person: [] })
  expect(inTerminal.stderr).toContain('mcp-comms policy lint policy.yaml')
  const again = await run(['policy', 'new'], { files: { 'policy.yaml': 'mine' } })
  expect([again.files['policy.yaml'], again.exitCode]).toEqual(['mine', 2])
  const json = await run(['policy', 'new', '--json', '-o', 'p.yaml'])
  expect([JSON.parse(json.stdout), json.files['p.yaml']]).toEqual([{ output: 'p.yaml' }, NEW_POLICY])
  const toStdout = await run(['policy', 'new', '--json', '-o', '-'])
  expect([toStdout.stdout, toStdout.exitCode]).toEqual(['', 2])
})

test('a secret in a policy is not printed', async () => {
  const token = `${'ghp'}_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'}`
  for (const flags of [[], ['--json']]) {
    const { stdout, stderr } = await run(['policy', 'lint', 'p.yaml', ...flags], {
      files: { 'p.yaml': `${NEW_POLICY}\n${token}: 1\n` },
    })
    expect(stdout).toContain('unknown key')
    expect(stdout + stderr).not.toContain(token)
  }
})
