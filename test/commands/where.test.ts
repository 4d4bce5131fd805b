import { describe, expect, test } from 'vitest'
import { LEAVE, run } from '../support/app.ts'

const BUG = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']

describe('where, with flags', () => {
  test('--json prints one document with the promised fields', async () => {
    const { stdout, stderr, exitCode } = await run(['where', ...BUG, '--json'])
    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'issue',
      confidence: 'high',
      answers: { type: 'bug', sensitivity: 'public', actionability: 'actionable', area: 'go-sdk' },
      answeredBy: { type: 'flag', sensitivity: 'flag', actionability: 'flag', area: 'flag' },
      evidence: [],
      repo: 'modelcontextprotocol/go-sdk',
      title: 'Open an issue in modelcontextprotocol/go-sdk',
      url: 'https://github.com/modelcontextprotocol/go-sdk/issues/new/choose',
      public: true,
      because: [
        {
          rule: 'bug',
          source: 'https://modelcontextprotocol.io/community/communication#github-issues',
          edition: '2026-08-22',
        },
      ],
      policy: { name: 'mcp', edition: '2026-09-22', verified: '2026-11-22' },
    })
  })

  test('the answer to read goes to stdout, and nothing to stderr', async () => {
    const { stdout, stderr } = await run(['where', ...BUG])
    await expect(stdout).toMatchFileSnapshot('../golden/where-bug.txt')
    expect(stderr).toBe('')
  })

  test('a private answer says so first', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'rust-sdk'])
    await expect(stdout).toMatchFileSnapshot('../golden/where-vulnerability.txt')
  })

  test('an answer that follows from the type is marked as such', async () => {
    const { stdout } = await run(['where', '--type', 'conduct', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'conduct',
      repo: null,
      answers: { sensitivity: 'people' },
      answeredBy: { type: 'flag', sensitivity: 'default' },
    })
  })

  test('--explain shows the way and the rule', async () => {
    const { stdout } = await run(['where', ...BUG, '--explain'])
    expect(stdout).toMatch(/The rule is bug; confidence: high/)
    expect(stdout).toMatch(/type +bug +\(flag\)/)
  })

  test('--explain tells what the founding edition said, where it differs', async () => {
    const { stdout } = await run([
      'where',
      '--type',
      'protocol-change',
      '--sensitivity',
      'public',
      '--actionability',
      'actionable',
      '--area',
      'spec',
      '--explain',
    ])
    expect(stdout).toMatch(/Before +A SEP was submitted as a GitHub issue/)
  })

  test('--open opens the place', async () => {
    const { opened } = await run(['where', ...BUG, '--open'])
    expect(opened).toEqual(['https://github.com/modelcontextprotocol/go-sdk/issues/new/choose'])
  })

  test('--open has nothing to open where there is no page', async () => {
    const { opened, exitCode } = await run([
      'where',
      '--type',
      'marketing',
      '--sensitivity',
      'public',
      '--area',
      'other-product',
      '--open',
    ])
    expect(opened).toEqual([])
    expect(exitCode).toBe(0)
  })
})

describe('where, called wrongly', () => {
  test.each([
    [
      'an unknown type, with the nearest',
      ['--type', 'bgu'],
      /--type bgu: there is no such type\. Did you mean bug\?\nChoices: bug, docs/,
    ],
    ['an unknown area, with the nearest', ['--type', 'bug', '--area', 'pyton-sdk'], /Did you mean python-sdk\?/],
    ['an unknown sensitivity', ['--sensitivity', 'secret'], /Choices: public, security, people, limited-audience/],
    [
      'flags that contradict',
      ['--type', 'vulnerability', '--sensitivity', 'public'],
      /contradict: vulnerability is always security/,
    ],
    [
      'answers that are missing, all at once',
      [],
      /--type bug\|docs.*\n *--sensitivity public\|.*\n *--actionability actionable\|.*\n *--area spec\|/,
    ],
    ['only the answers that matter', ['--type', 'vulnerability'], /missing:\n +--area spec[^\n]*\nGive them/],
    ['an empty text', ['  '], /The text is empty/],
    ['a text and a file', ['words', '--file', 'texts'], /either a text or --file/],
    ['--open with many', ['--file', 'texts', '--open'], /does not go with --file/],
    ['an unknown flag, with the nearest', ['--tpye', 'bug'], /unknown option '--tpye'\n\(Did you mean --type\?\)/],
  ])('%s', async (_, argv, says) => {
    const { stdout, stderr, exitCode } = await run(['where', ...argv])
    expect(stderr).toMatch(says)
    expect(stderr).toMatch(/^mcp-comms: /)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })
})

