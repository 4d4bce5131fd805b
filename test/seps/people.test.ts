import { describe, expect, test } from 'vitest'
import { referenceIn } from '../../src/seps/lint/context.ts'
import { peopleIn } from '../../src/seps/people.ts'

// Each person is written as `name|login|email`.
describe('the people that a preamble names', () => {
  test.each([
    ['Ada Example (@ada-ex)', ['Ada Example|ada-ex|']],
    ['Ada Example (@ada-ex )', ['Ada Example|ada-ex|']],
    ['@ada-ex', ['|ada-ex|']],
    ['@ada-ex - Ada Example', ['Ada Example|ada-ex|']],
    ['adaex', ['adaex||']],
    ['Ada Example (ada@example.org)', ['Ada Example||ada@example.org']],
    ['Ada Example <ada@example.org> (@ada-ex)', ['Ada Example|ada-ex|ada@example.org']],
    ['[Ada Example](https://github.com/ada-ex)', ['Ada Example|ada-ex|']],
    ['Ada Example, Bo Example', ['Ada Example||', 'Bo Example||']],
    ['Ada (@ada) and Bo (@bo) & Cy (@cy)', ['Ada|ada|', 'Bo|bo|', 'Cy|cy|']],
    ['Ada (@ada) Bo (@bo)', ['Ada|ada|', 'Bo|bo|']],
    ['Ada (@ada) / Bo (@bo) + Cy (@cy) | @di', ['Ada|ada|', 'Bo|bo|', 'Cy|cy|', '|di|']],
    ['@ada/@bo', ['|ada|', '|bo|']],
    ['@example/core-maintainers', ['@example/core-maintainers||']],
    ['The core team (@example/core)', ['The core team (@example/core)||']],
    ['Ada (@ada)、Bo (@bo)', ['Ada|ada|', 'Bo|bo|']],
    ['Anders Andersand (@anders)', ['Anders Andersand|anders|']],
    ['Ada (@ada) — first draft; Bo (@bo) – shepherd, since then', ['Ada|ada|', 'Bo|bo|']],
    ['Ada (@ada) — first draft, Bo (@bo)', ['Ada|ada|', 'Bo|bo|']],
    ['Ada (@ada) — first draft, in May, Bo Example — shepherd, @cy', ['Ada|ada|', 'Bo Example||', '|cy|']],
    ['Ada Example — @ada, Bo – (@bo)', ['Ada Example|ada|', 'Bo|bo|']],
    ['Ada (@ada) — Example Works, Berlin', ['Ada|ada|']],
    ['Ada (@ada); on behalf of the Example Group', ['Ada|ada|']],
    ['The Example Group', ['The Example Group||']],
    ['Mark D. Example (@mark)', ['Mark D. Example|mark|']],
    ['Ada Example &lt;ada@example.org&gt; (@ada-ex)', ['Ada Example|ada-ex|ada@example.org']],
    ['Ada Example (@ada-ex) &lt;ada@example.org&gt;', ['Ada Example|ada-ex|ada@example.org']],
    ['Ada Example [ada@example.org](mailto:ada@example.org) (@ada-ex)', ['Ada Example|ada-ex|ada@example.org']],
    ['</b> Ada Example, Bo Example<br>', ['Ada Example||', 'Bo Example||']],
    ['@ada @bo-ex', ['|ada|', '|bo-ex|']],
    ['@ada @bo, @cy', ['|ada|', '|bo|', '|cy|']],
    ['Ada Example @ada', ['Ada Example|ada|']],
    ['Ada (@ada_123)', ['Ada|ada_123|']],
    ['Ada Example (https://github.com/ada-ex)', ['Ada Example|ada-ex|']],
    ['[@ada](https://github.com/ada)', ['|ada|']],
    ['Ada (@ada), Example Works LLC; Bo (@bo), Example', ['Ada|ada|', 'Bo|bo|']],
    ['Ada (@ada), Bo Example', ['Ada|ada|', 'Bo Example||']],
    ['Ada (@ada, Example Corp.), Bo, Jr. (Example; @bo)', ['Ada|ada|', 'Bo, Jr.|bo|']],
    ['Ada (@ada - lead), Bo, PhD (@bo)', ['Ada|ada|', 'Bo, PhD|bo|']],
    ['Example LLC', ['Example LLC||']],
    ['None', []],
    ['None (seeking sponsor)', []],
    ['_seeking_', []],
    ['(seeking sponsor)', []],
    ['*Seeking a sponsor*', []],
    ['unsponsored (seeking sponsor)', []],
    ['To be determined', []],
    ['_TBD_', []],
    ['TBD', []],
    ['Seek Wanted (@seek)', ['Seek Wanted|seek|']],
    ['', []],
  ])('%s', (value, people) => {
    expect(peopleIn(value).map(({ name, login, email }) => [name, login, email].join('|'))).toEqual(people)
  })
})

test('a long value of repeated characters is parsed before the test times out', () => {
  for (const filler of [' ', '-', '(', '@', '[', 'a@', ') '])
    expect(peopleIn(`x${filler.repeat(300_000)}x`).length).toBeLessThan(3)
})

describe('the pull request or issue that a field names', () => {
  const SPEC_URL = 'https://github.com/modelcontextprotocol/modelcontextprotocol'
  const repo = 'modelcontextprotocol/modelcontextprotocol'
  test.each([
    [`${SPEC_URL}/pull/12`, { form: 'url', number: 12, repo }],
    [`[#12](${SPEC_URL}/issues/12)`, { form: 'url', number: 12, repo }],
    ['#12', { form: 'number', number: 12, repo: null }],
    ['PR #12 (merged)', { form: 'number', number: 12, repo: null }],
    ['12', { form: 'number', number: 12, repo: null }],
    [`${SPEC_URL}/pull/{NUMBER}`, { form: 'placeholder', number: null, repo }],
    [`${SPEC_URL}/pull/{12}`, { form: 'placeholder', number: 12, repo }],
    [`${SPEC_URL}/pull/0000`, { form: 'placeholder', number: null, repo }],
    ['#{NUMBER}', { form: 'placeholder', number: null, repo: null }],
    ['0000', { form: 'number', number: null, repo: null }],
  ])('%s', (value, reference) => expect(referenceIn(value)).toEqual(reference))

  test.each(['', 'none yet', 'https://example.org/pull/12', '1b'])('is null for "%s"', (value) => {
    expect(referenceIn(value)).toBeNull()
  })
})
