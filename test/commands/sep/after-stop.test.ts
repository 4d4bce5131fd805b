import { describe, expect, test } from 'vitest'
import { BRANCH, journalFile, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'
import { EDITOR, type ScriptedAnswer } from '../../support/script.ts'
import { githubToken } from '../../support/secrets.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const OPEN = ['sep', 'open', DRAFT, '--try'] as const
const MENU = 'What do you want to do?'
const OPEN_IT: ScriptedAnswer = { ask: `Open a pull request in ${SPEC}?`, pick: 'Open it' }
const STOP: ScriptedAnswer = { ask: MENU, pick: 'Stop' }
const QUESTION = 'Is the check "secrets" wrong here, and may everyone read this text?'
const CONFIRM: ScriptedAnswer = { ask: QUESTION, say: true }
const WITH_SECRET = SEP.replace('which shows them', githubToken)
const MOTIVATION = /## Motivation[\s\S]*?## Spec/
const WITHOUT_MOTIVATION = SEP.replace(MOTIVATION, '## Spec')
const WITH_PLACEHOLDER_TITLE = SEP.replace('Icons for tools', 'Proposal')

describe('a SEP that is stopped', () => {
  test('by the linter can be opened after its author reads an explanation and edits the text', async () => {
    let shown = ''
    const edit = (text: string) => {
      shown = text
      return text.replace('## Spec', SEP.match(MOTIVATION)?.[0] ?? '')
    }
    const person: readonly ScriptedAnswer[] = [
      { ask: MENU, pick: 'Learn why' },
      { ask: MENU, pick: 'Edit the text' },
      { ask: EDITOR, edit },
      OPEN_IT,
    ]
    const { run, spec } = setUpProposing({ files: { [DRAFT]: WITHOUT_MOTIVATION }, person })
    const { exitCode, stderr, files } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(shown).toMatch(/^<!-- \? section-missing: /m)
    expect(stderr).not.toContain('Nothing was sent.')
    expect(files[NUMBERED]).toContain('## Motivation')
    expect(files[NUMBERED]).not.toContain('<!-- ?')
    expect(spec()?.posts).toHaveLength(2)
  })

  test('by a secret can be opened after the secret is removed in the editor', async () => {
    const edit = (text: string) => text.replace(githubToken, 'which shows them')
    const { run, fake } = setUpProposing({
      files: { [DRAFT]: WITH_SECRET },
      person: [{ ask: MENU, pick: 'Edit the text' }, { ask: EDITOR, edit }, OPEN_IT],
    })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(JSON.stringify(fake.requests())).not.toContain(githubToken)
  })

  test('by a secret needs a confirmation in each run, even with a reason for the override', async () => {
    const { run, operations } = setUpProposing({
      files: { [DRAFT]: WITH_SECRET },
      person: [
        { ask: MENU, pick: 'Override "secrets"' },
        { ask: 'Why is "secrets" wrong here?', type: 'It is an example' },
        { ask: QUESTION, say: false },
        STOP,
      ],
    })
    const { exitCode, stderr, files } = await run(...OPEN)
    expect(exitCode).toBe(3)
    expect(stderr).toContain('Nothing was sent.')
    expect(files[DRAFT]).toBe(WITH_SECRET)
    expect(JSON.stringify(Object.values(files))).toContain('It is an example')
    expect(operations()).not.toContain('CreatePullRequest')
    expect((await setUpProposing({ files }).run(...OPEN, '--yes')).exitCode).toBe(3)
  })

  test.each<[method: string, flags: readonly string[], override: readonly ScriptedAnswer[]]>([
    ['by a flag', ['--allow', 'secrets'], []],
    [
      'with a reason',
      [],
      [
        { ask: MENU, pick: 'Override "secrets"' },
        { ask: 'Why is "secrets" wrong here?', type: 'It is an example' },
      ],
    ],
  ])('by a secret is opened unchanged after an override %s and a confirmation', async (_, flags, override) => {
    const { run, fork } = setUpProposing({ files: { [DRAFT]: WITH_SECRET }, person: [...override, CONFIRM, OPEN_IT] })
    const { exitCode, stderr } = await run(...OPEN, ...flags)
    expect(exitCode, stderr).toBe(0)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain(githubToken)
  })

  test('by a secret in a new version is committed unchanged after an override and a confirmation', async () => {
    const { run, fork, setPerson, changeFile } = setUpProposing({ person: [OPEN_IT] })
    const { files } = await run(...OPEN)
    changeFile(NUMBERED, files[NUMBERED]?.replace('which shows them', githubToken) ?? '')
    setPerson([CONFIRM, { ask: `Commit it to #2 in ${SPEC}?`, pick: 'Commit it' }])
    const { exitCode, stderr } = await run('sep', 'update', '2', NUMBERED, '--allow', 'secrets')
    expect(exitCode, stderr).toBe(0)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain(githubToken)
  })

  test('by a wrong check keeps its override for the next run, and the reason is not posted', async () => {
    const { run, spec, setPerson } = setUpProposing({
      files: { [DRAFT]: WITH_PLACEHOLDER_TITLE },
      person: [
        { ask: MENU, pick: 'Override "placeholders"' },
        { ask: 'Why is "placeholders" wrong here?', type: 'It is its name' },
        { ask: `Open a pull request in ${SPEC}?`, pick: 'Not now' },
      ],
    })
    expect((await run(...OPEN)).exitCode).toBe(130)
    setPerson([OPEN_IT])
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(JSON.stringify(spec())).not.toContain('It is its name')
  })

  test('by a wrong check keeps its override when it gets its number, but a new draft with the old file name is stopped', async () => {
    const { run, fake, changeFile, setPerson } = setUpProposing({
      files: { [DRAFT]: WITH_PLACEHOLDER_TITLE },
      person: [
        { ask: MENU, pick: 'Override "placeholders"' },
        { ask: 'Why is "placeholders" wrong here?', type: 'It is its name' },
        OPEN_IT,
      ],
    })
    const { files } = await run(...OPEN)
    setPerson([])
    changeFile(NUMBERED, `${files[NUMBERED]}\nMore words.\n`)
    const updated = await run('sep', 'update', '2', NUMBERED, '--yes')
    expect(updated.exitCode, updated.stderr).toBe(0)
    changeFile(NUMBERED, null)
    changeFile(DRAFT, WITH_PLACEHOLDER_TITLE)
    fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
    expect((await run(...OPEN, '--yes')).exitCode).toBe(3)
  })

  const MOVED = 'drafts/0000-icons-for-tools.md'
  const overridesFile = (path: string) => journalFile(path).replace('.json', '.overrides.json')

  test('keeps its override when its draft is moved after a failed run, but another draft at either path is stopped', async () => {
    const { run, fake, changeFile, setPerson } = setUpProposing({
      files: { [DRAFT]: WITH_PLACEHOLDER_TITLE },
      person: [
        { ask: MENU, pick: 'Override "placeholders"' },
        { ask: 'Why is "placeholders" wrong here?', type: 'It is its name' },
        OPEN_IT,
      ],
    })
    fake.faults([{ operation: 'CreatePullRequest', mode: 'forbidden' }])
    const { files } = await run(...OPEN)
    expect(files[journalFile(DRAFT)]).toBeDefined()
    setPerson([])
    changeFile(DRAFT, null)
    changeFile(MOVED, files[DRAFT] ?? '')
    // What an earlier draft at the new path has left.
    changeFile(overridesFile(MOVED), JSON.stringify({ required: 'Nobody needs it' }))
    const { exitCode, stderr, files: after } = await run('sep', 'open', MOVED, '--try', '--yes')
    expect(exitCode, stderr).toBe(0)
    const reasons = Object.entries(after).filter(([path]) => path.endsWith('.overrides.json'))
    expect(reasons.map(([, text]) => JSON.parse(text))).toEqual([{ placeholders: 'It is its name' }])
    changeFile(MOVED.replace('0000', '2'), null)
    fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
    for (const path of [DRAFT, MOVED]) {
      changeFile(path, WITH_PLACEHOLDER_TITLE)
      expect((await run('sep', 'open', path, '--try', '--yes')).exitCode).toBe(3)
    }
  })

  test('does not pass on its override to another draft that later gets the same numbered file name', async () => {
    const { run, changeFile } = setUpProposing()
    changeFile(overridesFile(NUMBERED), JSON.stringify({ placeholders: 'It was its name' }))
    const { files } = await run(...OPEN, '--yes')
    expect(files[NUMBERED]).toBeDefined()
    expect(files[overridesFile(NUMBERED)]).toBeUndefined()
  })

  test('does not pass on its override to a new draft with its file name', async () => {
    const leftOverrides = { [overridesFile('0000-proposal.md')]: JSON.stringify({ placeholders: 'It was its name' }) }
    const { run } = setUpProposing({ files: leftOverrides })
    const { exitCode, stderr, files } = await run('sep', 'new', '--title', 'Proposal', '--type', 'Process', '--offline')
    expect(exitCode, stderr).toBe(0)
    expect(Object.keys(files)).toEqual(['0000-proposal.md'])
  })

  test('can get another title: the heading changes, but not the title in the file name', async () => {
    const { run } = setUpProposing({
      files: { [DRAFT]: WITH_PLACEHOLDER_TITLE },
      person: [{ ask: MENU, pick: 'Change the title' }, { ask: 'Title', type: 'Pictures of servers' }, OPEN_IT],
    })
    const { exitCode, stderr, files } = await run(...OPEN)
    expect(exitCode, stderr).toBe(0)
    expect(files['seps/2-icons-for-tools.md']).toContain('# SEP-2: Pictures of servers')
  })

  test('keeps an edit in the file even if the text is no longer a SEP', async () => {
    const { run } = setUpProposing({
      files: { [DRAFT]: WITHOUT_MOTIVATION },
      person: [
        { ask: MENU, pick: 'Edit the text' },
        { ask: EDITOR, edit: () => 'My notes, without a heading.' },
      ],
    })
    const { exitCode, files } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(files[DRAFT]).toContain('My notes, without a heading.')
  })

  test.each([
    ['--yes', ['--yes']],
    ['--dry-run', ['--dry-run']],
    ['--no-input', ['--no-input']],
  ])('stays stopped with %s, without a question', async (_, flags) => {
    const { run } = setUpProposing({ files: { [DRAFT]: WITHOUT_MOTIVATION }, person: [] })
    expect((await run(...OPEN, ...flags)).exitCode).toBe(3)
  })

  test('can be edited in an update as well', async () => {
    const text = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
    const broken = text.replace(MOTIVATION, '## Spec')
    const { run, changeFile, setPerson } = setUpProposing()
    await run(...OPEN, '--yes')
    changeFile(NUMBERED, broken)
    setPerson([
      { ask: MENU, pick: 'Edit the text' },
      { ask: EDITOR, edit: () => text.replace('Names alone', 'Words alone') },
      { ask: `Commit it to #2 in ${SPEC}?`, pick: 'Commit it' },
    ])
    const { exitCode, stderr, files } = await run('sep', 'update', '2', NUMBERED)
    expect(exitCode, stderr).toBe(0)
    expect(files[NUMBERED]).toContain('Words alone')
  })
})