describe('where, asking', () => {
  test('walks through the four questions', async () => {
    const { stdout, exitCode } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Something is broken' },
        { ask: 'May everyone read it?', pick: 'Yes' },
        { ask: 'Could someone start on it?', pick: 'Yes, it can be reproduced' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Write it now?', say: false },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
    expect(exitCode).toBe(0)
  })

  test('asks nothing that flags have answered', async () => {
    const { stdout } = await run(['where', '--type', 'docs', '--area', 'docs'], {
      person: [
        { ask: 'May everyone read it?', pick: 'Yes' },
        { ask: 'Could someone start on it?', pick: 'A slip I could mend right now' },
      ],
    })
    expect(stdout).toMatch(/Open a pull request/)
  })

  test('stops at once when it is sensitive, before it asks anything else', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'A weakness that others could use' },
        { ask: 'Is it only one of these?', pick: 'No' },
        { ask: 'Where does it happen?', pick: 'Rust SDK' },
      ],
    })
    expect(stderr).toMatch(/Do not post this publicly\./)
    expect(stdout).toMatch(/Report it privately to modelcontextprotocol\/rust-sdk/)
  })

  test('behaviour that is intended goes to an ordinary issue', async () => {
    const { stdout } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Something is broken' },
        { ask: 'May everyone read it?', pick: 'No, it could be misused' },
        { ask: 'Is it only one of these?', pick: 'A stdio peer breaks the other one' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Write it now?', say: false },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('a matter of people needs no further question', async () => {
    const { stdout } = await run(['where'], { person: [{ ask: 'What is it about?', pick: 'How somebody behaves' }] })
    expect(stdout).toMatch(/mcp-coc@anthropic\.com/)
  })

  test('a weakness of another product is not compared with what this project intends', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'other-product'], { person: [] })
    expect(stdout).toMatch(/privately to the makers of that product/)
  })

  test.each([0, 1, 2, 3])('leaving at question %i ends with 130 and prints nothing', async (at) => {
    const script = [
      { ask: 'What is it about?', pick: 'Something is broken' },
      { ask: 'May everyone read it?', pick: 'Yes' },
      { ask: 'Could someone start on it?', pick: 'Not yet' },
      { ask: 'Where does it happen?', pick: 'Go SDK' },
    ]
    const left = script.slice(0, at + 1).map((step, index) => (index === at ? { ...step, pick: LEAVE } : step))
    const { stdout, stderr, exitCode } = await run(['where'], { person: left as never })
    expect(exitCode).toBe(130)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Cancelled\. Nothing was sent\./)
  })

  test('--no-input asks nothing', async () => {
    const { stderr, exitCode } = await run(['where', '--no-input'], { person: [] })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--type bug\|docs/)
  })

  test('--json asks nothing', async () => {
    const { exitCode } = await run(['where', '--json'], { person: [] })
    expect(exitCode).toBe(2)
  })
})

describe('where, under a policy of somebody else', () => {
  test('a file that is not there', async () => {
    const { stderr, exitCode } = await run(['where', ...BUG, '--policy', 'other.yaml'])
    expect(stderr).toBe('mcp-comms: other.yaml: there is no such file (file)\n')
    expect(exitCode).toBe(1)
  })

  test('a file that is broken', async () => {
    const { stderr, exitCode } = await run(['where', ...BUG, '--policy', 'p.yaml'], {
      files: { 'p.yaml': 'name: x\nrulse: []' },
    })
    expect(stderr).toMatch(/^mcp-comms: p\.yaml:2: rulse: there is no such key \(validation\)\n$/)
    expect(exitCode).toBe(1)
  })

  test('the nearest .mcp-comms/policy.yaml is found', async () => {
    const { policyText } = await import('../support/policy.ts')
    const files = { '.mcp-comms/policy.yaml': policyText.replace('name: mcp\n', 'name: ours\n') }
    const { stdout } = await run(['where', ...BUG, '--json'], { files })
    expect(JSON.parse(stdout)).toMatchObject({ policy: { name: 'ours' } })
  })
})

