import { describe, expect, test } from 'vitest'
import { startInterview } from '../../../src/classifier/interview.ts'
import { isForeign } from '../../../src/classifier/words.ts'
import { promptFor } from '../../../src/commands/where/prompt-for.ts'
import { CTRL_C, run } from '../../support/app.ts'
import { sharedClassifier } from '../../support/model.ts'
import { mcp } from '../../support/policy.ts'
import { BUG_IN_GO } from '../../support/script.ts'
import { githubToken } from '../../support/secrets.ts'

describe('where, with a text', () => {
  test('prints a recommendation without asking, and says that the answers come from the text', async () => {
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

  test('flags override the text', async () => {
    const { stdout } = await run(['where', 'the kotlin sdk crashes on start', '--type', 'feature', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'discussion',
      answers: { type: 'feature' },
      answeredBy: { type: 'flag', area: 'text' },
    })
  })

  test('a secret in the words that are quoted as evidence is not printed', async () => {
    const text = `the python sdk prints ${githubToken} in its log, any reader can use it`
    const files = { 't.txt': `${text}\n` }
    for (const argv of [[text], [text, '--json'], [text, '--explain'], ['--file', 't.txt']]) {
      const { stdout, stderr } = await run(['where', ...argv], { files })
      expect(stdout).toContain('python')
      expect(stdout + stderr).not.toContain(githubToken.slice(4, 12))
    }
    const { stdout } = await run(['where', text, '--json'])
    expect(JSON.parse(stdout).evidence).toContainEqual(expect.objectContaining({ words: 'prints *** in its log' }))
  })

  test.each([
    ['sensitivity', `our server leaked ${githubToken} to every user`],
    ['type', `another tenant can read the token ${githubToken} of my account`],
    ['area', `the python sdk prints ${githubToken} in its log`],
  ] as const)(
    'a secret in the words that are shown with the question about the %s is not printed',
    async (question, text) => {
      let shown = ''
      const write = (more: string) => {
        shown += more
      }
      const classify = sharedClassifier(mcp)
      const suggested = classify(text, {})
      const repositories = suggested.repositories.map((repository) => ({ ...repository, words: [text.slice(15, 50)] }))
      const evidence = [{ question, value: 'security', words: text.slice(15, 50) }]
      const answers = { ...suggested.answers, type: 'vulnerability', sensitivity: 'security' } as const
      const inference = { ...suggested, answers, evidence, repositories }
      const session = { app: { terminal: { err: { write } } }, policy: mcp, text, readFolderAreas: async () => [] }
      const prompt = await promptFor(session as never, startInterview({}), question, inference)
      const printed = shown + JSON.stringify(prompt)
      expect(printed).toContain('***')
      expect(printed).not.toContain(githubToken.slice(4, 12))
    },
  )

  test('control characters of the text are not printed', async () => {
    const { stdout, stderr } = await run([
      'where',
      'the \u001B[31mkotlin\u001B[0m sdk\u202E crashes \u0007on start',
      '--explain',
    ])
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
  })

  test('a person sees the classification, and can confirm it', async () => {
    const { stdout, stderr } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [{ ask: 'Is that what you meant?', pick: 'Yes' }],
    })
    expect(stderr).toMatch(/From your words:\n✔ What is it about\? +A question about using MCP/)
    expect(stdout).toMatch(/Read the documentation first/)
  })

  test('a person can correct the classification', async () => {
    const { stdout } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [
        { ask: 'Is that what you meant?', pick: 'Change: What is it about?' },
        { ask: 'What is it about?', pick: 'The documentation' },
        { ask: 'What does it need?', pick: 'A specific task' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/python-sdk/)
  })
})

describe('where, with words typed instead of an answer', () => {
  const TYPE_QUESTION = 'What is it about?'
  const HOW_TO = 'how do I declare a tool in the Python SDK?'

  test('classifies them like a text on the command line', async () => {
    const person = [{ ask: 'Is that what you meant?', pick: 'Yes' }]
    const typed = await run(['where'], { person: [{ ask: TYPE_QUESTION, search: HOW_TO }, ...person] })
    expect(typed.stderr).toContain('From your words:')
    expect(typed).toEqual(await run(['where', HOW_TO], { person }))
  })

  test('adds them to a text that says too little', async () => {
    const { stdout } = await run(['where', 'python sdk'], {
      person: [
        { ask: TYPE_QUESTION, search: 'how do I write a tool with arguments?' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/Read the documentation first/)
  })

  test('warns at once if they are about a vulnerability', async () => {
    const { stderr } = await run(['where'], {
      person: [
        { ask: TYPE_QUESTION, search: 'an attacker can read every file through the Rust SDK, remote code execution' },
        { ask: 'Is it just one of these?', pick: CTRL_C },
      ],
    })
    expect(stderr).toMatch(/Do not post this publicly\./)
  })

  test('asks again if they say too little', async () => {
    const { stdout } = await run(['where'], { person: [{ ask: TYPE_QUESTION, search: 'asdf qwer' }, ...BUG_IN_GO] })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('accepts them even when the answer is changed at the end', async () => {
    const { stdout } = await run(['where'], {
      person: [
        ...BUG_IN_GO.slice(0, -1),
        { ask: 'Start writing it now?', pick: 'Change: What is it about?' },
        { ask: TYPE_QUESTION, search: HOW_TO },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/Read the documentation first/)
  })
})

describe('where, with a text that says too little', () => {
  test.each(['bug', 'asdf qwer', 'python sdk', 'hello'])(
    '"%s" exits with 2 in a script, and the message says what is missing',
    async (text) => {
      const { stdout, stderr, exitCode } = await run(['where', text])
      expect([stdout, exitCode]).toEqual(['', 2])
      expect(stderr).toMatch(
        /^mcp-comms: The text says too little to tell where it belongs\. Say in a sentence .*: mcp-comms where "the inspector crashes when I connect"\nOr answer with flags:\n {2}--type bug\|docs\|[^ ]*\|… \(all: --type help\)\n/,
      )
      expect(stderr).toMatch(/\n {2}--sensitivity public\|security\|people\|limited-audience\n/)
      for (const line of stderr.split('\n').slice(1)) expect(line.length).toBeLessThan(80)
      expect(stderr).not.toMatch(/publicly/)
    },
  )

  test('a person is asked everything, as if there were no text', async () => {
    const { stdout, stderr, exitCode } = await run(['where', 'asdf qwer'], {
      person: BUG_IN_GO,
    })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
    expect(stdout + stderr).not.toMatch(/publicly\./)
  })

  test('flags can supply what the text does not say', async () => {
    const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
    const { stdout, exitCode } = await run(['where', 'asdf', ...flags, '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ channel: 'issue', repo: 'modelcontextprotocol/go-sdk' })
  })

  test('a security term alone is enough', async () => {
    const { stdout, exitCode } = await run(['where', 'xss', '--json'])
    expect([exitCode, JSON.parse(stdout).channel]).toEqual([0, 'security-advisory'])
  })
})

describe('where -', () => {
  test('reads the text from standard input', async () => {
    const { stdout } = await run(['where', '-', '--json'], { files: { '-': 'the kotlin sdk\ncrashes on start\n' } })
    expect(JSON.parse(stdout)).toMatchObject({ channel: 'issue', repo: 'modelcontextprotocol/kotlin-sdk' })
  })

  test('refuses an empty standard input', async () => {
    const { stderr, exitCode } = await run(['where', '-'], { files: { '-': ' \n' } })
    expect([stderr.split('.')[0], exitCode]).toEqual(['mcp-comms: The text is empty', 2])
  })
})

/** A text that may be a proposal or an idea. */
const AMBIGUOUS = 'should tool results be allowed to carry a MIME type?'

describe('where, with a text that fits two places', () => {
  test('shows both, with what decides between them', async () => {
    const { stdout } = await run(['where', AMBIGUOUS])
    expect(stdout).toMatch(
      /^\n {2}Develop a SEP .*\n {2}if you can say exactly what would change\.\n\n {2}Or: .* on Discord\n {2}if others should hear the idea first\.\n/,
    )
  })

  test('a script gets both', async () => {
    const { stdout } = await run(['where', AMBIGUOUS, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'sep',
      second: {
        channel: 'discord',
        repo: null,
        when: 'others should hear the idea first',
        firstWhen: 'you can say exactly what would change',
      },
    })
  })

  test.each([
    ['You can say exactly what would change', /Develop a SEP/, { ask: 'Start writing it now?', pick: 'Not now' }],
    ['Others should hear the idea first', /Bring the idea to/, { ask: 'Is that what you meant?', pick: 'Yes' }],
  ])('a person is asked which of the two fits: %s', async (pick, place, last) => {
    const { stdout } = await run(['where', AMBIGUOUS], {
      person: [{ ask: 'Your words fit two places. Which is it?', pick }, last],
    })
    expect(stdout).toMatch(place)
    expect(stdout).not.toMatch(/\n {2}Or: /)
  })

  test('if neither fits, the usual questions follow', async () => {
    const { stdout } = await run(['where', AMBIGUOUS], {
      person: [
        { ask: 'Your words fit two places. Which is it?', pick: 'Neither' },
        { ask: 'What is it about?', pick: 'A question about using MCP' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/question|ask/i)
  })
})

test.each([
  'The vendor gave us the launch date under NDA. Where can the four of us plan the joint announcement?',
  "my wife is ill, I can't maintain it any more",
])('where recommends a private channel for the text: %s', async (text) => {
  const { stdout } = await run(['where', text], { person: [{ ask: 'Is that what you meant?', pick: 'Yes' }] })
  expect(stdout).toMatch(/privately/)
})

describe('where, with a text about two matters', () => {
  const TWO_MATTERS =
    'The request times out after 60 seconds in the Python SDK; also, I think the spec should define a heartbeat'

  test('recommends a place for the first, and prints a command for the second', async () => {
    const { stdout } = await run(['where', TWO_MATTERS])
    expect(stdout).toMatch(/^\n {2}Open an issue in modelcontextprotocol\/python-sdk\n/)
    expect(stdout).toMatch(/Also {4}Another matter: "I think the spec should define a heartbeat"\n/)
    expect(stdout).toMatch(/mcp-comms where "I think the spec should define a heartbeat"/)
  })

  test('--json contains both', async () => {
    const { stdout } = await run(['where', TWO_MATTERS, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'issue',
      repo: 'modelcontextprotocol/python-sdk',
      also: { text: 'I think the spec should define a heartbeat', channel: 'sep' },
    })
  })

  test('if one of the matters may be private, everything stays private', async () => {
    const { stdout } = await run([
      'where',
      `${TWO_MATTERS}, and one user can read the sessions of other users`,
      '--json',
    ])
    expect(JSON.parse(stdout)).toMatchObject({ public: false, also: null, second: null })
  })

  test.each([
    'Python SDK and TypeScript SDK both crash on start',
    'I need a way to pass headers and also cookies in the client',
  ])('"%s" is one matter', async (text) => {
    const { stdout } = await run(['where', text, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ also: null })
  })
})

test.each([
  ['Kuinka määrittelen työkalun, kun yhteys katkeaa aina uudestaan?', true],
  ['Ինչպես հայտարարել գործիք', true],
  ['Where do I say that Zoë knows “a lot” about it? 🎉', false],
  ['the inspector crashes – always', false],
])('%j is in another language: %j', (text, expected) => {
  expect(isForeign(text)).toBe(expected)
})

test('a guess from words of another language says that English is understood best', async () => {
  const { stdout } = await run(['where', '--no-context', 'Miten voin osallistua keskusteluun työryhmässä'])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'This is a guess from your words alone. English words are understood best. To be exact, add --type',
  )
})
