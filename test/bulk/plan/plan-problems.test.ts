import { describe, expect, test } from 'vitest'
import { planProblems } from '../../support/plans.ts'

describe('the problems of a plan', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown name',
      'defaults: {repo: o/a}\nmatrix: {sep: [1]}\nrows: [{title: "{{sep}} {{sdk}}"}]',
      ['plan:3: row 1: unknown name {{sdk}}; choices: {{repo}}, {{sep}}; write \\{{sdk}} to keep the braces'],
    ],
    [
      'an unknown name in a plan without defaults or matrix',
      'rows: [{title: "{{sdk}}"}]',
      ['plan:1: row 1: unknown name {{sdk}}: no default and no axis of the matrix has this name'],
    ],
    [
      'a default that nothing uses',
      'defaults: {lables: x}\nrows: [{title: A}]',
      ['plan: defaults: "lables" isn\'t a column, and no text uses {{lables}}; did you mean "labels"?'],
    ],
    [
      'an axis that nothing uses',
      'matrix: {sep: [1]}\nrows: [{title: A}]',
      ['plan: matrix: "sep" isn\'t a column, and no text uses {{sep}}'],
    ],
    [
      'a default whose name cannot be filled in',
      'defaults: {"release date": today}\nrows: [{title: "Release of {{release date}}"}]',
      [
        'plan: defaults: "release date" isn\'t a column, and a name for {{…}} has only the letters a to z, digits, "_", "." and "-"',
      ],
    ],
    [
      'text that YAML would cut off',
      'rows:\n- title: Fix #12 again\n- title: Good',
      ['plan:2: title: YAML cuts the text here, and reads the rest as a comment; put the whole text in quotes'],
    ],
    [
      'text whose first word YAML would leave out',
      'rows:\n- title: &str is not accepted',
      ['plan:2: title: YAML leaves out a word that begins with "&"; put the whole text in quotes'],
    ],
    ['an axis without values', 'matrix: {repo: []}\nrows: [{title: A}]', ['plan:1: matrix.repo: it has no value']],
    [
      'an axis in two spellings',
      'matrix: {Repo: [o/a], repo: [o/b]}\nrows: [{title: A}]',
      ['plan:1: the key "repo" appears twice; keep one of them'],
    ],
    [
      'an axis for all fields',
      'matrix: {fields: [a, b]}\nrows: [{title: "A {{fields}}"}]',
      ['plan:1: fields: expected a mapping of field ids to answers'],
    ],
    [
      'a default that is a mapping',
      'defaults: {sdk: {name: go}}\nrows: [{title: "A {{sdk}}"}]',
      ['plan:1: sdk: expected text, or a list of text values'],
    ],
    [
      'an exclusion that matches no combination',
      'matrix: {repo: [o/a]}\nexclude: [{repo: o/b}]\nrows: [{title: A}]',
      ['plan:2: exclude: no combination has repo: o/b'],
    ],
    [
      'an exclusion without a matrix',
      'exclude: [{repo: o/b}]\nrows: [{title: A}]',
      ['plan:1: exclude: it needs a matrix'],
    ],
    [
      'an exclusion with an unknown axis',
      'matrix: {repo: [o/a]}\nexclude: [{rpo: o/a}]\nrows: [{title: A}]',
      ['plan:2: exclude: the matrix has no axis "rpo"; did you mean "repo"?'],
    ],
    [
      'an override that names no axis',
      'matrix: {repo: [o/a]}\noverrides: [{labels: x}]\nrows: [{title: A}]',
      ['plan:2: overrides: it names no axis of the matrix; axes: repo'],
    ],
    [
      'an override with an unknown column',
      'matrix: {repo: [o/a]}\noverrides: [{repo: o/a, lable: x}]\nrows: [{title: A}]',
      ['plan:2: there is no column "lable"; did you mean "labels"?'],
    ],
    [
      'two combinations with the same key',
      'matrix: {sep: [1, 2]}\nrows: [{title: A, body: "{{sep}}"}]',
      ['plan:2: row 1: another combination of this row is the same post: give this row a key'],
    ],
    [
      'two problems at once',
      'defalts: {}\nmatrix: {sep: 1}\nrows: [{title: A}, {titel: B}]',
      ['plan:1: a plan has no key "defalts"; did you mean "defaults"?', 'plan:2: matrix.sep: expected a list'],
    ],
  ])('include %s', async (_, text, expected) => {
    expect(await planProblems(text)).toEqual(expected.map((start) => expect.stringContaining(start)))
  })

  test('include nesting that is too deep, and growth through aliases', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]`),
    ]
    expect(await planProblems(bomb.join('\n'))).toEqual([expect.stringContaining('plan: it cannot be read')])
    expect(await planProblems('['.repeat(50_000))).toEqual([expect.stringMatching(/^plan(:1)?: it /)])
    expect(await planProblems('['.repeat(50_000), 'json')).toEqual([expect.stringMatching(/^plan(:1)?: it /)])
  })
})
