import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'
import { githubToken } from '../../support/secrets.ts'

describe('where --file', () => {
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('prints a recommendation for each line, in order, with its line number', async () => {
    const files = { 'texts.txt': 'typo in the quickstart\n\nthe go sdk hangs when I disconnect\n' }
    const { stdout, exitCode } = await run(['where', '--file', 'texts.txt'], { files })
    expect(exitCode).toBe(0)
    expect(lines(stdout)).toMatchObject([
      { line: 1, channel: 'issue', repo: 'modelcontextprotocol/modelcontextprotocol' },
      { line: 3, channel: 'issue', repo: 'modelcontextprotocol/go-sdk' },
    ])
  })

  test('copies the id from JSON Lines', async () => {
    const files = { 'texts.jsonl': '{"id":7,"text":"typo in the quickstart"}\n{"id":"b","text":"harassment"}\n' }
    const { stdout } = await run(['where', '--file', 'texts.jsonl'], { files })
    expect(lines(stdout)).toMatchObject([{ id: 7 }, { id: 'b', channel: 'conduct' }])
  })

  test('prints one line for each text, also for programs that split lines at other separators', async () => {
    const files = { f: '{"id":"a\u2028b\u2029c","text":"typo in the quickstart"}\n' }
    const { stdout } = await run(['where', '--file', 'f'], { files })
    expect(stdout.trimEnd()).not.toMatch(/[\n\u2028\u2029]/)
    expect(lines(stdout)).toMatchObject([{ id: 'a\u2028b\u2029c' }])
  })

  test('reports invalid lines, prints a recommendation for the others, and exits with 1', async () => {
    const files = { f: 'typo in the quickstart\n{"text":\n{"txet":"x"}\nrelease checklist\n' }
    const { stdout, stderr, exitCode } = await run(['where', '--file', 'f'], { files })
    expect(lines(stdout).map(({ line }) => line)).toEqual([1, 4])
    expect(stderr).toMatch(/^mcp-comms: f:2: invalid JSON .*\nmcp-comms: f:3: "text" is missing or empty/)
    expect(exitCode).toBe(1)
  })

  test('does not quote an invalid line, which may contain a secret', async () => {
    const { stderr } = await run(['where', '--file', 'f'], { files: { f: `{"text": ${githubToken}}\n` } })
    expect(stderr).toBe("mcp-comms: f:1: invalid JSON (Unexpected token 'g'); skipped\n")
  })

  test('prints an error as JSON with --json', async () => {
    const { stderr } = await run(['where', '--file', 'f', '--json'], { files: { f: '{"txet":"x"}\n' } })
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'validation', message: 'f:1: "text" is missing or empty; skipped', hint: null, exit: 1 },
    })
  })

  test('stops at a line that is not UTF-8, such as the lines of a file in UTF-16', async () => {
    const files = { f: 'typo in the quickstart\n\0t\0y\0p\0o\0\n' }
    const { stdout, stderr, exitCode } = await run(['where', '--file', 'f'], { files })
    expect(lines(stdout)).toMatchObject([{ line: 1, channel: 'issue' }])
    expect([stderr, exitCode]).toEqual(['mcp-comms: f:2: not UTF-8 text; save it as UTF-8\n', 1])
  })

  test('applies flags to every line', async () => {
    const { stdout } = await run(['where', '--file', 'f', '--type', 'poll'], { files: { f: 'a\nb' } })
    expect(lines(stdout).every(({ answers }) => answers.type === 'poll')).toBe(true)
  })

  test('prints no channel for a text that says too little', async () => {
    const { stdout, stderr, exitCode } = await run(['where', '--file', 'f'], {
      files: { f: '{"id":7,"text":"asdf qwer"}\nthe kotlin sdk crashes on start' },
    })
    const [unclear, clear] = lines(stdout)
    expect(unclear).toMatchObject({
      id: 7,
      line: 1,
      channel: null,
      confidence: 'low',
      repo: null,
      public: null,
      steps: [],
    })
    expect(unclear?.missing).toEqual(['type', 'sensitivity', 'actionability', 'area'])
    // The object for a text that says too little has every key of the other one.
    expect(Object.keys(clear ?? {}).filter((key) => !(key in (unclear ?? {})))).toEqual([])
    expect(clear).toMatchObject({ channel: 'issue' })
    expect([stderr, exitCode]).toEqual(['', 0])
  })

  test('refuses an empty file', async () => {
    const { stderr, exitCode } = await run(['where', '--file', 'f'], { files: { f: '' } })
    expect(stderr).toMatch(/f is empty/)
    expect(exitCode).toBe(2)
    expect((await run(['where', '--file', '-'], { files: { '-': '' } })).stderr).toMatch(/: standard input is empty/)
  })

  test('refuses a file that does not exist', async () => {
    const { exitCode, stderr } = await run(['where', '--file', 'nowhere'])
    expect(stderr).toMatch(/nowhere: file not found/)
    expect(exitCode).toBe(1)
  })
})
