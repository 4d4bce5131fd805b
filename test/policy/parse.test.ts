import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { expectSafe } from '../support/hostile.ts'
import { policyText } from '../support/policy.ts'

function failureOf(text: string): string {
  try {
    parsePolicy(text, 'policy.yaml')
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
  return 'no failure'
}

function replaceInPolicy(from: string | RegExp, to: string): string {
  const text = policyText.replace(from, to)
  if (text === policyText) throw new Error(`nothing matches ${String(from)}`)
  return text
}

const lineOf = (text: string, words: string) => text.slice(0, text.indexOf(words)).split('\n').length

test('a YAML error quotes no control characters', () => {
  const message = failureOf('- version: 1\n>\rname: x\n')
  expect(message).toMatch(/policy\.yaml:2: /)
  expectSafe(message)
})

describe('an invalid policy is rejected', () => {
  test.each([
    ['an unknown key', replaceInPolicy('home: spec', 'hoem: spec'), 'hoem: spec', /hoem: unknown key/],
    [
      'a channel that does not exist',
      replaceInPolicy('channel: conduct', 'channel: condcut'),
      'channel: condcut',
      /channel: .*expected one of/,
    ],
    [
      'a source that does not exist',
      replaceInPolicy('source: antitrust', 'source: antitrst'),
      'source: antitrst',
      /there is no source "antitrst"/,
    ],
    [
      'a placeholder that does not exist',
      replaceInPolicy('privately to {repo}', 'privately to {rpeo}'),
      '- id: vulnerability\n',
      /there is no placeholder \{rpeo\}/,
    ],
    [
      'an http address',
      replaceInPolicy('https://meet', 'http://meet'),
      'url: http://meet',
      /url: expected an https address/,
    ],
    [
      'a flag in place of an address',
      replaceInPolicy('url: "{questions}"', 'url: --load-extension=/tmp/x'),
      'url: --load-extension',
      /url: expected an https address/,
    ],
    [
      'an address with a placeholder for its host',
      replaceInPolicy('url: "{questions}"', 'url: "https://{repo}/x"'),
      'url: "https://{repo}',
      /url: expected an https address/,
    ],
    [
      'a command that runs another program',
      replaceInPolicy('command: mcp-comms groups', 'command: mcp-comms groups; curl evil.example'),
      'command: mcp-comms groups; curl',
      /command: expected a command of mcp-comms/,
    ],
    [
      'an escape sequence',
      replaceInPolicy('title: Model Context Protocol', 'title: "Model \\e]52;c;eA==\\a Protocol"'),
      'title: "Model',
      /title: it contains a control character/,
    ],
    [
      'a mark that reverses the direction of the text',
      replaceInPolicy('title: Working and Interest Groups', 'title: "Working Groups \\u202E"'),
      'title: "Working Groups',
      /it contains a control character, or a mark/,
    ],
    [
      'an invalid date',
      replaceInPolicy('verified: 2026-11-28', 'verified: 2026-13-22'),
      'verified: 2026-13-22',
      /verified: /,
    ],
    [
      'a home that does not exist',
      replaceInPolicy('home: spec', 'home: spce'),
      'home: spce',
      /there is no repository "spce"/,
    ],
    [
      'an area that does not exist',
      replaceInPolicy('area: [claude]', 'area: [cluade]'),
      'area: [cluade]',
      /there is no area "cluade"/,
    ],
    [
      'a guideline with an unknown rule',
      replaceInPolicy('rules: [poll, ', 'rules: [pool, '),
      'rules: [pool, ',
      /there is no rule "pool"/,
    ],
    [
      'an email to a contact that does not exist',
      replaceInPolicy('mail: { contact: conduct', 'mail: { contact: condcut'),
      'mail: { contact: condcut',
      /there is no contact "condcut"/,
    ],
  ])('with its file and line, and the problem: %s', (_, text, words, expected) => {
    const message = failureOf(text)
    expect(message).toMatch(expected)
    expect(message).toMatch(new RegExp(`^policy\\.yaml:${lineOf(text, words)}: `))
  })

  test('invalid YAML', () => {
    expect(failureOf('name: "mcp\nrules: [')).toMatch(/^policy\.yaml:\d+: /)
  })

  test('a file that is not a mapping', () => {
    expect(failureOf('just words')).toMatch(/^policy\.yaml:1: the file: /)
  })

  test('a custom tag', () => {
    expect(failureOf('name: !!js/function "x"')).not.toBe('no failure')
  })

  test('aliases that multiply', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [letter, before] of [
      ['b', 'a'],
      ['c', 'b'],
      ['d', 'c'],
      ['e', 'd'],
    ] as const)
      bomb.push(`${letter}: &${letter} [${Array(9).fill(`*${before}`).join(', ')}]`)
    expect(failureOf(bomb.join('\n'))).toMatch(/alias/i)
  })
})

describe('an unsafe or incomplete policy is rejected', () => {
  test('a rule that routes a report about people to a public channel', () => {
    const text = replaceInPolicy(
      '{ sensitivity: [people] }\n    channel: conduct',
      '{ sensitivity: [people] }\n    channel: discussion',
    )
    expect(failureOf(text)).toMatch(
      /rule "conduct" leads answers about security or people to the public channel "discussion"/,
    )
  })

  test('a private channel that is marked as public', () => {
    const text = replaceInPolicy(
      'title: A private security report\n    public: false',
      'title: A private security report\n    public: true',
    )
    expect(failureOf(text)).toMatch(/leads answers about security or people to the public channel/)
  })

  test('answers that no rule matches', () => {
    const text = replaceInPolicy('- id: open-talk\n    when: {}', '- id: open-talk\n    when: { type: [other] }')
    expect(failureOf(text)).toMatch(/rules: no rule fits/)
  })
})
