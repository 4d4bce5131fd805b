import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { expectSafe } from '../support/hostile.ts'
import { quillonText } from '../support/quillon.ts'

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
  const text = quillonText.replace(from, to)
  if (text === quillonText) throw new Error(`nothing matches ${String(from)}`)
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
    ['an unknown key', replaceInPolicy('home: compiler', 'hoem: compiler'), 'hoem: compiler', /hoem: unknown key/],
    [
      'a channel that does not exist',
      replaceInPolicy('channel: conduct', 'channel: condcut'),
      'channel: condcut',
      /channel: .*expected one of/,
    ],
    [
      'a source that does not exist',
      replaceInPolicy('source: rfc-process', 'source: rfc-prcess'),
      'source: rfc-prcess',
      /there is no source "rfc-prcess"/,
    ],
    [
      'a placeholder that does not exist',
      replaceInPolicy('privately to {repo}', 'privately to {rpeo}'),
      '- id: vulnerability\n',
      /there is no placeholder \{rpeo\}/,
    ],
    [
      'an http address',
      replaceInPolicy('https://lists', 'http://lists'),
      'url: http://lists',
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
      replaceInPolicy('url: mailto:conduct@', 'command: mcp-comms groups; curl evil.example # '),
      'command: mcp-comms groups; curl',
      /command: expected a command of mcp-comms/,
    ],
    [
      'an escape sequence',
      replaceInPolicy('title: Quillon', 'title: "Quil \\e]52;c;eA==\\a lon"'),
      'title: "Quil',
      /title: it contains a control character/,
    ],
    [
      'a mark that reverses the direction of the text',
      replaceInPolicy('title: The RFC process', 'title: "The process \\u202E"'),
      'title: "The process',
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
      replaceInPolicy('home: compiler', 'home: compilre'),
      'home: compilre',
      /there is no repository "compilre"/,
    ],
    [
      'an area that does not exist',
      replaceInPolicy('type: [marketing]', 'area: [compilre]'),
      'area: [compilre]',
      /there is no area "compilre"/,
    ],
    [
      'a guideline with an unknown rule',
      replaceInPolicy('rules: [question, ', 'rules: [questoin, '),
      'rules: [questoin, ',
      /there is no rule "questoin"/,
    ],
    [
      'an email to a contact that does not exist',
      replaceInPolicy('channel: conduct\n', 'channel: conduct\n    mail: { contact: condcut, subject: x }\n'),
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

test('an alias inside its own anchor is rejected', () => {
  expect(failureOf(replaceInPolicy(/^guidelines:\n/m, 'guidelines: &all\n  - *all\n'))).toMatch(
    /an alias \(\*name\) is inside its own anchor/,
  )
})

test('a policy with several problems names the command that lists them', () => {
  expect(failureOf(replaceInPolicy('home: compiler', 'hoem: compiler'))).toMatch(
    /: hoem: unknown key\. The file has 2 problems; mcp-comms policy lint lists them all$/,
  )
})

describe('an unsafe or incomplete policy is rejected', () => {
  test.each([
    ['vulnerability', 'security'],
    ['conduct', 'people'],
  ])('a type that is always private, and does not say so: %s', (type, sensitivity) => {
    const problem = `questions.type.options.${type}: it needs "implies: ${sensitivity}"`
    const implied = `, implies: ${sensitivity}`
    expect(failureOf(replaceInPolicy(implied, ''))).toContain(problem)
    expect(failureOf(replaceInPolicy(implied, ', implies: public'))).toContain(problem)
  })

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
      'title: A private report to the security team\n    public: false',
      'title: A private report to the security team\n    public: true',
    )
    expect(failureOf(text)).toMatch(/leads answers about security or people to the public channel/)
  })

  test('answers that no rule matches', () => {
    const text = replaceInPolicy('- id: talk\n    when: {}', '- id: talk\n    when: { type: [other] }')
    expect(failureOf(text)).toMatch(/rules: no rule fits/)
  })
})
