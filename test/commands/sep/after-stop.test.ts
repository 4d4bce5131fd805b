import { describe, expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'
import { EDITOR, type ScriptedAnswer } from '../../support/script.ts'
import { github } from '../../support/secrets.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const OPEN = ['sep', 'open', DRAFT, '--try'] as const
const ASK = 'What do you want to do?'
const POST: ScriptedAnswer = { ask: `Open a pull request in ${SPEC}?`, pick: 'Open it' }
const STOP: ScriptedAnswer = { ask: ASK, pick: 'Stop' }
const QUESTION = 'Is the check "secrets" wrong here, and may everyone read this text?'
const CONFIRM: ScriptedAnswer = { ask: QUESTION, say: true }
const SECRET = SEP.replace('which shows them', github)
const MOTIVATION = /## Motivation[\s\S]*?## Spec/
const WITHOUT_MOTIVATION = SEP.replace(MOTIVATION, '## Spec')
const VAGUE = SEP.replace('Icons for tools', 'Proposal')

describe('a SEP that is stopped', () => {
  test('by the linter: the person reads why, edits it in place, and opens it', async () => {
    let shown = ''
    const edit = (text: string) => {
      shown = text
      return text.replace('## Spec', SEP.match(MOTIVATION)?.[0] ?? '')
    }
    const person: readonly ScriptedAnswer[] = [
      { ask: ASK, pick: 'Explain it' },
      { ask: ASK, pick: 'Edit the text' },
      { ask: EDITOR, edit },
      POST,
    ]
    const { go, spec } = setUpProposing({ files: { [DRAFT]: WITHOUT_MOTIVATION }, person })
    const { exitCode, stderr, files } = await go(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(shown).toMatch(/^<!-- \? section-missing: /m)
    expect(stderr).not.toContain('Nothing was sent.')
    expect(files[NUMBERED]).toContain('## Motivation')
    expect(files[NUMBERED]).not.toContain('<!-- ?')
    expect(spec()?.posts).toHaveLength(2)
  })

  test('by a secret: it is removed in place, and never leaves', async () => {
    const edit = (text: string) => text.replace(github, 'which shows them')
    const { go, fake } = setUpProposing({
      files: { [DRAFT]: SECRET },
      person: [{ ask: ASK, pick: 'Edit the text' }, { ask: EDITOR, edit }, POST],
    })
    const { exitCode, stderr } = await go(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(JSON.stringify(fake.requests())).not.toContain(github)
  })

  test('by a secret: even an override with a reason needs a confirmation in each run', async () => {
    const { go, asked } = setUpProposing({
      files: { [DRAFT]: SECRET },
      person: [
        { ask: ASK, pick: 'Override "secrets"' },
        { ask: 'Why is "secrets" wrong here?', type: 'It is an example' },
        { ask: QUESTION, say: false },
        STOP,
      ],
    })
    const { exitCode, stderr, files } = await go(...OPEN)
    expect(exitCode).toBe(3)
    expect(stderr).toContain('Nothing was sent.')
    expect(files[DRAFT]).toBe(SECRET)
    expect(JSON.stringify(Object.values(files))).toContain('It is an example')
    expect(asked()).not.toContain('CreatePullRequest')
    expect((await setUpProposing({ files }).go(...OPEN, '--yes')).exitCode).toBe(3)
  })

  test.each<[how: string, flags: readonly string[], override: readonly ScriptedAnswer[]]>([
    ['by a flag', ['--allow', 'secrets'], []],
    [
      'with a reason',
      [],
      [
        { ask: ASK, pick: 'Override "secrets"' },
        { ask: 'Why is "secrets" wrong here?', type: 'It is an example' },
      ],
    ],
  ])('by a secret: overridden %s and confirmed, it is opened as it is', async (_, flags, override) => {
    const { go, fork } = setUpProposing({ files: { [DRAFT]: SECRET }, person: [...override, CONFIRM, POST] })
    const { exitCode, stderr } = await go(...OPEN, ...flags)
    expect(exitCode, stderr).toBe(0)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain(github)
  })

  test('by a secret in a new version: overridden and confirmed, it is committed as it is', async () => {
    const { go, fork, setPerson, changeFile } = setUpProposing({ person: [POST] })
    const { files } = await go(...OPEN)
    changeFile(NUMBERED, files[NUMBERED]?.replace('which shows them', github) ?? '')
    setPerson([CONFIRM, { ask: `Commit it to #2 in ${SPEC}?`, pick: 'Commit it' }])
    const { exitCode, stderr } = await go('sep', 'update', '2', NUMBERED, '--allow', 'secrets')
    expect(exitCode, stderr).toBe(0)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain(github)
  })

  test('by a check that is wrong: its override is kept for the next run, and not posted', async () => {
    const { go, spec, setPerson } = setUpProposing({
      files: { [DRAFT]: VAGUE },
      person: [
        { ask: ASK, pick: 'Override "placeholders"' },
        { ask: 'Why is "placeholders" wrong here?', type: 'It is its name' },
        { ask: `Open a pull request in ${SPEC}?`, pick: 'Not now' },
      ],
    })
    expect((await go(...OPEN)).exitCode).toBe(130)
    setPerson([POST])
    const { exitCode, stderr } = await go(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(JSON.stringify(spec())).not.toContain('It is its name')
  })

  test('by a check that is wrong: its override goes with the SEP, and not to the next draft with its old name', async () => {
    const { go, changeFile, setPerson } = setUpProposing({
      files: { [DRAFT]: VAGUE },
      person: [
        { ask: ASK, pick: 'Override "placeholders"' },
        { ask: 'Why is "placeholders" wrong here?', type: 'It is its name' },
        POST,
      ],
    })
    const { files } = await go(...OPEN)
    setPerson([])
    changeFile(NUMBERED, `${files[NUMBERED]}\nMore words.\n`)
    const updated = await go('sep', 'update', '2', NUMBERED, '--yes')
    expect(updated.exitCode, updated.stderr).toBe(0)
    changeFile(DRAFT, VAGUE)
    expect((await go(...OPEN, '--yes')).exitCode).toBe(3)
  })

  test('with another title: the heading changes, and the file keeps its name', async () => {
    const { go } = setUpProposing({
      files: { [DRAFT]: VAGUE },
      person: [{ ask: ASK, pick: 'Change the title' }, { ask: 'Title', type: 'Pictures of servers' }, POST],
    })
    const { exitCode, stderr, files } = await go(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(files['seps/2-icons-for-tools.md']).toContain('# SEP-2: Pictures of servers')
  })

  test('an edit that leaves no SEP is kept in the file', async () => {
    const { go } = setUpProposing({
      files: { [DRAFT]: WITHOUT_MOTIVATION },
      person: [
        { ask: ASK, pick: 'Edit the text' },
        { ask: EDITOR, edit: () => 'My notes, without a heading.' },
      ],
    })
    const { exitCode, files } = await go(...OPEN)
    expect(exitCode).toBe(1)
    expect(files[DRAFT]).toContain('My notes, without a heading.')
  })

  test.each([
    ['--yes', ['--yes']],
    ['--dry-run', ['--dry-run']],
    ['--no-input', ['--no-input']],
  ])('nobody is asked with %s', async (_, flags) => {
    const { go } = setUpProposing({ files: { [DRAFT]: WITHOUT_MOTIVATION }, person: [] })
    expect((await go(...OPEN, ...flags)).exitCode).toBe(3)
  })

  test('in an update as well', async () => {
    const text = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
    const broken = text.replace(MOTIVATION, '## Spec')
    const { go, changeFile, setPerson } = setUpProposing()
    await go(...OPEN, '--yes')
    changeFile(NUMBERED, broken)
    setPerson([
      { ask: ASK, pick: 'Edit the text' },
      { ask: EDITOR, edit: () => text.replace('Names alone', 'Words alone') },
      { ask: `Commit it to #2 in ${SPEC}?`, pick: 'Commit it' },
    ])
    const { exitCode, stderr, files } = await go('sep', 'update', '2', NUMBERED)
    expect(exitCode, stderr).toBe(0)
    expect(files[NUMBERED]).toContain('Words alone')
  })
})
