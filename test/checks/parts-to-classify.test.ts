import { describe, expect, test } from 'vitest'
import { partsIn, titlePart } from '../../src/checks/parts-to-classify.ts'

/** What each threshold is for. */
const KINDS: ReadonlyMap<number, string> = new Map([
  [0.4, 'foreign'],
  [0.9, 'block'],
  [0.94, 'sentence'],
  [0.97, 'heading'],
  [0.99, 'code or sentence of a SEP'],
])

/** The parts of a post as "line kind: text". */
const partsOf = (markdown: string, kind: 'post' | 'sep' = 'post') =>
  partsIn(markdown, kind).map(
    ({ line, threshold, text }) => `${line} ${KINDS.get(threshold)}: ${text.replaceAll('\n', '/')}`,
  )

describe('the parts of a text that are classified on their own', () => {
  test('are each paragraph, each sentence with enough words, and the whole section', () => {
    expect(
      partsOf(
        'The build fails on every Monday. It is slow. We then\nwait for a whole day.\n\nNobody knows why it does that.',
      ),
    ).toEqual([
      '1 block: The build fails on every Monday. It is slow. We then/wait for a whole day.',
      '1 sentence: The build fails on every Monday.',
      '1 sentence: We then wait for a whole day.',
      '4 block: Nobody knows why it does that.',
      '1 block: The build fails on every Monday. It is slow. We then/wait for a whole day.//Nobody knows why it does that.',
    ])
  })

  test('are sentences with a higher threshold in a SEP', () => {
    expect(partsOf('The server sends a list. The client reads that list first.', 'sep')).toContain(
      '1 code or sentence of a SEP: The client reads that list first.',
    )
  })

  test('are headings, which end a section', () => {
    expect(
      partsOf(
        '## What happens when we start it\nOne two three four five.\n## Short\nSix seven eight nine ten.\n\nSix seven again, nine and ten.',
      ),
    ).toEqual([
      '1 heading: What happens when we start it',
      '2 block: One two three four five.',
      '4 block: Six seven eight nine ten.',
      '6 block: Six seven again, nine and ten.',
      '4 block: Six seven eight nine ten.//Six seven again, nine and ten.',
    ])
  })

  test('are code, and the long runs of words in it', () => {
    const code = 'const a = 1\n// this reads the list of all open issues\nlog("too few words here, really")'
    expect(partsOf(`\`\`\`js\n${code}\n\`\`\``)).toEqual([
      expect.stringContaining('1 block: ```js/const a = 1/'),
      '3 sentence: this reads the list of all open issues',
    ])
    expect(partsOf(`Text before it is here too.\n\`\`\`js\n${code}\n\`\`\``)).toContain(
      `2 code or sentence of a SEP: \`\`\`js/${code.replaceAll('\n', '/')}/\`\`\``,
    )
  })

  test('are the items of a list', () => {
    expect(partsOf('- read the list of open issues\n- stop\n2) close all of the old issues')).toEqual([
      '1 block: - read the list of open issues/- stop/2) close all of the old issues',
      '1 sentence: - read the list of open issues',
      '3 sentence: 2) close all of the old issues',
    ])
  })

  test('are the rows and the cells of a table', () => {
    const parts = partsOf(
      '| What | Why |\n| --- | --- |\n| read all of the open issues | they are old and they are many |',
    )
    expect(parts).toContain('3 sentence: | read all of the open issues | they are old and they are many |')
    expect(parts).toContain('3 sentence: read all of the open issues')
    expect(parts).toContain('3 sentence: they are old and they are many')
  })

  test('are names of at least five words', () => {
    const parts = partsOf('See the test\nreads_files_of_other_users or closesTheListOfIssues for it.')
    expect(parts).toContain('2 block: reads files of other users')
    expect(parts).toContain('2 block: closes the list of issues')
  })

  test('have the lowest threshold if a foreign word names a weakness', () => {
    expect(partsOf('Ich habe eine Sicherheitslücke im Server gefunden.')).toEqual([
      '1 foreign: Ich habe eine Sicherheitslücke im Server gefunden.',
    ])
  })

  test('have the lower of two thresholds if a text occurs twice', () => {
    const sentence = 'The server reads the whole file.'
    expect(partsOf(`## ${sentence}\n\n${sentence}`)).toEqual([`3 block: ${sentence}`])
    expect(partsOf(`${sentence}\n\n## ${sentence}`)).toEqual([`1 block: ${sentence}`])
  })

  test('have at least five words, or eight characters of a script without spaces', () => {
    expect(partsOf('One two three four.\n\n一二三四五六七')).toEqual(['1 block: One two three four.//一二三四五六七'])
    expect(partsOf('一二三四五六七八')).toEqual(['1 block: 一二三四五六七八'])
  })

  test('are not longer than what the classifier reads', () => {
    const words = 'word '.repeat(1_500).trim()
    expect(partsIn(words, 'post').map(({ text }) => text.length)).toEqual([4_000, 3_499])
  })
})

test.each([
  ['The server reads the whole file', [0.6]],
  ['Reads whole file', [0.95]],
  ['Whole file', []],
  ['Open redirect', [0.5]],
  ['Sicherheitslücke im Server', [0.4]],
])('the title "%s" is classified with the thresholds %j', (title, thresholds) => {
  expect(titlePart(title, 7)).toEqual(thresholds.map((threshold) => ({ text: title, line: 7, threshold })))
})
