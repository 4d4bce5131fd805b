import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { mcp } from '../../support/policy.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD, RECORD_TITLE, recordFlags } from '../../support/record.ts'
import { CONFIRM_ALL, type ScriptedAnswer } from '../../support/script.ts'

const checklistLabels = mcp.records?.private?.leftOut ?? []
const CHECKLIST = `### Decided in private\n\n${checklistLabels.map((label) => `- [x] ${label}`).join('\n')}\n\n`
const BACKGROUND = 'Releases waited for a holiday twice this year, and an urgent fix came late.'
/** A public record of a decision that was made in private. */
const PRIVATE_RECORD = RECORD.replace('aiDisclosure: none', 'aiDisclosure: none\nfromPrivate: true')
  .replace('Releases waited for one person, who was away twice this year.', BACKGROUND)
  .replace('Two people were against it, because', 'The objection was that')
  .replace('### AI help', `${CHECKLIST}### AI help`)

const withDraft = (draft: string) =>
  setUpPosting({ files: { 'd.md': draft }, repository: { labels: ['notes'], files: {} } })
const OPEN = ['decision', 'open', 'd.md', '--yes', '--json'] as const
const findingsOnOpen = async (draft: string) => {
  const { run, posts, operations } = withDraft(draft)
  const { exitCode, stdout } = await run(...OPEN)
  expect(posts()).toEqual([])
  expect(operations().filter((operation) => /^(?:Create|FindDuplicates)/.test(operation))).toEqual([])
  return { exitCode, findings: JSON.parse(stdout).findings as { check: string; code?: string; message: string }[] }
}

describe('decision new --from-private', () => {
  const NEW = ['decision', 'new', '--from-private', '--repo', REPO, '--title', RECORD_TITLE, '-o', 'd.md'] as const

  test('names each sentence of the checklist that is not checked', async () => {
    const { exitCode, stderr } = await setUpPosting({ files: {} }).run(...NEW, ...recordFlags())
    expect(exitCode).toBe(2)
    for (const label of checklistLabels) expect(stderr).toContain(`left-out: "${label}" must be checked`)
  })

  test('writes the checklist into the draft, and marks the draft as fromPrivate', async () => {
    const checked = checklistLabels.flatMap((label) => ['--field', `left-out=${label}`])
    const { exitCode, files } = await setUpPosting({ files: {} }).run(...NEW, ...recordFlags(), ...checked)
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain('fromPrivate: true\n')
    expect(files['d.md']).toContain(CHECKLIST)
  })

  test('does not write into a file of somebody else, who could read it', async () => {
    const files = { 'd.md': 'mine' }
    const checked = checklistLabels.flatMap((label) => ['--field', `left-out=${label}`])
    const { run } = setUpPosting({ files, foreign: ['d.md'] })
    const outcome = await run(...NEW, ...recordFlags(), ...checked, '--yes')
    expect([outcome.exitCode, outcome.stderr]).toEqual([1, expect.stringContaining('d.md: no permission')])
    expect(outcome.files).toEqual({ ...files, '/state/mcp-comms/unsaved/1-d.md': expect.any(String) })
  })

  test('gives a draft that `drafts` lists as written once nothing is missing', async () => {
    const checked = checklistLabels.flatMap((label) => ['--field', `left-out=${label}`])
    const { run } = setUpPosting({ files: {} })
    expect((await run(...NEW.slice(0, -2), ...recordFlags(), ...checked)).exitCode).toBe(0)
    const { stdout } = await run('drafts', '--json')
    expect(JSON.parse(stdout).drafts).toMatchObject([{ kind: 'decision', state: 'written' }])
  })

  test('reminds a person what to leave out, and asks for the checklist', async () => {
    const answerHere = (ask: string, type: string): readonly ScriptedAnswer[] => [
      { ask, pick: 'Write it here' },
      { ask, type },
    ]
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What was decided?', pick: 'A process' },
      { ask: 'Title', type: RECORD_TITLE },
      { ask: 'What led to it', type: '' },
      ...answerHere('Decision makers', 'The maintainers'),
      ...answerHere('Background and motivation', BACKGROUND),
      ...answerHere('Options considered', 'Keep one'),
      ...answerHere('Decision and rationale', 'We take turns'),
      ...answerHere('Implementation steps', 'none'),
      { ask: 'Decided in private', mark: checklistLabels.map((label) => `${label} (required)`) },
      { ask: 'AI help', type: '' },
      CONFIRM_ALL,
    ]
    const argv = ['decision', 'new', '--from-private', '--repo', REPO, '-o', 'd.md']
    const { exitCode, files, stderr } = await setUpPosting({ files: {}, person }).run(...argv)
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/leave\s+out\s+what\s+must\s+stay\s+private/)
    expect(files['d.md']).toContain(CHECKLIST)
  })
})

test('a record that leaves out everything private is posted with its checklist', async () => {
  const { run, posts } = withDraft(PRIVATE_RECORD)
  expect((await run(...OPEN)).exitCode).toBe(0)
  expect(posts()).toMatchObject([{ labels: ['notes'], body: expect.stringContaining('### Decided in private') }])
})

