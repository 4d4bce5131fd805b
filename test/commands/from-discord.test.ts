import { describe, expect, test } from 'vitest'
import {
  copiedText,
  htmlExport,
  jsonExport,
  longConversation,
  SHORT_CONVERSATION,
  THREAD_URL,
} from '../support/discord-exports.ts'
import { REPO } from '../support/github.ts'
import { mcp } from '../support/policy.ts'
import { setUpPosting } from '../support/posting.ts'
import { recordFlags } from '../support/record.ts'
import { CTRL_C, EDITOR } from '../support/script.ts'

const NEW = ['discussion', 'new', '--repo', REPO, '--category', 'ideas', '--from-discord']
const DRAFT_PATH = '/state/mcp-comms/drafts/2026-11-22-discussion-protocol-pings-while-streaming.md'
const PLACEHOLDER_ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/^\[fill in what was discussed.*\]$/m, 'Whether a server answers pings while it streams a long answer.'],
  [/^\[fill in the questions that are still open.*\]$/m, 'How a client tells a slow server from a dead one.'],
  [/^\[fill in who does what next.*\]$/m, 'Ada writes an issue for the specification.'],
]

function fillInPlaceholders(text: string): string {
  return PLACEHOLDER_ANSWERS.reduce((filled, [placeholder, answer]) => filled.replace(placeholder, answer), text)
}

