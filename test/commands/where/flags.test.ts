import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'

const BUG = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']

describe('where, with flags', () => {
  test('--json prints one object with the documented fields', async () => {
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
          standing: 'published',
          seen: '2026-08-22',
        },
      ],
      policy: { name: 'mcp', edition: '2026-10-16', verified: '2026-11-28' },
    })
  })

  const FIRED = 'my colleague was fired and cried in the meeting'

  test('if they give every answer, the words are neither used for a guess nor quoted as a reason', async () => {
    const { stdout } = await run(['where', FIRED, ...BUG, '--explain'])
    expect(stdout).not.toMatch(/guess|To be exact|"colleague/)
    const json = await run(['where', FIRED, ...BUG, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ confidence: 'high', evidence: [] })
  })

  test('if they leave one answer to a guess, the output names only the flag for that answer', async () => {
    const { stdout } = await run(['where', FIRED, '--type', 'bug', '--sensitivity', 'public', '--area', 'go-sdk'])
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'A part of this is a guess from your words. To be exact, add --actionability actionable ',
    )
  })

  test('the recommendation goes to stdout, and nothing to stderr', async () => {
    const { stdout, stderr } = await run(['where', ...BUG])
    await expect(stdout).toMatchFileSnapshot('../../golden/where-bug.txt')
    expect(stderr).toBe('')
  })

  test('the recommendation of a private channel starts with a warning', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'rust-sdk'])
    await expect(stdout).toMatchFileSnapshot('../../golden/where-vulnerability.txt')
  })

  test('an answer that follows from the type is marked as a default', async () => {
    const { stdout } = await run(['where', '--type', 'conduct', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'conduct',
      repo: null,
      answers: { sensitivity: 'people' },
      answeredBy: { type: 'flag', sensitivity: 'default' },
    })
  })

  test('--explain prints the answers and the rule', async () => {
    const { stdout } = await run(['where', ...BUG, '--explain'])
    expect(stdout).toMatch(/Rule bug, confidence high/)
    expect(stdout).toMatch(/type +bug +\(flag\)/)
  })

  test('--explain prints what the first edition said, if it differed', async () => {
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
    expect(stdout).toMatch(/In the first edition: A SEP was submitted as a GitHub issue/)
  })

  test('--web opens the channel', async () => {
    const { opened, stderr } = await run(['where', ...BUG, '-w'])
    expect(opened).toEqual(['https://github.com/modelcontextprotocol/go-sdk/issues/new/choose'])
    expect(stderr).toBe('')
  })

  test('--open, the earlier name of --web, still works and prints a notice; the help does not list it', async () => {
    const { opened, stderr } = await run(['where', ...BUG, '--open'])
    expect(opened).toEqual(['https://github.com/modelcontextprotocol/go-sdk/issues/new/choose'])
    expect(stderr).toBe('mcp-comms: where --open is now where --web; in other commands, --open posts\n')
    const { stdout } = await run(['where', '--help'])
    expect(stdout).toContain('--web')
    expect(stdout).not.toContain('--open')
  })

  test('--web opens nothing if the channel has no page', async () => {
    const { opened, exitCode } = await run([
      'where',
      '--type',
      'marketing',
      '--sensitivity',
      'public',
      '--area',
      'other-product',
      '--web',
    ])
    expect(opened).toEqual([])
    expect(exitCode).toBe(0)
  })
})

describe('where, with invalid arguments', () => {
  test.each([
    [
      'an unknown type, and suggests a similar one',
      ['--type', 'bgu'],
      /--type bgu: unknown type\. Did you mean bug\? All types: --type help\n$/,
    ],
    [
      'an unknown area, and suggests a similar one',
      ['--type', 'bug', '--area', 'pyton-sdk'],
      /Did you mean python-sdk\? All areas: --area help\n$/,
    ],
    [
      'an unknown type, and lists the choices if none is similar',
      ['--type', 'spaceship'],
      /--type spaceship: unknown type\. Choices: bug, docs/,
    ],
    ['"help" instead of a type, and lists the choices', ['--type', 'help'], /unknown type\. Choices: bug, docs/],
    ['"help" instead of an area, and lists the choices', ['--area', 'help'], /unknown area\. Choices: spec, docs/],
    [
      'an unknown sensitivity, and lists the few choices even if one is similar',
      ['--sensitivity', 'pubic'],
      /Did you mean public\?\nChoices: public, security/,
    ],
    ['an unknown sensitivity', ['--sensitivity', 'secret'], /Choices: public, security, people, limited-audience/],
    [
      'flags that contradict each other',
      ['--type', 'vulnerability', '--sensitivity', 'public'],
      /contradict each other: vulnerability is always security/,
    ],
    [
      'missing answers, and lists all of them',
      [],
      /--type bug\|docs.*\n *--sensitivity public\|.*\n *--actionability actionable\|.*\n *--area spec\|/,
    ],
    [
      'a missing area, and lists no other flag',
      ['--type', 'vulnerability'],
      /missing:\n +--area spec[^\n]*\nOr say in a few words/,
    ],
    ['an empty text', ['  '], /The text is empty/],
    ['a text and a file', ['words', '--file', 'texts'], /either a text or --file/],
    ['--open with a file', ['--file', 'texts', '--open'], /one text only, not with --file/],
    [
      'a text that begins with a dash',
      ['-n is ignored'],
      /goes after "--"[^\n]*: mcp-comms where -- "-n is ignored"\n$/,
    ],
    ['a text that begins with two dashes', ['--dry-run sends it'], /unknown option.*goes after "--"/],
    [
      'a text without quotes that begins with a dash',
      ['-n', 'is', 'ignored'],
      /unknown option '-n'\. [^\n]*goes after "--"/,
    ],
    [
      'an unknown flag, and suggests a similar one',
      ['--tpye', 'bug'],
      /unknown option '--tpye'\. Did you mean --type\?\n$/,
    ],
  ])('refuses %s', async (_, argv, message) => {
    const { stdout, stderr, exitCode } = await run(['where', ...argv])
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^mcp-comms: /)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })
})

test('where accepts a text after "--", even if it begins with a dash', async () => {
  const { stderr, exitCode } = await run(['where', '--type', 'bug', '--', '-n is ignored by the inspector'])
  expect(stderr).not.toContain('unknown option')
  expect(exitCode).toBe(
    await run(['where', '--type', 'bug', 'the flag n is ignored by the inspector']).then((outcome) => outcome.exitCode),
  )
})

test('where does not suggest "--" for a misspelled flag', async () => {
  expect((await run(['where', '--tpye', 'bug'])).stderr).not.toContain('goes after')
})

test.each([
  ['go-sdk', 'modelcontextprotocol/go-sdk'],
  ['spec', 'modelcontextprotocol/modelcontextprotocol'],
])('for a decision about %s, `where` recommends the repository of that area', async (area, repo) => {
  const flags = ['--type', 'decision', '--sensitivity', 'public', '--actionability', 'actionable', '--area', area]
  const { stdout } = await run(['where', ...flags, '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ channel: 'decision-record', repo })
})
