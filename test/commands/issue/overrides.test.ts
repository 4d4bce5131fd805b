import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'
import { CTRL_C, EDITOR, type ScriptedAnswer } from '../../support/script.ts'
import { githubToken } from '../../support/secrets.ts'

const DRAFT_WITH_SECRET = DRAFT.replace(
  'Split the reply after the first byte.',
  `Split it. export TOKEN=${githubToken}`,
)
const DRAFT_ALLOWING_SECRETS = DRAFT_WITH_SECRET.replace('kind: issue', 'kind: issue\nallow: [secrets]')
const QUESTION = 'Is the check "secrets" wrong here, and may everyone read this text?'
const OPEN = ['issue', 'open', 'd.md'] as const

const ATTACK = 'An attacker can run any command on the machine of the client: remote code execution, with an exploit.'

const STOP = { ask: 'What do you want to do?', pick: 'Stop' } as const

describe('the override of a check about privacy', () => {
  test.each([
    ['a flag with --yes', DRAFT_WITH_SECRET, ['--yes', '--allow', 'secrets'], undefined],
    ['a line in the draft', DRAFT_ALLOWING_SECRETS, ['--yes'], undefined],
    ['a flag with --web', DRAFT_WITH_SECRET, ['--web', '--allow', 'secrets'], undefined],
    ['a flag with --yes at a terminal', DRAFT_WITH_SECRET, ['--yes', '--allow', 'secrets'], []],
    ['a line in the draft and --no-input', DRAFT_ALLOWING_SECRETS, ['--yes', '--no-input'], []],
  ] as const)('is not granted by %s', async (_, draft, flags, person) => {
    const { run, posts } = setUpPosting({ files: { 'd.md': draft }, ...(person === undefined ? {} : { person }) })
    const { exitCode, stderr, opened } = await run(...OPEN, ...flags)
    expect({ exitCode, posts: posts(), opened }).toEqual({ exitCode: 3, posts: [], opened: [] })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'Only a person can override this check, at a prompt that shows what was found: post this draft alone, in a terminal and without --yes.',
    )
    expect(stderr).not.toContain(githubToken)
  })

  test('requires a yes from a person who sees the findings, and holds for this run only', async () => {
    const person = [
      { ask: QUESTION, say: true },
      { ask: `Post it to ${REPO}?`, pick: 'Not now' },
      { ask: QUESTION, say: false },
      STOP,
    ]
    const first = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person: person.slice(0, 2) })
    const { stderr, exitCode, files } = await first.run(...OPEN, '--allow', 'secrets')
    expect(exitCode).toBe(130)
    expect(stderr).toMatch(/^line \d+: /m)
    expect(stderr.slice(0, stderr.indexOf('Issue in'))).not.toContain(githubToken)
    const second = setUpPosting({ files, person: person.slice(2) })
    expect((await second.run(...OPEN)).exitCode).toBe(3)
    expect([...first.posts(), ...second.posts()]).toEqual([])
  })

  test('is not granted by pressing Enter at the question', async () => {
    const { run, posts } = setUpPosting({
      files: { 'd.md': DRAFT_WITH_SECRET },
      person: [{ ask: QUESTION, type: '' }, STOP],
    })
    expect((await run(...OPEN, '--allow', 'secrets')).exitCode).toBe(3)
    expect(posts()).toEqual([])
  })

  test('is confirmed for one check at a time, each below its own findings', async () => {
    const secondQuestion = 'Is the check "vulnerability" wrong here, and may everyone read this text?'
    const withTwoFindings = DRAFT_WITH_SECRET.replace('Split it.', `Split it on build-17.corp. ${ATTACK}`)
    const person = [{ ask: QUESTION, say: true }, { ask: secondQuestion, say: false }, STOP]
    const { run, posts } = setUpPosting({ files: { 'd.md': withTwoFindings }, person })
    const { stderr, exitCode } = await run(...OPEN, '--allow', 'secrets', '--allow', 'vulnerability')
    expect([exitCode, posts()]).toEqual([3, []])
    const evidence = stderr.split('\n').filter((line) => /^line \d+: /.test(line))
    expect(evidence).toEqual([expect.stringContaining('a GitHub token'), expect.stringContaining('vulnerability')])
  })

  test('is also confirmed for a check that runs only after another one is overridden', async () => {
    const draft = DRAFT_WITH_SECRET.replace('Split it.', 'Split it as in example/secret-plans#1.')
    const person = [
      { ask: QUESTION, say: true },
      { ask: QUESTION.replace('secrets', 'private-repo'), say: true },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const otherSeed = { repositories: { 'example/secret-plans': { private: true } } }
    const { run, posts } = setUpPosting({ files: { 'd.md': draft }, person, otherSeed })
    const { exitCode, stderr } = await run(...OPEN, '--allow', 'secrets', '--allow', 'private-repo')
    expect([exitCode, posts().length], stderr).toEqual([0, 1])
  })

  test('needs no confirmation if the check only warns', async () => {
    const draft = DRAFT.replace('Split the reply', 'On build-17.corp, split the reply')
    const { run, posts } = setUpPosting({
      files: { 'd.md': draft },
      person: [{ ask: `Post it to ${REPO}?`, pick: 'Post it' }],
    })
    const { stderr, exitCode } = await run(...OPEN, '--allow', 'secrets')
    expect([exitCode, posts().length], stderr).toEqual([0, 1])
    expect(stderr).toContain('warn  secrets')
  })

  test('lets the text be posted unchanged, after a person has said yes', async () => {
    const person = [
      { ask: QUESTION, say: true },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_ALLOWING_SECRETS }, person })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(posts()).toMatchObject([{ body: expect.stringContaining(githubToken) }])
  })

  test("lets GitHub's page open with the text, after a person has said yes", async () => {
    const { run, posts } = setUpPosting({
      files: { 'd.md': DRAFT_WITH_SECRET },
      person: [{ ask: QUESTION, say: true }],
    })
    const { exitCode, stderr, opened } = await run(...OPEN, '--web', '--allow', 'secrets')
    expect(exitCode, stderr).toBe(0)
    expect([posts(), opened]).toEqual([[], [expect.stringContaining(githubToken)]])
  })

  test('is not offered in a dry run, which would lose what the person writes', async () => {
    const { run } = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person: [] })
    expect((await run(...OPEN, '--dry-run')).exitCode).toBe(3)
  })

  test('leads to no question unless it was requested, and stopping sends nothing', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person: [STOP] })
    expect((await run(...OPEN)).exitCode).toBe(3)
    expect(posts()).toEqual([])
  })

  test('can be requested at the prompt with a reason, and still needs a yes', async () => {
    const overrideSecrets = (say: boolean): readonly ScriptedAnswer[] => [
      { ask: 'What do you want to do?', pick: 'Override "secrets"' },
      { ask: 'Why is "secrets" wrong here?', type: 'It is an example from the documentation' },
      { ask: QUESTION, say },
    ]
    const declined = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person: [...overrideSecrets(false), STOP] })
    const { files, exitCode } = await declined.run(...OPEN)
    expect([exitCode, declined.posts()]).toEqual([3, []])
    expect(files['d.md']).toContain('reasons:\n  secrets: It is an example from the documentation\n')
  })

  test('can be abandoned by going back, and Ctrl-C then says how to resume', async () => {
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What do you want to do?', pick: 'Override "secrets"' },
      { ask: 'Why is "secrets" wrong here?', back: '' },
      { ask: 'What do you want to do?', pick: 'Change the title' },
      { ask: 'Title', back: '' },
      { ask: 'What do you want to do?', pick: CTRL_C },
    ]
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person })
    const { stderr, exitCode, files } = await run(...OPEN)
    expect([exitCode, posts()]).toEqual([130, []])
    expect(files['d.md']).toContain(`TOKEN=${githubToken}`)
    expect(files['d.md']).not.toContain('reasons:')
    expect(stderr).toContain('The draft is kept. Resume with: mcp-comms issue open d.md\n')
  })

  test('is offered among choices that begin with different letters, so that one letter selects a choice', async () => {
    const first = ['Edit the text', 'Change the title', 'Learn why', 'Override "secrets"', 'Stop']
    const letters = ['Report it privately', ...first].map((label) => label.charAt(0))
    expect(new Set(letters).size).toBe(letters.length)
    const person = [{ ask: 'What do you want to do?', pick: 'Stop', first }]
    expect((await setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person }).run(...OPEN)).exitCode).toBe(3)
  })

  test('is not needed if the person reads the explanation, and edits the text', async () => {
    let shown = ''
    const edit = (text: string) => {
      shown = text
      return text.replace(`Split it. export TOKEN=${githubToken}`, 'Split the reply after the first byte.')
    }
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What do you want to do?', pick: 'Learn why' },
      { ask: 'What do you want to do?', pick: 'Edit the text' },
      { ask: EDITOR, edit },
      { ask: `Post it to ${REPO}?`, pick: 'Change the title' },
      { ask: 'Title', type: 'The handshake stalls in the client' },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET }, person })
    const { stderr, exitCode } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(shown).toMatch(/^<!-- \? secrets: /m)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('It looks for tokens, keys and passwords.')
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/ line \d+: .*\w\. [A-Z]/)
    expect(posts()).toMatchObject([
      { title: 'The handshake stalls in the client', body: expect.not.stringContaining('<!-- ?') },
    ])
    expect(JSON.stringify(posts())).not.toContain(githubToken)
  })

  test.each([
    ['', ''],
    [', also if they wait for their place there', 'pending: [steps]\n'],
  ])('is not needed either if the draft records the answers that were in the text%s', async (_, pending) => {
    const recorded = DRAFT_WITH_SECRET.replace(
      'kind: issue',
      `kind: issue\n${pending}fields:\n  steps: Split it. export TOKEN=${githubToken}\n  area: Client`,
    )
    const edit = (text: string) => text.replace(` export TOKEN=${githubToken}`, '')
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What do you want to do?', pick: 'Edit the text' },
      { ask: EDITOR, edit },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const { run } = setUpPosting({ files: { 'd.md': recorded }, person })
    const { stderr, exitCode, files } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(files['d.md']).toContain('fields:\n  area: Client\n')
    expect(files['d.md']).not.toContain(githubToken)
    expect(files['d.md']).not.toContain('pending')
  })

  test('keeps an answer that is not in the text yet when the person edits the text', async () => {
    const waiting = 'kind: issue\nfields:\n  logs: export\npending: [logs]'
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What do you want to do?', pick: 'Edit the text' },
      { ask: EDITOR, edit: (text) => text.replace(` export TOKEN=${githubToken}`, '') },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const { run } = setUpPosting({ files: { 'd.md': DRAFT_WITH_SECRET.replace('kind: issue', waiting) }, person })
    expect((await run(...OPEN)).files['d.md']).toContain('fields:\n  logs: export\n')
  })

  test('keeps an answer of several lines when an editor saves the text with Windows line endings', async () => {
    const logs = 'fields:\n  logs: |-\n    Split it.\n    It stalls.\n'
    const draft = DRAFT_WITH_SECRET.replace('kind: issue\n', `kind: issue\n${logs}`).replace(
      '### Area',
      'Split it.\nIt stalls.\n\n### Area',
    )
    const edit = (text: string) => text.replace(` export TOKEN=${githubToken}`, '').replaceAll('\n', '\r\n')
    const person: readonly ScriptedAnswer[] = [
      { ask: 'What do you want to do?', pick: 'Edit the text' },
      { ask: EDITOR, edit },
      { ask: `Post it to ${REPO}?`, pick: 'Not now' },
    ]
    const { run } = setUpPosting({ files: { 'd.md': draft }, person })
    expect((await run(...OPEN)).files['d.md']).toContain(logs)
  })

  test('is not suggested again to a person who has just refused it', async () => {
    const { run } = setUpPosting({
      files: { 'd.md': DRAFT_WITH_SECRET },
      person: [{ ask: QUESTION, say: false }, STOP],
    })
    const { stderr, exitCode } = await run(...OPEN, '--allow', 'secrets')
    expect(exitCode).toBe(3)
    expect(stderr).not.toMatch(/alone\s+in\s+a\s+terminal/)
  })
})