describe('discussion new --from-discord', () => {
  test('writes a draft that cannot be posted while the parts above the conversation are placeholders', async () => {
    const { run, posts } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
    const { stdout, stderr, exitCode, files } = await run(...NEW, 'conversation.json')
    expect({ stdout, exitCode }).toEqual({ stdout: `${DRAFT_PATH}\n`, exitCode: 0 })
    expect(stderr).toBe(
      'Fill in "Summary", "Open questions" and "Proposed next step" before you post the draft.\nThe conversation does not say whether its channel is private: post it only if everybody could read it on Discord.\n',
    )
    expect(files[DRAFT_PATH]).toContain('title: Pings while streaming')
    expect(files[DRAFT_PATH]).toContain(`[transports › Pings while streaming](<${THREAD_URL}>)`)

    const unfilled = setUpPosting({ files })
    const stopped = await unfilled.run('discussion', 'open', DRAFT_PATH, '--yes')
    expect(stopped.exitCode).toBe(3)
    expect(stopped.stderr.match(/is a\s+placeholder/g)).toHaveLength(3)
    expect(posts()).toEqual([])
    expect(unfilled.posts()).toEqual([])
  })

  test('the draft is posted after its placeholders are filled in', async () => {
    const draft = (
      await setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } }).run(
        ...NEW,
        'conversation.json',
      )
    ).files[DRAFT_PATH]
    const { run, posts } = setUpPosting({ files: { [DRAFT_PATH]: fillInPlaceholders(draft ?? '') } })
    const { exitCode, stderr } = await run('discussion', 'open', DRAFT_PATH, '--yes', '--ai-disclosure', 'none')
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(posts()).toHaveLength(1)
  })

  test('the conversation is kept if flags answer every long field of the form', async () => {
    const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
    const answers = ['-f', 'steps=Split it', '-f', 'area=Client', '-f', 'terms=I looked for it']
    const argv = ['-R', REPO, '--from-discord', 'conversation.json', '-t', 'bug_report', '-o', 'd.md', ...answers]
    const { exitCode, stderr, files } = await run('issue', 'new', ...argv)
    expect(exitCode, stderr).toBe(0)
    expect(files['d.md']).toMatch(
      /### Steps to reproduce\n\nSplit it\n\n- \*\*Thread:\*\*.*await server\.ping.*### Area/s,
    )
  })

  test('if the record of a private decision is split into two files, the second is marked fromPrivate, too', async () => {
    const files = { 'conversation.json': jsonExport(longConversation(900)) }
    const checked = (mcp.records?.private?.leftOut ?? []).flatMap((label) => ['-f', `left-out=${label}`])
    const flags = ['--from-private', '-R', REPO, '--title', 'Pings', '-o', 'd.md', ...recordFlags(), ...checked]
    const { run } = setUpPosting({ files })
    const first = await run('decision', 'new', '--from-discord', 'conversation.json', ...flags)
    expect(first.exitCode, first.stderr).toBe(0)
    expect(first.files['d-part-2.md']).toContain('\nfromPrivate: true\n')
  })

  test('--field fills in the parts above the conversation', async () => {
    const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
    const partFlags = ['-f', 'summary=What we said.', '-f', 'open-questions=None.']
    const { files, stderr, exitCode } = await run(...NEW, 'conversation.json', '-o', 'd.md', ...partFlags)
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(stderr).toContain('Fill in "Proposed next step" before you post the draft.\n')
    expect(files['d.md']).toContain('## Summary\n\nWhat we said.\n\n## Open questions\n\nNone.\n')
    expect(files['d.md']).not.toContain('fields:')
    const unknown = await run(...NEW, 'conversation.json', '-o', 'e.md', '-f', 'sumary=What we said.')
    expect(unknown.exitCode).toBe(2)
    expect(unknown.stderr).toContain('summary')
  })

  test('asks a person only for the title and the parts without a --field', async () => {
    const { run } = setUpPosting({
      files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) },
      person: [
        { ask: 'Title', type: 'Pings' },
        { ask: 'Open questions', pick: 'Write it here' },
        { ask: 'Open questions', type: 'None.' },
        { ask: 'Is everything right?', pick: 'Yes' },
      ],
    })
    const partFlags = ['-f', 'summary=What we said.', '-f', 'next-step=Ada writes an issue.']
    const { files } = await run(...NEW, 'conversation.json', '-o', 'd.md', ...partFlags)
    for (const part of ['What we said.', 'None.', 'Ada writes an issue.'])
      expect(files['d.md']).toContain(`\n\n${part}\n`)
  })

  test('names the file after the title that a person types', async () => {
    const { run } = setUpPosting({
      files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) },
      person: [
        { ask: 'Title', type: 'Pings' },
        { ask: 'Summary', pick: CTRL_C },
      ],
    })
    const { files } = await run(...NEW, 'conversation.json')
    expect(Object.keys(files).filter((path) => path.endsWith('.md'))).toEqual([
      '/state/mcp-comms/drafts/2026-11-22-discussion-protocol-pings.md',
    ])
  })

  test('asks a person for the link and for the parts above the conversation', async () => {
    const { run } = setUpPosting({
      files: { 'conversation.html': htmlExport(SHORT_CONVERSATION) },
      person: [
        { ask: 'Title', type: 'Pings' },
        { ask: 'Link to the conversation on Discord', type: THREAD_URL },
        { ask: 'Summary', pick: 'Write it here' },
        { ask: 'Summary', type: 'What we said.' },
        { ask: 'Open questions', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, write: 'One.\n\nTwo.' },
        { ask: 'Proposed next step', pick: 'Leave it empty' },
        { ask: 'Is everything right?', pick: 'Yes' },
      ],
    })
    const { files, exitCode } = await run(...NEW, 'conversation.html', '-o', 'd.md')
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain('title: Pings\n')
    expect(files['d.md']).toContain(
      '## Summary\n\nWhat we said.\n\n## Open questions\n\nOne.\n\nTwo.\n\n## Proposed next step\n\n[fill in who',
    )
    expect(files['d.md']).toContain(`## The conversation on Discord\n\n<${THREAD_URL}>\n`)
  })

  test('reads pasted text from standard input, with its link in --thread and its title in --title', async () => {
    const text = copiedText(SHORT_CONVERSATION, 'desktop', () => 'Today at 3:04 PM')
    const { run } = setUpPosting({ files: { '-': text } })
    const { files, exitCode } = await run(...NEW, '-', '--title', 'Pings', '--thread', THREAD_URL, '-o', 'd.md')
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain(`[the conversation](<${THREAD_URL}>)`)
    expect(files['d.md']).toContain('"Today" is taken as 2026-11-22.')
  })

  test('--without leaves out the messages of a person, and every mention of the person', async () => {
    const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
    const { files, stderr } = await run(
      ...NEW,
      'conversation.json',
      '--without',
      'ada lind',
      '--without',
      'Bo',
      '-o',
      'd.md',
    )
    expect(files['d.md']).toContain('**Participants:** נועה, Relay (bot)')
    expect(files['d.md']).toContain('_2 messages left out_')
    expect(files['d.md']).toContain('> ↪ **somebody**\n')
    expect(files['d.md']).not.toMatch(/ada|\bbo\b/i)
    expect(stderr).not.toContain('still')
  })

  test('--without replaces mentions in the words that a reply repeats, and counts a message with the name in a file name', async () => {
    const conversation = [
      { author: 'Ada', at: 0, text: 'hello' },
      { author: 'Bo', at: 1, text: '@Ada what do you think?' },
      { author: 'Cy', at: 2, replyTo: 1, text: 'I would wait.', files: ['ada-notes.txt'] },
    ]
    for (const [file, text] of [
      ['c.json', jsonExport(conversation)],
      ['c.html', htmlExport(conversation)],
    ] as const) {
      const { run } = setUpPosting({ files: { [file]: text } })
      const { files, stderr } = await run(...NEW, file, '--without', 'Ada', '-o', 'd.md')
      expect(files['d.md']).not.toContain('@Ada')
      expect(files['d.md']).toMatch(/somebody.*what do you think\?[\s\S]*↪.*somebody.*what do you think\?/)
      expect(stderr).toContain('1 message still contains the name')
    }
  })

  test('--without counts the messages that still contain the name, and lists who took part if nobody has the name', async () => {
    const conversation = [
      { author: 'Ada', at: 0, text: 'hello' },
      { author: 'Bo', at: 1, text: 'Ada is right, and so is @Ada' },
    ]
    const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(conversation) } })
    const { files, stderr } = await run(...NEW, 'conversation.json', '--without', 'Ada', '-o', 'd.md')
    expect(files['d.md']).toContain('Ada is right, and so is `@somebody`')
    expect(stderr).toContain(
      '1 message still contains the name of somebody you left out: read it before you post the draft',
    )
    const unknown = await run(...NEW, 'conversation.json', '--without', 'Chidi')
    expect(unknown.exitCode).toBe(2)
    expect(unknown.stderr).toContain(
      '--without Chidi: nobody in the conversation has this name. The participants: Ada, Bo',
    )
  })

  test('--without replaces the mention of a name that contains marks of Markdown', async () => {
    const conversation = [
      { author: 'ada_lind_', at: 0, text: 'hello' },
      { author: 'Bo', at: 1, text: 'as @ada_lind_ said, *wait*' },
    ]
    const { run } = setUpPosting({ files: { 'c.json': jsonExport(conversation) } })
    const { files, stderr } = await run(...NEW, 'c.json', '--without', 'ada_lind_', '-o', 'd.md')
    expect(files['d.md']).toContain('as `@somebody` said, *wait*')
    expect(files['d.md']).not.toContain('lind')
    expect(stderr).not.toContain('still')
  })

  test('--without warns if the name is in the name of the thread, of its channel or of the server', async () => {
    const conversation = [
      { author: 'Ada', at: 0, text: 'hello' },
      { author: 'Bo', at: 1, text: 'hi' },
    ]
    for (const place of [{ channel: 'Ask Ada anything' }, { parent: 'ada-and-friends' }, { server: 'Ada’s server' }]) {
      const { run } = setUpPosting({ files: { 'c.json': jsonExport(conversation, place) } })
      const { stderr } = await run(...NEW, 'c.json', '--without', 'Ada', '-o', 'd.md')
      expect(stderr).toContain('contains the name of somebody you left out: read the title')
      expect((await run(...NEW, 'c.json', '--without', 'Bo', '-o', 'e.md')).stderr).not.toContain('you left out')
    }
  })

  test('splits a conversation that is too long for one post into numbered files, and lists them', async () => {
    const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(longConversation(1_500)) } })
    const { files, stderr, stdout } = await run(...NEW, 'conversation.json', '-o', 'd.md', '--json')
    const paths = ['d-part-2.md']
    expect(JSON.parse(stdout)).toMatchObject({ draft: 'd.md', followUps: paths })
    expect(stderr).toContain(
      'The conversation is too long for one post. Part 1 of 2 is in d.md, part 2 in:\n  d-part-2.md\n',
    )
    expect(files['d-part-2.md']).toContain('title: Pings while streaming (2 of 2)')
    const checked = await setUpPosting({ files }).run('check', ...paths)
    expect(checked.stdout + checked.stderr).not.toContain('long-body')
    const stdoutOnly = await run(...NEW, 'conversation.json', '-o', '-')
    expect(stdoutOnly).toMatchObject({ exitCode: 2, stdout: '' })
  })

  test('saves the further parts of a long conversation although the first draft is unfinished', async () => {
    const files = { '-': jsonExport(longConversation(1_500)) }
    const answers = ['-f', 'terms=I looked for it', '-f', 'unknown=1', '-t', 'bug_report', '-o', 'd.md']
    const unfinished = await setUpPosting({ files }).run('issue', 'new', '-R', REPO, '--from-discord', '-', ...answers)
    expect(unfinished.exitCode).toBe(2)
    expect(unfinished.stderr).toContain('Part 1 of 2 is in d.md, part 2 in:\n  d-part-2.md\n')
    expect(unfinished.files['d-part-2.md']).toContain('_Part 2 of 2 of a conversation on Discord.')
    const stopped = await setUpPosting({
      files: { 'c.json': files['-'] },
      person: [
        { ask: 'Title', type: 'Pings' },
        { ask: 'Summary', pick: CTRL_C },
      ],
    }).run(...NEW, 'c.json', '-o', 'd.md')
    expect([stopped.exitCode, stopped.files['d-part-2.md']]).toEqual([
      130,
      expect.stringContaining('title: Pings (2 of 2)'),
    ])
  })

  test('says that the rest of an unfinished conversation is not saved if its file exists', async () => {
    const files = { '-': jsonExport(longConversation(1_500)), 'd-part-2.md': 'mine' }
    const { run } = setUpPosting({ files })
    const unfinished = await run('issue', 'new', '-R', REPO, '--from-discord', '-', '-t', 'bug_report', '-o', 'd.md')
    expect(unfinished.exitCode).toBe(2)
    expect(unfinished.stderr).toContain('the rest of the conversation was not saved: d-part-2.md already exists')
    expect(unfinished.stderr).toContain('missing or invalid')
    expect(unfinished.files['d-part-2.md']).toBe('mine')
  })

  test.each([
    ['DirectTextChat', 'a direct message on Discord'],
    ['DirectGroupTextChat', 'a group message on Discord'],
    ['GuildPrivateThread', 'a private thread on Discord'],
  ])('a conversation from a %s is stopped by the check "people", even with --allow', async (type, source) => {
    const files = { 'conversation.json': jsonExport(SHORT_CONVERSATION, { type }) }
    const written = await setUpPosting({ files }).run(...NEW, 'conversation.json', '-o', 'd.md')
    expect(written.stderr).toContain(`this is ${source}: the check "people" stops it`)
    expect(written.stderr).not.toContain('does not say whether')
    const draft = { 'd.md': fillInPlaceholders(written.files['d.md'] ?? '') }
    for (const flags of [['--yes'], ['--yes', '--allow', 'people']]) {
      const { run, posts } = setUpPosting({ files: draft })
      const { exitCode, stderr } = await run('discussion', 'open', 'd.md', '--ai-disclosure', 'none', ...flags)
      expect({ exitCode, posts: posts() }).toEqual({ exitCode: 3, posts: [] })
      expect(stderr).toContain(`its text comes from ${source}, and`)
    }
  })

  test('a draft from the HTML export of a direct message names its private source', async () => {
    const files = { 'conversation.html': htmlExport(SHORT_CONVERSATION, { server: 'Direct Messages' }) }
    const written = await setUpPosting({ files }).run(...NEW, 'conversation.html', '-o', 'd.md')
    expect(written.files['d.md']).toContain('privateSource: a direct message on Discord')
  })

  test.each([
    [['--from', 'd.md'], '--from-discord already gives the text, so it cannot be combined with --from'],
    [['--body', 'x'], 'cannot be combined with --body'],
    [['--thread', 'discord.com/x'], '--thread needs a link that starts with https://'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr } = await setUpPosting({
      files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) },
    }).run(...NEW, 'conversation.json', ...flags)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
  })

  test('--without needs --from-discord', async () => {
    const { exitCode, stderr } = await setUpPosting({ files: {} }).run(
      'issue',
      'new',
      '--repo',
      REPO,
      '--without',
      'Ada',
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('name its file with --from-discord')
  })
})

