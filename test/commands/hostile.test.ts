import { describe, expect, test } from 'vitest'
import { clearHidden, oneLine } from '../../src/text/quote.ts'
import { REPO } from '../support/github.ts'
import { EVIL, expectSafe, LONG_EVIL } from '../support/hostile.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { CTRL_C, EDITOR } from '../support/script.ts'

const EVIL_JSON = JSON.stringify(EVIL)
/** `EVIL` as it appears in a name on GitHub. Control characters are removed before a text is sent. */
const EVIL_NAME = clearHidden(EVIL)
const LONG_JSON = JSON.stringify(LONG_EVIL)
const FORM = `name: ${EVIL_JSON}
description: ${LONG_JSON}
title: ${EVIL_JSON}
labels: [${EVIL_JSON}]
body:
  - type: markdown
    attributes: { value: ${EVIL_JSON} }
  - type: textarea
    id: steps
    attributes: { label: ${EVIL_JSON}, description: ${EVIL_JSON}, value: ${EVIL_JSON} }
    validations: { required: true }
  - type: dropdown
    id: area
    attributes: { label: ${LONG_JSON}, options: [${EVIL_JSON}, Client] }
    validations: { required: true }
  - type: checkboxes
    id: terms
    attributes: { label: b, options: [{ label: ${EVIL_JSON}, required: true }] }
`
const DUPLICATE_TITLE = `Handshake stalls when a split reply ${LONG_EVIL}`
const repository = {
  labels: [EVIL_NAME, 'bug'],
  milestones: [EVIL_NAME],
  categories: [{ name: EVIL_NAME, slug: EVIL_NAME }],
  files: {
    [`.github/ISSUE_TEMPLATE/${EVIL.replaceAll('/', '')}.yml`]: FORM,
    '.github/ISSUE_TEMPLATE/bad.yml': `${EVIL_JSON}: [`,
  },
  issues: [{ title: DUPLICATE_TITLE, body: EVIL }],
  discussions: [{ title: DUPLICATE_TITLE, body: EVIL }],
}
const EVIL_NAME_FLAGS = ['-l', EVIL_NAME, '-m', EVIL_NAME]
const TITLE = `The handshake stalls when a reply is split ${EVIL}`
const evilDraft = DRAFT.replace('template: bug_report.yml', 'allow: [vulnerability]')
  .replace(/^title: .*$/m, `title: ${JSON.stringify(TITLE)}`)
  .replace('Client', EVIL.replaceAll('\u0000', ''))
const MAX_OUTPUT_LENGTH = 4_000

/** Runs a command, and fails the test if its output could control a terminal. */
async function safeOutput(setup: Parameters<typeof setUpPosting>[0], ...argv: readonly string[]) {
  const { stdout, stderr, exitCode } = await setUpPosting({ repository, files: { 'd.md': evilDraft }, ...setup }).run(
    ...argv,
  )
  expectSafe(stdout + stderr)
  return { stdout, stderr, exitCode, output: stdout + stderr }
}