describe('"intended" in a draft', () => {
  const DRAFT_WITH_INTENDED = PLAIN_DRAFT.replace('kind: issue', 'kind: issue\nintended: stdio-peer').replace(
    'After the first byte, version 1.2 of the client waits',
    `${ATTACK} After that it waits`,
  )
  const INTENDED_QUESTION = 'Is it just one of these?'

  test.each([
    ['issue open d.md', '--yes'],
    ['issue open d.md', '--web'],
    ['check d.md', '--offline'],
  ])('does not override anything without a person: %s %s', async (command, flag) => {
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_WITH_INTENDED } })
    const { exitCode, stdout, stderr, opened } = await run(...command.split(' '), flag)
    expect({ exitCode, posts: posts(), opened }).toEqual({ exitCode: 3, posts: [], opened: [] })
    expect(stdout + stderr).toContain('vulnerability')
  })

  test('does not override anything in a plan either', async () => {
    const row = { title: 'The handshake stalls', body: ATTACK, intended: 'stdio-peer', aiDisclosure: 'none' }
    const { run, posts } = setUpPosting({ files: { 'p.jsonl': `${JSON.stringify({ ...row, repo: REPO })}\n` } })
    expect((await run('issue', 'bulk', 'p.jsonl', '--apply', '--yes')).exitCode).toBe(3)
    expect(posts()).toEqual([])
  })

  test('has to be confirmed by a person, after the findings are shown', async () => {
    const person = [
      { ask: INTENDED_QUESTION, pick: 'A stdio peer breaks the other side' },
      { ask: `Post it to ${REPO}?`, pick: 'Post it' },
    ]
    const { run, posts } = setUpPosting({ files: { 'd.md': DRAFT_WITH_INTENDED }, person })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(stderr).toMatch(/^line \d+: this may describe an undisclosed vulnerability/m)
    expect(posts()).toHaveLength(1)
    const declined = setUpPosting({
      files: { 'd.md': DRAFT_WITH_INTENDED },
      person: [{ ask: INTENDED_QUESTION, pick: 'No' }, STOP],
    })
    const stopped = await declined.run(...OPEN)
    expect(stopped.exitCode).toBe(3)
    expect(stopped.stderr, 'was asked a moment ago').not.toMatch(/alone\s+in\s+a\s+terminal/)
  })
})

describe('before a person confirms, issue open', () => {
  test('shows the text', async () => {
    const { run } = setUpPosting({
      files: { 'd.md': PLAIN_DRAFT },
      person: [{ ask: `Post it to ${REPO}?`, pick: 'Not now' }],
    })
    expect((await run(...OPEN)).stderr).toContain(
      '    After the first byte, version 1.2 of the client waits forever.\n',
    )
  })

  test('shows the beginning of a long text, and all of it on request', async () => {
    const line = (number: number) => `${number}. The client reads the page, and shows it.`
    const long = `${PLAIN_DRAFT}${Array.from({ length: 60 }, (_, index) => line(index)).join('\n')}\n`
    const ask = `Post it to ${REPO}?`
    const person = [
      { ask, pick: 'Show the whole text first' },
      { ask, pick: 'Not now' },
    ]
    const { run, posts } = setUpPosting({ files: { 'd.md': long }, person })
    const { stderr, exitCode } = await run(...OPEN)
    expect(exitCode).toBe(130)
    expect(posts()).toEqual([])
    const [preview = '', whole = ''] = stderr.split('…\n')
    expect(preview).toContain(line(5))
    expect(preview).not.toContain(line(59))
    expect(whole).toContain(line(59))
  })
})
