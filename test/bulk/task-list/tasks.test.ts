import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tasksIn } from '../../../src/bulk/task-list/tasks.ts'
import { failureOf } from '../../support/failure.ts'
import { EVIL, expectSafe } from '../../support/hostile.ts'

const titlesIn = (markdown: string) => tasksIn(markdown, 'list.md').open.map(({ title }) => title)

describe('what counts as a task', () => {
  test.each<[string, string, readonly string[]]>([
    ['after every list marker', '- [ ] a\n* [ ] b\n+ [ ] c\n1. [ ] d\n2) [ ] e', ['a', 'b', 'c', 'd', 'e']],
    ['with Windows line endings', '- [ ] a\r\n- [ ] b\r\n', ['a', 'b']],
    ['with a tab', '-\t[ ]\ta\n- [\t] b', ['a', 'b']],
    ['over several lines', '- [ ] a\nb\nc', ['a b c']],
    ['without the indented line under it', '- [ ] a\nb\n  c\nd', ['a b']],
    ['in a quotation', '> - [ ] a\n>   b\n> - [ ] c\n> d', ['a', 'c d']],
    [
      'in the middle of a page',
      '# Plan\n\ntext\n- [ ] a\n\n| a |\n|---|\n\n<details>\n\n- [ ] b\n\n</details>',
      ['a', 'b'],
    ],
    ['nested', '- group\n  - [ ] a\n    1. [ ] b\n- [x] c\n  - [ ] d', ['a', 'b', 'd']],
    ['not a done item', '- [x] a\n- [X] b', []],
    ['not in code', '```\n- [ ] a\n```\n\n    - [ ] b\n\n`- [ ] c`', []],
    ['not in a comment', '<!--\n- [ ] a\n\n- [ ] b\n-->', []],
    ['not without a list', '[ ] a', []],
    ['not with other marks', '- [] a\n- [-] b\n- [ ]c\n- \\[ ] d\n- [ ](e)\n- [  ] f', []],
    ['not without words', '- [ ]\n- [ ] \n- [ ] <!-- name it -->', []],
    ['not in a heading in a list', '- # [ ] a', []],
  ])('%s', (_, markdown, expected) => expect(titlesIn(markdown)).toEqual(expected))

  test('done tasks and tasks without words are not open', () => {
    expect(tasksIn('- [ ] a\n- [x] b\n  - [X] c\n- [ ] <!-- d -->\n\n[x]: https://e.example', 'list.md')).toMatchObject(
      {
        done: ['b', 'c'],
        wordlessCount: 1,
      },
    )
  })
})

describe('the words of a task', () => {
  test.each<[string, string]>([
    ['*Make* **it** ~~not~~ _so_', 'Make it not so'],
    ['~~**gone**~~', 'gone'],
    ['about ~~ 5', 'about ~~ 5'],
    ['see [the docs](https://e.example), [these][d] and ![a picture](a.png)', 'see the docs, these and a picture'],
    ['run `npm  test`, then `a*b*`', 'run npm test, then a*b*'],
    ['https://e.example/a and <https://e.example/b>', 'https://e.example/a and https://e.example/b'],
    ['one<br>two <kbd>Ctrl</kbd> <!-- hidden -->', 'one two Ctrl'],
    ['one\\\n  two', 'one'],
    ['one  \ntwo', 'one two'],
    ['see [the\n  docs](https://e.example) of *it\n  all*\n  now', 'see the docs of it all'],
    ['<!-- what? -->\n  one\n  two', 'one two'],
    ['&amp; \\*literal\\* &#27;[31m 5 > 3', '& *literal* [31m 5 > 3'],
    ['emoji 🎉, {{braces}}, "quotes": #1 @you', 'emoji 🎉, {{braces}}, "quotes": #1 @you'],
    ['[ ] twice', '[ ] twice'],
  ])('%j', (markdown, expected) => {
    expect(titlesIn(`- [ ] ${markdown}\n\n[d]: https://d.example`)).toEqual([expected])
  })

  test('are the same after a byte order mark', () => {
    const list = '- [ ] **First** task\n\n  Its notes.\n- [ ] Second task\n'
    expect(tasksIn(`\uFEFF${list}`, 'list.md')).toEqual(tasksIn(list, 'list.md'))
    expect(tasksIn(`\uFEFF${list}`, 'list.md').open.map(({ title }) => title)).toEqual(['First task', 'Second task'])
  })

  test('contain no control characters', () => {
    for (const { title, notes, titleMarkdown } of tasksIn(`- [ ] ${EVIL}\n\n  ${EVIL}`, 'list.md').open)
      expectSafe((title + notes + titleMarkdown).replaceAll(/[\u202A-\u202E]/g, ''))
  })
})

