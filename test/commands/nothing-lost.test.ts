import { describe, expect, test } from 'vitest'
import { FIRST_BUG_ANSWERS } from '../support/bug-answers.ts'
import { jsonExport, longConversation } from '../support/discord-exports.ts'
import { REPO } from '../support/github.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { SEP, setUpProposing } from '../support/proposing.ts'
import { type Disk, EDITOR, type ScriptedAnswer } from '../support/script.ts'
import { githubToken } from '../support/secrets.ts'

const MENU = 'What do you want to do?'
const WRITTEN = 'What I have been writing for an hour.'
const SEP_FILE = 'seps/0000-icons-for-tools.md'
const UNSAVED = '/state/mcp-comms/unsaved/'

/** A person edits the text in the editor while another program changes the file. */
const editWhileFileChanges = (path: string): readonly ScriptedAnswer[] => [
  { ask: MENU, pick: 'Edit the text' },
  {
    ask: EDITOR,
    edit: (text) => `${text}\n\n${WRITTEN}\n`,
    meanwhile: (disk) => disk.set(path, 'written by another program'),
  },
]

function unsavedIn(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(files).filter(([path]) => path.startsWith(UNSAVED))
}

describe('if another program changes the file while a person writes, what the person wrote is saved in another file', () => {
  test('by issue open', async () => {
    const draft = DRAFT.replace('the first byte', githubToken)
    const { run, posts } = setUpPosting({ files: { 'd.md': draft }, person: editWhileFileChanges('d.md') })
    const { exitCode, files, stderr } = await run('issue', 'open', 'd.md')
    expect({ exitCode, file: files['d.md'] }).toEqual({ exitCode: 1, file: 'written by another program' })
    expect(unsavedIn(files)).toEqual([[`${UNSAVED}1-d.md`, expect.stringContaining(WRITTEN)]])
    expect(stderr).toMatch(/What you have written is in\s+\/state\/mcp-comms\/unsaved\/1-d\.md/)
    expect(posts()).toEqual([])
  })

  test('by sep open, beside the file that an earlier run saved', async () => {
    const earlier = `${UNSAVED}1-0000-icons-for-tools.md`
    const files = { [SEP_FILE]: SEP.replace('which shows them', githubToken), [earlier]: 'earlier' }
    const { run, operations } = setUpProposing({ files, person: editWhileFileChanges(SEP_FILE) })
    const outcome = await run('sep', 'open', SEP_FILE, '--try')
    expect(outcome.exitCode).toBe(1)
    expect(unsavedIn(outcome.files)).toEqual([
      [earlier, 'earlier'],
      [`${UNSAVED}2-0000-icons-for-tools.md`, expect.stringContaining(WRITTEN)],
    ])
    expect(operations()).not.toContain('CreatePullRequest')
  })

  test('by sep new', async () => {
    const path = '0000-icons-for-tools.md'
    const person: readonly ScriptedAnswer[] = [
      { ask: 'Authors, as Name (@handle)', type: 'Ada (@ada)', meanwhile: (disk) => disk.set(path, 'mine') },
    ]
    const flags = ['--title', 'Icons for tools', '--type', 'Process', '--group', 'Agents']
    const { run } = setUpProposing({ files: {}, person })
    const { files } = await run('sep', 'new', ...flags, '--thread', 'https://example.org/t')
    expect(unsavedIn(files)).toEqual([[`${UNSAVED}1-${path}`, expect.stringContaining('Ada (@ada)')]])
  })

  test('by issue new', async () => {
    const person: readonly ScriptedAnswer[] = [
      { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
      { ask: EDITOR, write: WRITTEN, meanwhile: (disk) => disk.set('d.md', 'written by another program') },
    ]
    const draft = DRAFT.replace(/### Steps[\s\S]*/, '')
    const { run } = setUpPosting({ files: { 'd.md': draft }, person })
    const { files } = await run('issue', 'new', '--from', 'd.md', '--repo', REPO)
    expect(unsavedIn(files)).toEqual([[`${UNSAVED}1-d.md`, expect.stringContaining(WRITTEN)]])
  })
})

test.each([
  ['too many characters', `${'x'.repeat(210_000)} end`],
  ['far too many characters', `${'x'.repeat(2_100_000)} end`],
])('an answer with %s for a draft is saved in another file', async (_, text) => {
  const person = [...FIRST_BUG_ANSWERS.slice(0, -1), { ask: EDITOR, write: text }]
  const { exitCode, stderr, files } = await setUpPosting({ files: {}, person }).run('issue', 'new', '--repo', REPO)
  expect(exitCode, stderr.slice(0, 2000)).toBe(1)
  expect(unsavedIn(files)).toMatchObject([[expect.stringMatching(UNSAVED), expect.stringContaining(text)]])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`What you have written is in ${UNSAVED}`)
})

describe('sep new, when a person presses Ctrl-C in the middle of an answer', () => {
  const flags = ['--title', 'Icons for tools', '--type', 'Process', '--group', 'Agents', '--author', 'Ada (@ada)']
  const PATH = '0000-icons-for-tools.md'
  const BREAKS = 'What breaks, and who is affected? (empty: nothing)'

  test('keeps the unfinished answer in the file and in the command that resumes', async () => {
    const { run } = setUpProposing({ files: {}, person: [{ ask: BREAKS, leave: 'Old clients that' }] })
    const argv = [...flags, '--thread', 'https://example.org/t', '--prototype', '']
    const { exitCode, files, stderr } = await run('sep', 'new', ...argv)
    expect(exitCode).toBe(130)
    expect(files[PATH]).toContain('Old clients that')
    expect(stderr).toContain('--breaks "Old clients that"')
  })

  test('does not keep an unfinished address, which the command that resumes would refuse', async () => {
    const person: readonly ScriptedAnswer[] = [{ ask: 'Link to a prototype (empty: none yet)', leave: 'https' }]
    const { run } = setUpProposing({ files: {}, person })
    const { exitCode, stderr } = await run('sep', 'new', ...flags, '--thread', 'https://example.org/t')
    expect(exitCode).toBe(130)
    expect(stderr).not.toContain('--prototype')
  })
})

describe('if a bug ends the program, it says where the text is that the person wrote', () => {
  const meanwhile = () => {
    throw new TypeError('x is not a function')
  }
  const BUG = 'unexpected error: x is not a function'

  const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

  test('by where', async () => {
    const typed = 'The Go SDK client hangs for ever in Connect after a restart of the server'
    const person = [
      { ask: 'What is it about?', search: typed },
      { ask: 'Start writing it now?', pick: 'Yes', meanwhile },
    ]
    const { exitCode, stderr } = await setUpPosting({ files: {}, person }).run('where')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`What you have written so far:\n\n${typed}\n`)
    expect(stderr).toContain(BUG)
  })

  test('by issue new', async () => {
    const person = [...FIRST_BUG_ANSWERS, { ask: 'Area', pick: 'Server', meanwhile }]
    const { exitCode, stderr, files } = await setUpPosting({ files: {}, person }).run('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(1)
    expect(oneLine(stderr)).toContain('Your answers are kept. Resume with: mcp-comms issue new')
    expect(stderr).toContain(BUG)
    expect(Object.values(files)).toEqual([expect.stringContaining('Split the reply')])
  })

  test('by sep new', async () => {
    const person = [{ ask: 'Authors, as Name (@handle)', type: 'Ada (@ada)', meanwhile }]
    const flags = ['--title', 'Icons for tools', '--type', 'Process', '--group', 'Agents']
    const { run } = setUpProposing({ files: {}, person })
    const { exitCode, stderr, files } = await run('sep', 'new', ...flags, '--thread', 'https://example.org/t')
    expect(exitCode).toBe(1)
    expect(oneLine(stderr)).toContain('Your answers are in 0000-icons-for-tools.md. Resume with: mcp-comms sep new')
    expect(stderr).toContain(BUG)
    expect(files['0000-icons-for-tools.md']).toContain('https://example.org/t')
  })

  test('by security report', async () => {
    const person = [{ ask: 'How can it be reproduced?', pick: 'Write it here', meanwhile }]
    const report = ['security', 'report', '--repo', REPO, '--from', 'notes.md']
    const { run, advisories } = setUpPosting({ files: { 'notes.md': `Secret summary\n\n${WRITTEN}\n` }, person })
    const { exitCode, stderr } = await run(...report)
    expect(exitCode).toBe(1)
    expect(oneLine(stderr)).toMatch(/The report is in \S+\. Resume with: mcp-comms security report --from/)
    expect(stderr).toContain(BUG)
    expect(stderr).not.toContain(WRITTEN)
    expect(advisories()).toEqual([])
  })

  test('by discussion new, also if a second bug prevents that the rest of the conversation is saved', async () => {
    const failTwice = (disk: Disk) => {
      disk.set = () => {
        throw new TypeError('y is not a function')
      }
      meanwhile()
    }
    const { run } = setUpPosting({
      files: { 'c.json': jsonExport(longConversation(1_500)) },
      person: [
        { ask: 'Title', type: 'Pings' },
        { ask: 'Summary', pick: 'Write it here', meanwhile: failTwice },
      ],
    })
    const flags = ['--repo', REPO, '--category', 'ideas', '--from-discord', 'c.json', '-o', 'd.md']
    const { exitCode, stderr } = await run('discussion', 'new', ...flags)
    expect(exitCode).toBe(1)
    expect(oneLine(stderr)).toContain(
      'the rest of the conversation was not saved: unexpected error: y is not a function',
    )
    expect(oneLine(stderr)).toContain('Your answers are kept. Resume with: mcp-comms discussion new --from d.md')
    expect(stderr).toContain(BUG)
  })
})