test.each([
  ['a box is not checked', PRIVATE_RECORD.replace('- [x] Nothing that was shared', '- [ ] Nothing that was shared')],
  ['the checklist was removed', PRIVATE_RECORD.replace(CHECKLIST, '')],
  ['it has no form and no checklist', PRIVATE_RECORD.replace(CHECKLIST, '').replace('template: decision.yml\n', '')],
])('the record is stopped if %s', async (_, draft) => {
  const { exitCode, findings } = await findingsOnOpen(draft)
  expect(exitCode).toBe(3)
  expect(findings[0]).toMatchObject({ check: 'required', code: 'box-required' })
})

test('decision new --from does not check a box again that a person has unchecked in the file', async () => {
  const answers = checklistLabels.map((label) => `    - ${JSON.stringify(label)}\n`).join('')
  const unchecked = PRIVATE_RECORD.replace(
    'fromPrivate: true\n',
    `fromPrivate: true\nfields:\n  left-out:\n${answers}`,
  ).replaceAll('- [x] ', '- [ ] ')
  const { exitCode, stderr, files } = await withDraft(unchecked).run('decision', 'new', '--from', 'd.md')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('must be checked')
  expect(files['d.md']).not.toContain('- [x] ')
})

describe('a record of a private decision', () => {
  test.each<[check: string, sentence: string, code: string | null]>([
    ['people', 'Thanks to @somebody for the patience.', 'names-person'],
    ['people', 'Thanks to @somebody_acme for the patience.', 'names-person'],
    ['people', 'Thanks to _@somebody_ for the patience.', 'names-person'],
    ['people', 'Write to jane.doe@example.com about it.', 'names-person'],
    ['people', 'The person in question did not behave well in the last meetings.', null],
    ['secrets', 'See https://discord.com/channels/1358869848138059966/1358872302715273396 for it.', 'private-trace'],
    ['secrets', 'The notes are in https://docs.google.com/document/d/abc/edit now.', 'private-trace'],
    ['secrets', 'It is tracked as GHSA-2qrp-93gj-w4xx for now.', 'private-trace'],
    ['secrets', 'The mirror on build7.corp was slow, and 10.1.20.3 too.', 'private-trace'],
    ['secrets', 'The release key was named Zq8TrT0pLw3Vx9Kd2Mf7Hs1B there.', 'private-trace'],
  ])('is stopped by the check "%s": %s', async (check, sentence, code) => {
    const { exitCode, findings } = await findingsOnOpen(
      PRIVATE_RECORD.replace(BACKGROUND, `${BACKGROUND}\n\n${sentence}`),
    )
    expect(exitCode).toBe(3)
    expect(findings).toContainEqual(
      expect.objectContaining({ check, severity: 'block', ...(code === null ? {} : { code }) }),
    )
    expect(JSON.stringify(findings)).not.toMatch(/jane|1358869|Zq8T|2qrp|corp/)
  })

  test.each([
    'The package @example/sdk and `@decorators` stay.',
    'Reports go to mcp-coc@anthropic.com as before.',
    'Commit 3f2c1d0a9b8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a did it, see https://github.com/example/protocol/pull/12.',
    'It is in version 2025-11-25 of the specification, section server/tools, in src/server/streamableHttpTransport2025.ts',
  ])('may contain: %s', async (sentence) => {
    const { run } = withDraft(PRIVATE_RECORD.replace(BACKGROUND, `${BACKGROUND}\n\n${sentence}`))
    const { exitCode, stdout } = await run(...OPEN)
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('"url"')])
  })

  test('may name the decision makers anywhere', async () => {
    const draft = PRIVATE_RECORD.replace('The maintainers of the protocol, in', '@grace and @ada, in').replace(
      BACKGROUND,
      `${BACKGROUND} @grace reported it.`,
    )
    expect((await withDraft(draft).run(...OPEN)).exitCode).toBe(0)
  })

  test('is stopped in a script even with --allow people, because nobody has seen the finding', async () => {
    const draft = PRIVATE_RECORD.replace(BACKGROUND, `${BACKGROUND}\n\nThanks to @somebody for the patience.`)
    expect((await withDraft(draft).run(...OPEN, '--allow', 'people')).exitCode).toBe(3)
  })
})

test.each([
  'Thanks to @somebody for the patience.',
  'See https://discord.com/channels/1358869848138059966/1358872302715273396 for it.',
])('a record of a decision that was not made in private may contain: %s', async (sentence) => {
  const { run, posts } = withDraft(
    PRIVATE_RECORD.replace('fromPrivate: true\n', '')
      .replace(CHECKLIST, '')
      .replace(BACKGROUND, `${BACKGROUND}\n\n${sentence}`),
  )
  expect((await run(...OPEN)).exitCode).toBe(0)
  expect(posts()).toHaveLength(1)
})

test('`where` recommends decision new --from-private for what was decided in private', async () => {
  const { run } = setUpPosting({ files: {} })
  const argv = ['where', '--type', 'coordination', '--sensitivity', 'limited-audience', '--actionability', 'ad-hoc']
  const { stdout } = await run(...argv, '--json')
  expect(JSON.parse(stdout).steps.at(-1)).toMatchObject({ command: 'mcp-comms decision new --from-private' })
})
