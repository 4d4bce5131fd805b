import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseDraft } from '../../src/drafts/format.ts'
import { fastClock } from '../support/fast-clock.ts'
import { temporaryFolder } from '../support/folder.ts'
import type { ReceivedRequest } from '../support/loopback.ts'
import { KEY } from '../support/pty.ts'
import { REPO, setUpTerminal, TEXT, TOKEN } from '../support/terminal.ts'

const SHOW_CURSOR = '\u001B[?25h'
const HIDE_CURSOR = '\u001B[?25l'
const URL = `https://github.com/${REPO}/issues/1`
const WHERE = ['where', '--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']

describe.each([
  ['80 columns', 80, {}, true],
  ['60 columns, no colors', 60, { NO_COLOR: '1' }, false],
] as const)('from the first question to the post: %s', (_, columns, extraEnv, isColored) => {
  test('the program asks the questions of the form, opens the editor, shows a preview, posts once, and prints no token', async () => {
    const { start, drafts, textOf, posts, everything } = await setUpTerminal(extraEnv)
    const terminal = start(WHERE, columns)
    await terminal.waitFor('Start writing it now?')
    await terminal.waitFor('Which form for', terminal.press(KEY.enter))
    await terminal.waitFor('[Bug]', terminal.press(KEY.enter))
    await terminal.waitFor('Thank you for taking the time', terminal.press(`Connect hangs after a restart${KEY.enter}`))
    await terminal.waitFor('Write it in my-editor')
    await terminal.waitFor('Which side?', terminal.press(KEY.enter))
    await terminal.waitFor('I have searched for it', terminal.press(KEY.enter))
    await terminal.waitFor('Is everything right?', terminal.press(` ${KEY.enter}`))
    await terminal.waitFor('Did AI help with it?', terminal.press(KEY.enter))
    const from = terminal.press(KEY.enter)
    await terminal.waitFor(`Issue in ${REPO}`, from)
    await terminal.waitFor(`Post it to ${REPO}?`, from)
    const last = terminal.press(KEY.enter)
    await terminal.waitFor(URL, last)
    expect(await terminal.ended).toBe(0)
    expect(posts()).toMatchObject([
      {
        title: '[Bug] Connect hangs after a restart',
        labels: ['bug'],
        body: expect.stringContaining(`### What happened?\n\n${TEXT}\n\n### Which side?\n\nClient\n`),
      },
    ])
    const [draft = ''] = drafts()
    expect(parseDraft(textOf(draft), draft)).toMatchObject({ url: URL, number: 1, sent: null, aiDisclosure: 'none' })
    expect(/\u001B\[[\d;]*m/.test(terminal.text())).toBe(isColored)

    const again = start(['issue', 'open', draft], columns)
    expect(await again.ended).toBe(1)
    expect(again.text().replaceAll(/\s+/g, ' ')).toContain(`${draft} was already published: ${URL}`)
    expect(posts()).toHaveLength(1)
    expect(terminal.text() + again.text() + everything()).not.toContain(TOKEN)
  })
})

const NEW_WITH_ANSWERS = [
  ...['issue', 'new', '--repo', REPO, '--template', 'bug_report', '--title', 'Connect hangs after a restart'],
  ...['-f', `steps=${TEXT}`, '-f', 'side=client', '-f', 'terms=I have searched for it', '--ai-disclosure', 'none'],
]

describe('quitting', () => {
  test.each([
    ['Ctrl-C', KEY.ctrlC],
    ['Esc', KEY.escape],
  ])('with %s keeps the draft, prints its path, and --from resumes with the next question', async (_, key) => {
    const { start, drafts, textOf, posts } = await setUpTerminal()
    const terminal = start(['issue', 'new', '--repo', REPO, '--template', 'bug_report'], 300)
    await terminal.waitFor('[Bug]')
    await terminal.waitFor('Write it in my-editor', terminal.press(`Connect hangs${KEY.enter}`))
    await terminal.waitFor('Which side?', terminal.press(KEY.enter))
    terminal.press(key)
    expect(await terminal.ended).toBe(130)
    const [draft = ''] = drafts()
    expect(terminal.text()).toContain(`Resume with: mcp-comms issue new --from ${draft}`)
    expect(terminal.text()).toContain('Cancelled. Nothing was sent.')
    expect(textOf(draft)).toContain(TEXT)
    expect(posts()).toEqual([])

    const next = start(['issue', 'new', '--from', draft], 300)
    await next.waitFor('Which side?')
    await next.waitFor('I have searched for it', next.press(KEY.down + KEY.enter))
    await next.waitFor('Is everything right?', next.press(` ${KEY.enter}`))
    expect(next.text()).not.toContain('in my-editor')
    next.press(KEY.enter)
    expect(await next.ended).toBe(0)
    expect(parseDraft(textOf(draft), draft).body).toContain('### Which side?\n\nServer\n')
  })

  test('at the last question sends nothing, and marks nothing in the draft as sent', async () => {
    const { start, drafts, textOf, posts } = await setUpTerminal()
    const terminal = start([...NEW_WITH_ANSWERS, '--open'])
    await terminal.waitFor(`Post it to ${REPO}?`)
    terminal.press(KEY.ctrlC)
    expect(await terminal.ended).toBe(130)
    const [draft = ''] = drafts()
    expect(parseDraft(textOf(draft), draft)).toMatchObject({ url: null, sent: null, marker: null })
    expect(posts()).toEqual([])
  })

  test('while the post is being sent lets the next run find it', async () => {
    let arrived = () => {}
    const posting = new Promise<void>((done) => {
      arrived = done
    })
    // The response never arrives.
    const beforeAnswer = ({ operation }: ReceivedRequest) =>
      operation === 'CreateIssue' ? new Promise<void>(() => arrived()) : undefined
    // The program gives up on the request after twenty seconds, which pass ten times as fast on this clock.
    const clock = fastClock(join(temporaryFolder(), 'clock'))
    onTestFinished(clock.close)
    const { start, drafts, textOf, posts } = await setUpTerminal(clock.env, { beforeAnswer })
    const terminal = start([...NEW_WITH_ANSWERS, '--open', '--yes'])
    await posting
    await terminal.waitFor('Posting to')
    terminal.press(KEY.ctrlC)
    await terminal.ended
    expect(terminal.text().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(terminal.text().lastIndexOf(HIDE_CURSOR))
    const [draft = ''] = drafts()
    expect(parseDraft(textOf(draft), draft).sent).not.toBeNull()

    const next = start(['issue', 'open', draft])
    expect(await next.ended).toBe(0)
    expect(next.text()).toContain(URL)
    expect(posts()).toHaveLength(1)
  })
})
