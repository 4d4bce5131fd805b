import { describe, expect, test } from 'vitest'
import { oneLine } from '../../src/text/lines.ts'
import { clearHidden } from '../../src/text/quote.ts'
import { REPO } from '../support/github.ts'
import { EVIL, expectSafe, LONG_EVIL } from '../support/hostile.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { CTRL_C, EDITOR } from '../support/script.ts'

const evil = JSON.stringify(EVIL)
/** As a post may contain it. Control characters are removed before anything is sent. */
const NAME = clearHidden(EVIL)
const long = JSON.stringify(LONG_EVIL)
const FORM = `name: ${evil}
description: ${long}
title: ${evil}
labels: [${evil}]
body:
  - type: markdown
    attributes: { value: ${evil} }
  - type: textarea
    id: steps
    attributes: { label: ${evil}, description: ${evil}, value: ${evil} }
    validations: { required: true }
  - type: dropdown
    id: area
    attributes: { label: ${long}, options: [${evil}, Client] }
    validations: { required: true }
  - type: checkboxes
    id: terms
    attributes: { label: b, options: [{ label: ${evil}, required: true }] }
`
const HANDSHAKE = `Handshake stalls when a split reply ${LONG_EVIL}`
const repository = {
  labels: [NAME, 'bug'],
  milestones: [NAME],
  categories: [{ name: NAME, slug: NAME }],
  files: {
    [`.github/ISSUE_TEMPLATE/${EVIL.replaceAll('/', '')}.yml`]: FORM,
    '.github/ISSUE_TEMPLATE/bad.yml': `${evil}: [`,
  },
  issues: [{ title: HANDSHAKE, body: EVIL }],
  discussions: [{ title: HANDSHAKE, body: EVIL }],
}
const NAMES = ['-l', NAME, '-m', NAME]
const TITLE = `The handshake stalls when a reply is split ${EVIL}`
const evilDraft = DRAFT.replace('template: bug_report.yml', 'allow: [vulnerability]')
  .replace(/^title: .*$/m, `title: ${JSON.stringify(TITLE)}`)
  .replace('Client', EVIL.replaceAll('\u0000', ''))
const LONGEST_SCREEN = 4_000

/** The output of a command on both of its streams. */
async function safeOutput(world: Parameters<typeof setUpPosting>[0], ...argv: readonly string[]) {
  const { stdout, stderr, exitCode } = await setUpPosting({ repository, files: { 'd.md': evilDraft }, ...world }).go(
    ...argv,
  )
  expectSafe(stdout + stderr)
  return { stdout, stderr, exitCode, output: stdout + stderr }
}