test('issue new --from-discord: the conversation answers one of the fields of a form', async () => {
  const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
  const { files, exitCode, stderr } = await run(
    ...['issue', 'new', '--repo', REPO, '--from-discord', 'conversation.json', '-o', 'i.md'],
    ...['--template', 'bug_report', '-f', 'terms=I looked for it', '-f', 'area=client'],
  )
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(files['i.md']).toContain('### Steps to reproduce\n\n- **Thread:**')
  expect(files['i.md']).not.toContain('[fill in')
})

test('decision new --from-discord: the conversation is the background of the record', async () => {
  const { run } = setUpPosting({ files: { 'conversation.json': jsonExport(SHORT_CONVERSATION) } })
  const answers = [
    'kind=technical',
    'makers=@@octocat',
    'options=- keep: slow\n- change: fast',
    'rationale=it is fast',
    'steps=none',
  ]
  const { files, exitCode, stderr } = await run(
    ...['decision', 'new', '--repo', REPO, '--from-discord', 'conversation.json', '-o', 'r.md'],
    ...answers.flatMap((answer) => ['-f', answer]),
  )
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(files['r.md']).toContain('### Background and motivation\n\n- **Thread:**')
  expect(files['r.md']).toContain('title: Pings while streaming')
  expect((await setUpPosting({ files }).run('decision', 'lint', 'r.md')).stdout).not.toContain('stop')
})
