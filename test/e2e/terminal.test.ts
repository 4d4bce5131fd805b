import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { KEY, startInTerminal } from '../support/pty.ts'

const SHOW_CURSOR = '\u001B[?25h'

describe('where, in a real terminal', () => {
  test('arrow keys and Enter lead to a recommendation', async () => {
    const terminal = startInTerminal(['where'])
    await terminal.waitFor('Something is broken')
    await terminal.waitFor('May everyone read it?', terminal.press(KEY.enter))
    await terminal.waitFor('Can it be reproduced?', terminal.press(KEY.enter))
    await terminal.waitFor('Where does it happen?', terminal.press(KEY.enter))
    await terminal.waitFor('Start writing it now?', terminal.press(KEY.down + KEY.enter))
    terminal.press(KEY.down + KEY.enter)
    expect(await terminal.ended).toBe(0)
    expect(terminal.text()).toContain('Open an issue in modelcontextprotocol/modelcontextprotocol')
    expect(terminal.text().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(0)
  })

  test('a warning is printed as soon as an answer is sensitive', async () => {
    const terminal = startInTerminal(['where', '--type', 'support'])
    await terminal.waitFor('May everyone read it?')
    const from = terminal.press(KEY.down + KEY.enter)
    await terminal.waitFor('Do not post this publicly.', from)
    await terminal.waitFor('Is it just one of these?', from)
    terminal.press(KEY.ctrlC)
    expect(await terminal.ended).toBe(130)
  })

  test.each([
    ['Ctrl-C', KEY.ctrlC],
    ['Esc', KEY.escape],
    ['Ctrl-D', KEY.ctrlD],
  ])('%s quits with 130 and a visible cursor', async (_, key) => {
    const terminal = startInTerminal(['where'])
    await terminal.waitFor('Something is broken')
    terminal.press(key)
    expect(await terminal.ended).toBe(130)
    expect(terminal.text()).toContain('Cancelled. Nothing was sent.')
    expect(terminal.text().indexOf(SHOW_CURSOR)).toBeGreaterThan(0)
  })

  test('with NO_COLOR, no color sequence is printed, even in a narrow window', async () => {
    const terminal = startInTerminal(['where', '--type', 'conduct'], { columns: 60, env: { NO_COLOR: '1' } })
    expect(await terminal.ended).toBe(0)
    expect(terminal.text()).not.toMatch(/\u001B\[[\d;]*m/)
    expect(terminal.text()).toContain('Write in confidence to mcp-coc@anthropic.com')
  })

  test.each([
    ['FORCE_COLOR=1 wins over NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=yes wins over NO_COLOR', { FORCE_COLOR: 'yes', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=0 turns colors off', { FORCE_COLOR: '0' }, false],
    ['an empty FORCE_COLOR counts as missing', { FORCE_COLOR: '', NO_COLOR: '1' }, false],
    ['an empty NO_COLOR counts as missing', { NO_COLOR: '' }, true],
  ])('%s', async (_, env, hasColors) => {
    const terminal = startInTerminal(['where', '--type', 'conduct'], { env })
    expect(await terminal.ended).toBe(0)
    expect(/\u001B\[[\d;]*m/.test(terminal.text())).toBe(hasColors)
  })

  test.each([
    ['TERM=dumb', ['where'], { TERM: 'dumb' }],
    ['MCP_COMMS_PLAIN=1', ['where'], { MCP_COMMS_PLAIN: '1' }],
    ['--plain', ['where', '--plain'], {}],
  ])('with %s, choices have numbers, and nothing is redrawn', async (_, argv, env) => {
    const terminal = startInTerminal(argv, { env: { NO_COLOR: '1', ...env } })
    await terminal.waitFor('1. Something is broken')
    await terminal.waitFor('May everyone read it?', terminal.press('1\r'))
    await terminal.waitFor('Can it be reproduced?', terminal.press('1\r'))
    await terminal.waitFor('Where does it happen?', terminal.press('1\r'))
    await terminal.waitFor('Start writing it now?', terminal.press('typescript\r'))
    terminal.press('2\r')
    expect(await terminal.ended).toBe(0)
    expect(terminal.text()).toContain('Open an issue in modelcontextprotocol/typescript-sdk')
    expect(terminal.text()).not.toContain('\u001B[')
  })

  test('Ctrl-C quits plain prompts with 130', async () => {
    const terminal = startInTerminal(['where', '--plain'])
    await terminal.waitFor('words to search for')
    terminal.press(KEY.ctrlC)
    expect(await terminal.ended).toBe(130)
    expect(terminal.text()).toContain('Cancelled. Nothing was sent.')
  })

  test('in plain prompts, a line that is only a dot ends a long text, as the prompt says', async () => {
    const argv = ['issue', 'new', '--repo', 'example/repo', '--template', 'bug', '--offline', '--plain']
    const terminal = startInTerminal(argv, { env: { XDG_STATE_HOME: temporaryFolder() } })
    await terminal.waitFor('Title (required)')
    await terminal.waitFor('a line that is only a dot ends it', terminal.press('The handshake stalls\r'))
    expect(terminal.text()).not.toContain('Enter ends it')
    await terminal.waitFor('only a dot:', terminal.press('2\r'))
    await terminal.waitFor('3 of ', terminal.press('It waits.\r.\r'))
    terminal.press(KEY.ctrlC)
    expect(await terminal.ended).toBe(130)
  })

  test('does not prompt in CI', async () => {
    const terminal = startInTerminal(['where'], { env: { CI: 'true' } })
    expect(await terminal.ended).toBe(2)
  })
})

test('closing the window in the middle of an answer loses none of it', async () => {
  const state = temporaryFolder()
  const argv = ['decision', 'new', '--repo', 'example/protocol', '--template', 'decision', '--offline']
  const terminal = startInTerminal(argv, { env: { XDG_STATE_HOME: state } })
  await terminal.waitFor('Title')
  await terminal.waitFor('Sessions en', terminal.press('Sessions en'))
  terminal.close()
  await terminal.ended
  const folder = join(state, 'mcp-comms/drafts')
  const [name = ''] = readdirSync(folder)
  expect(readFileSync(join(folder, name), 'utf8')).toContain('Sessions en')
})