describe('hostile text cannot control a terminal', () => {
  test.each([
    ['opened', ['issue', 'open', 'd.md', '--yes', ...EVIL_NAME_FLAGS], 0],
    ['opened, as JSON', ['issue', 'open', 'd.md', '--yes', '--json', ...EVIL_NAME_FLAGS], 0],
    [
      'opened with unknown labels and assignees',
      ['issue', 'open', 'd.md', '--yes', '-l', `no ${EVIL}`, '-a', LONG_EVIL],
      1,
    ],
    ['opened twice in one call', ['issue', 'open', 'd.md', 'd.md', '--yes', '-l', `no ${EVIL}`], 1],
    ['opened in a dry run', ['issue', 'open', 'd.md', '--dry-run', ...EVIL_NAME_FLAGS], 0],
    ['opened in a dry run, for an invalid repository', ['issue', 'open', 'd.md', '--dry-run', '--repo', EVIL], 2],
    [
      'opened in the browser',
      ['issue', 'open', 'd.md', '--web', '--type', EVIL, '--parent', EVIL, ...EVIL_NAME_FLAGS],
      0,
    ],
    ['with an invalid parent', ['issue', 'open', 'd.md', '--yes', '--parent', EVIL], 1],
    ['with an unknown check for --allow', ['issue', 'open', 'd.md', '--allow', EVIL], 2],
    ['checked', ['check', 'd.md'], 0],
    ['checked, as JSON', ['check', 'd.md', '--json'], 0],
    ['that does not exist', ['check', `${EVIL}.md`], 1],
  ] as const)('a draft %s', async (_, argv, exitCode) => {
    const outcome = await safeOutput({}, ...argv)
    expect(outcome.exitCode, outcome.output).toBe(exitCode)
  })

  test.each([
    ['checked', 'check', []],
    ['opened', 'issue', ['open']],
  ] as const)('a draft with a hostile file name, %s', async (_, command, more) => {
    const path = `${EVIL}.md`
    await safeOutput({ files: { [path]: DRAFT } }, command, ...more, path, ...(command === 'issue' ? ['--web'] : []))
  })

  test.each([
    ['with no arguments', []],
    ['with a template that does not exist', ['--template', EVIL]],
    ['with invalid answers', ['--template', EVIL, '-f', `area=${LONG_EVIL}`, '-f', `${EVIL}=x`]],
    ['in a file with a hostile name', ['--title', EVIL, '--template', EVIL, '-o', `${EVIL}.md`]],
    ['printed as JSON', ['--title', EVIL, '--template', EVIL, '-f', `area=Client`, '-f', `terms=${EVIL}`, '--json']],
  ])('a new draft %s', async (_, flags) => {
    await safeOutput({ files: {} }, 'issue', 'new', '--repo', REPO, ...flags)
  })

  test('a discussion without a category, and with a hostile one', async () => {
    const files = { 'd.md': evilDraft.replace('kind: issue', 'kind: discussion') }
    expect((await safeOutput({ files }, 'discussion', 'open', 'd.md', '--yes')).exitCode).toBe(1)
    expect((await safeOutput({ files }, 'discussion', 'open', 'd.md', '--yes', '-c', EVIL_NAME)).exitCode).toBe(0)
  })

  test('labels that GitHub drops', async () => {
    const { stderr } = await safeOutput(
      { repository: { ...repository, permission: 'READ' } },
      'issue',
      'open',
      'd.md',
      '--yes',
      ...EVIL_NAME_FLAGS,
    )
    expect(stderr).toContain('GitHub dropped "')
  })

  test('the preview before a person confirms', async () => {
    const person = [{ ask: `Post it to ${REPO}?`, pick: 'Not now' }]
    const { stderr } = await safeOutput({ person }, 'issue', 'open', 'd.md', ...EVIL_NAME_FLAGS)
    expect(stderr).toContain('Title')
    // The reversed text of EVIL, without the character that reverses it.
    expect(stderr).toContain('nihton')
  })

  test('the help of a form while a person fills it in, and the path of the draft', async () => {
    const person = [
      { ask: `Which form for ${REPO}?`, pick: EVIL_NAME },
      { ask: 'Title', type: 'The handshake stalls' },
      { ask: oneLine(EVIL_NAME), pick: `Change it in ${EDITOR}` },
      { ask: EDITOR, write: EVIL },
      { ask: oneLine(clearHidden(LONG_EVIL)), pick: CTRL_C },
    ] as const
    const { stderr, exitCode } = await safeOutput(
      { files: {}, person },
      'issue',
      'new',
      '--repo',
      REPO,
      '-o',
      `${EVIL}.md`,
    )
    expect(exitCode).toBe(130)
    expect(stderr).toContain('Your answers are kept.')
  })

  test('an id in a file of texts, which is copied into the result', async () => {
    const files = { 't.jsonl': JSON.stringify({ id: EVIL, text: `the inspector crashes ${EVIL}` }) }
    const { stdout } = await safeOutput({ files }, 'where', '--file', 't.jsonl', '--explain')
    expect(JSON.parse(stdout)).toMatchObject({ id: EVIL })
  })

  test('a new draft printed on a terminal', async () => {
    const flags = ['--title', EVIL, '--body', EVIL, '-o', '-']
    await safeOutput({ files: {}, repository: {}, person: [] }, 'issue', 'new', '--repo', REPO, '--no-input', ...flags)
  })
})

describe('a hostile text of sixteen thousand characters does not flood the terminal', () => {
  test.each([
    ['opened', ['issue', 'open', 'd.md', '--yes']],
    ['checked', ['check', 'd.md']],
    ['checked, as JSON', ['check', 'd.md', '--json']],
  ] as const)('in the titles of possible duplicates, for a draft %s', async (_, argv) => {
    const { output } = await safeOutput({}, ...argv)
    expect(output).toMatch(/issue #\d/)
    expect(output.length).toBeLessThan(MAX_OUTPUT_LENGTH)
  })

  test('in the title of a draft', async () => {
    const files = { 'd.md': evilDraft.replace(/^title: .*$/m, `title: ${LONG_JSON}`) }
    const { output, exitCode } = await safeOutput(
      { files },
      'issue',
      'open',
      'd.md',
      '--yes',
      '--allow',
      'placeholders',
    )
    expect(exitCode).toBe(1)
    expect(output).toContain('characters; GitHub accepts at most 256')
    expect(output.length).toBeLessThan(MAX_OUTPUT_LENGTH)
  })
})