describe('where, from words', () => {
  test('answers with nobody to ask, and shows what it read', async () => {
    const { stdout, stderr, exitCode } = await run([
      'where',
      'the',
      'kotlin',
      'sdk',
      'crashes',
      'on',
      'start',
      '--json',
    ])
    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'issue',
      repo: 'modelcontextprotocol/kotlin-sdk',
      answeredBy: { type: 'text', sensitivity: 'text', actionability: 'text', area: 'text' },
    })
  })

  test('flags win over words', async () => {
    const { stdout } = await run(['where', 'the kotlin sdk crashes on start', '--type', 'feature', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'discussion',
      answers: { type: 'feature' },
      answeredBy: { type: 'flag', area: 'text' },
    })
  })

  test('control characters of the text never reach the screen', async () => {
    const { stdout, stderr } = await run([
      'where',
      'the \u001B[31mkotlin\u001B[0m sdk\u202E crashes \u0007on start',
      '--explain',
    ])
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
  })

  test('a person sees what was read, and may say that it fits', async () => {
    const { stdout, stderr } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [{ ask: 'Is that what you meant?', pick: 'Yes' }],
    })
    expect(stderr).toMatch(/Read from your words:\n✔ What is it about\? +A question about using it/)
    expect(stdout).toMatch(/Read the documentation first/)
  })

  test('a person may correct what was read', async () => {
    const { stdout } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [
        { ask: 'Is that what you meant?', pick: 'No: What is it about?' },
        { ask: 'What is it about?', pick: 'The documentation' },
        { ask: 'Could someone start on it?', pick: 'A definite piece of work' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/python-sdk/)
  })
})

describe('where --file', () => {
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('answers each line in its order, with its number', async () => {
    const files = { 'texts.txt': 'typo in the quickstart\n\nthe go sdk hangs when I disconnect\n' }
    const { stdout, exitCode } = await run(['where', '--file', 'texts.txt'], { files })
    expect(exitCode).toBe(0)
    expect(lines(stdout)).toMatchObject([
      { line: 1, channel: 'pull-request' },
      { line: 3, channel: 'issue', repo: 'modelcontextprotocol/go-sdk' },
    ])
  })

  test('copies the id of JSON Lines', async () => {
    const files = { 'texts.jsonl': '{"id":7,"text":"typo in the quickstart"}\n{"id":"b","text":"harassment"}\n' }
    const { stdout } = await run(['where', '--file', 'texts.jsonl'], { files })
    expect(lines(stdout)).toMatchObject([{ id: 7 }, { id: 'b', channel: 'conduct' }])
  })

  test('names a bad line, answers the others, and ends with 1', async () => {
    const files = { f: 'typo in the quickstart\n{"text":\n{"txet":"x"}\nrelease checklist\n' }
    const { stdout, stderr, exitCode } = await run(['where', '--file', 'f'], { files })
    expect(lines(stdout).map(({ line }) => line)).toEqual([1, 4])
    expect(stderr).toMatch(/^mcp-comms: f:2: not valid JSON .*\nmcp-comms: f:3: there is no "text"/)
    expect(exitCode).toBe(1)
  })

  test('keeps flags for every line', async () => {
    const { stdout } = await run(['where', '--file', 'f', '--type', 'poll'], { files: { f: 'a\nb' } })
    expect(lines(stdout).every(({ answers }) => answers.type === 'poll')).toBe(true)
  })

  test('an empty file is a mistake', async () => {
    const { stderr, exitCode } = await run(['where', '--file', 'f'], { files: { f: '' } })
    expect(stderr).toMatch(/f is empty/)
    expect(exitCode).toBe(2)
  })

  test('a file that is not there', async () => {
    const { exitCode, stderr } = await run(['where', '--file', 'nowhere'])
    expect(stderr).toMatch(/nowhere: there is no such file/)
    expect(exitCode).toBe(1)
  })
})
