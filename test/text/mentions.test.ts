import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionsIn } from '../../src/text/mentions.ts'

describe('the users and teams that a text could notify', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['Thanks, @ann and @Bob-2!', ['ann', 'Bob-2']],
    ['@ann, (@bob) @ANN', ['ann', 'bob']],
    ['cc @acme/core-team.', ['acme/core-team']],
    ['**@ann** _@bob_ __@acme/core__ "@cy": @dan_acme', ['ann', 'bob', 'acme/core', 'cy', 'dan_acme']],
    ['> @ann wrote\n- @bob', ['ann', 'bob']],
    ['mail ann@example.com, +@example.com or <bob@example.com>', []],
    ['https://example.com/@ann and @a/b/c and @ann/', []],
    ['a@@b @-x @ann.lee @', []],
    [`@${'a'.repeat(40)}`, []],
    ['use `@ann` or ``@bob ` @cy`` but @dan', ['dan']],
    ['an open ` and @ann', ['ann']],
    ['an open ` and @ann\n\nwith ` another', ['ann']],
    ['over `two\n@ann lines`', []],
    ['\\`@ann`', ['ann']],
    ['\\\\`@ann`', []],
    ['```ts\n@ann\n```\n@bob', ['bob']],
    ['~~~~\n@ann\n~~~\n@bob\n~~~~~\n@cy', ['cy']],
    ['- ```\n  @ann\n  ```\n@bob', ['bob']],
    ['> ```\n> @ann\n> ```\n@bob', ['bob']],
    ['``` not a fence ``` @ann', ['ann']],
    ['```\n@ann, and it never ends', []],
    ['one\r\n```\r\n@ann\r\n```\r\n@bob', ['bob']],
  ])('in %j', (text, expected) => {
    expect(mentionsIn(text)).toEqual(expected)
  })

  test('include a mention in prose, but not one in code', () => {
    const prose = fc
      .array(fc.constantFrom('a', ' ', '\n', '*', '(', ')', '.', '#', '>', '-', '漢'))
      .map((characters) => characters.join(''))
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        expect(mentionsIn(`${before}\n@ann ${after}`)).toEqual(['ann'])
        expect(mentionsIn(`${before}\n\`@ann\` ${after}`)).toEqual([])
        expect(mentionsIn(`${before}\n\`\`\`\n${after}\n@ann\n\`\`\``)).toEqual([])
      }),
    )
  })

  test.each([
    ['backticks', '`'],
    ['backtick runs of many lengths', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['at signs', '@'],
    ['mentions', '@a'],
    ['mentions with hyphens', '@a-'],
    ['mentions with underscores', '@a_'],
    ['backslashes', '\\'],
    ['escaped backticks', '\\`'],
    ['spaces', ' '],
    ['block quote markers', '>'],
    // Quadratic work would exceed the time limit of the test.
  ])('are found in linear time in a long text of %s', (_, part) => {
    expect(mentionsIn(`@${part.repeat(Math.ceil(200_000 / part.length))}`).length).toBeLessThan(2)
  })
})