describe('hostile text cannot control a terminal', () => {
  test.each([
    ['opened', ['issue', 'open', 'd.md', '--yes', ...NAMES], 0],
    ['opened, as JSON', ['issue', 'open', 'd.md', '--yes', '--json', ...NAMES], 0],
    ['with names that are not known', ['issue', 'open', 'd.md', '--yes', '-l', `no ${EVIL}`, '-a', LONG_EVIL], 1],
    ['among others', ['issue', 'open', 'd.md', 'd.md', '--yes', '-l', `no ${EVIL}`], 1],
    ['as a dry run', ['issue', 'open', 'd.md', '--dry-run', ...NAMES], 0],
    ['as a dry run for nowhere', ['issue', 'open', 'd.md', '--dry-run', '--repo', EVIL], 1],
    ['on the page', ['issue', 'open', 'd.md', '--web', '--type', EVIL, '--parent', EVIL, ...NAMES], 0],
    ['with an invalid parent', ['issue', 'open', 'd.md', '--yes', '--parent', EVIL], 1],
    ['overriding no check', ['issue', 'open', 'd.md', '--allow', EVIL], 2],
    ['checked', ['check', 'd.md'], 0],
    ['checked, as JSON', ['check', 'd.md', '--json'], 0],
    ['not there', ['check', `${EVIL}.md`], 1],
  ] as const)('a draft %s', async (_, argv, exitCode) => {
    const ended = await safeOutput({}, ...argv)
    expect(ended.exitCode, ended.output).toBe(exitCode)
  })

  test.each([
    ['checked', 'check', []],
    ['opened', 'issue', ['open']],
  ] as const)('a hostile file name, %s', async (_, command, more) => {
    const path = `${EVIL}.md`
    await safeOutput({ files: { [path]: DRAFT } }, command, ...more, path, ...(command === 'issue' ? ['--web'] : []))
  })

  test.each([
    ['with no arguments', []],
    ['with a template that is not there', ['--template', EVIL]],
    ['with answers that are wrong', ['--template', EVIL, '-f', `area=${LONG_EVIL}`, '-f', `${EVIL}=x`]],
    ['with a file of that name', ['--title', EVIL, '--template', EVIL, '-o', `${EVIL}.md`]],
    ['printed as JSON', ['--title', EVIL, '--template', EVIL, '-f', `area=Client`, '-f', `terms=${EVIL}`, '--json']],
  ])('a new draft %s', async (_, flags) => {
    await safeOutput({ files: {} }, 'issue', 'new', '--repo', REPO, ...flags)
  })

  test('a discussion without a category', async () => {
    const files = { 'd.md': evilDraft.replace('kind: issue', 'kind: discussion') }
    expect((await safeOutput({ files }, 'discussion', 'open', 'd.md', '--yes')).exitCode).toBe(1)
    expect((await safeOutput({ files }, 'discussion', 'open', 'd.md', '--yes', '-c', NAME)).exitCode).toBe(0)
  })

  test('labels that GitHub drops', async () => {
    const { stderr } = await safeOutput(
      { repository: { ...repository, permission: 'READ' } },
      'issue',
      'open',
      'd.md',
      '--yes',
      ...NAMES,
    )
    expect(stderr).toContain('GitHub dropped "')
  })

  test('the preview before a person confirms', async () => {
    const person = [{ ask: `Post it to ${REPO}?`, pick: 'Not now' }]
    const { stderr } = await safeOutput({ person }, 'issue', 'open', 'd.md', ...NAMES)
    expect(stderr).toContain('Title')
    expect(stderr).toContain('nihton')
  })

  test('the help of a form while a person fills it in, and the path of the draft', async () => {
    const person = [
      { ask: `Which form for ${REPO}?`, pick: NAME },
      { ask: 'Title', type: 'The handshake stalls' },
      { ask: oneLine(NAME), pick: `Change it in ${EDITOR}` },
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

  test('an id in a file of texts, which is copied into the answer', async () => {
    const files = { 't.jsonl': JSON.stringify({ id: EVIL, text: `the inspector crashes ${EVIL}` }) }
    const { stdout } = await safeOutput({ files }, 'where', '--file', 't.jsonl', '--explain')
    expect(JSON.parse(stdout)).toMatchObject({ id: EVIL })
  })

  test('a new draft printed on a terminal', async () => {
    const flags = ['--title', EVIL, '--body', EVIL, '-o', '-']
    await safeOutput({ files: {}, repository: {}, person: [] }, 'issue', 'new', '--repo', REPO, '--no-input', ...flags)
  })
})

describe('ten thousand hostile characters', () => {
  test.each([
    ['opened', ['issue', 'open', 'd.md', '--yes']],
    ['checked', ['check', 'd.md']],
    ['checked, as JSON', ['check', 'd.md', '--json']],
  ] as const)('in the titles of others: a draft %s', async (_, argv) => {
    const { output } = await safeOutput({}, ...argv)
    expect(output).toMatch(/issue #\d/)
    expect(output.length).toBeLessThan(LONGEST_SCREEN)
  })

  test('in the title of a draft', async () => {
    const files = { 'd.md': evilDraft.replace(/^title: .*$/m, `title: ${long}`) }
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
    expect(output).toContain('characters; GitHub accepts 256')
    expect(output.length).toBeLessThan(LONGEST_SCREEN)
  })
})