describe('the content of a task', () => {
  const notes = (markdown: string) => tasksIn(markdown, 'list.md').open.map((task) => task.notes)

  test('is what is indented under it, without its subtasks', () => {
    const list = `- [ ] a

  First.

      code

  - plain
    - [ ] b

      Of b.
  - [x] c

    Of c.

  Last,
  in two lines.
- [ ] d
text`
    expect(notes(list)).toEqual(['First.\n\n    code\n\n- plain\n\nLast,\nin two lines.', 'Of b.', ''])
  })

  test.each([
    ['one line', '- [ ] a\n  They come in `b`.\n- [ ] c', ['They come in `b`.', '']],
    ['several lines', '- [ ] a\n  b\n    c\nd\n\n  e', ['b\n  c\nd\n\ne']],
    ['a line after a break', '- [ ] a\\\n  b', ['b']],
    ['a line that is indented less than the item', '- [ ] a\n b', ['b']],
    ['a tab', '- [ ] a\n\tb', ['  b']],
    ['a task in it', '- [ ] a\n  b\n  - [ ] c\n    d', ['b', 'd']],
    ['a quotation', '> - [ ] a\n>   b', ['b']],
    ['Windows line endings', '- [ ] a\r\n  b\r\n', ['b']],
  ])('begins at the first indented line: %s', (_, markdown, expected) => expect(notes(markdown)).toEqual(expected))

  test.each([
    ['a number', '10. [ ] a\n\n    b\n\n        code', ['b\n\n    code']],
    ['a tab', '-\t[ ] a\n\n\tb\n\n\t\tcode', ['b\n\n\tcode']],
    ['a quotation', '> - [ ] a\n>\n>   b\n>   > c', ['b\n> c']],
    ['code that has blank lines', '- [ ] a\n  ```\n  x\n\n\n    y\n  ```', ['```\nx\n\n\n  y\n```']],
  ])('loses its indentation: %s', (_, markdown, expected) => expect(notes(markdown)).toEqual(expected))

  test('includes the definitions of its links', () => {
    expect(
      notes('- [ ] a\n\n  See [it][d] and ![b].\n- [ ] c\n\n[D]: https://d.example\n[b]: b.png\n[d]: no\n'),
    ).toEqual(['See [it][d] and ![b].\n\n[D]: https://d.example\n[b]: b.png', ''])
  })
})

test('the parent of a task is the nearest task around it, if that one is open', () => {
  const list = '- [ ] a\n  - text\n    - [ ] b\n  - [x] c\n    - [ ] d\n- e\n  - [ ] f'
  expect(tasksIn(list, 'list.md').open.map(({ title, parent }) => [title, parent?.title ?? null])).toEqual([
    ['a', null],
    ['b', 'a'],
    ['d', null],
    ['f', null],
  ])
})

describe('a Markdown file', () => {
  test('keeps the words of its tasks', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const items = fc.array(fc.tuple(fc.boolean(), fc.array(word, { minLength: 1, maxLength: 5 })), { maxLength: 20 })
    fc.assert(
      fc.property(items, (tasks) => {
        const list = tasks.map(([isOpen, words]) => `- [${isOpen ? ' ' : 'x'}] ${words.join(' ')}`).join('\n')
        const found = tasksIn(list, 'list.md')
        expect(found.open.map(({ title }) => title)).toEqual(
          tasks.filter(([isOpen]) => isOpen).map(([, words]) => words.join(' ')),
        )
        expect(found.done).toHaveLength(tasks.filter(([isOpen]) => !isOpen).length)
      }),
    )
  })

  test('is read without an error', () => {
    const piece = fc.constantFrom(
      '- ',
      '[ ] ',
      '[x] ',
      '\n',
      '  ',
      '> ',
      '`',
      '*',
      '~~',
      '<!--',
      '-->',
      '[',
      '](',
      'a',
      '1. ',
      '\t',
      '\r\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { title } of tasksIn(pieces.join(''), 'list.md').open) expect(title).toMatch(/^\S(.*\S)?$/)
      }),
      { numRuns: 500 },
    )
  })

  test('is rejected if it is nested too deeply, and the error names the line', () => {
    expect(failureOf(() => tasksIn(`${'> '.repeat(500)}- [ ] a`, 'list.md'))).toMatch(
      /^list\.md:1: this has too much nesting/,
    )
  })

  test('is read even if it has thousands of tasks and no blank line', () => {
    const list = '- [ ] a task, *and* `more`, [there](https://e.example)\n'
    expect(titlesIn(list.repeat(2_000))).toHaveLength(2_000)
  })
})
