import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/text/yaml.ts'
import { findCutTexts } from '../../src/text/yaml-comments.ts'

function cutIn(text: string) {
  const { document, lineAt } = parseYaml(text)
  return findCutTexts(text, document, lineAt).map(({ line, message }) => `${line} ${message.split(': ')[0]}`)
}

describe('text that YAML would cut off is found', () => {
  test.each([
    ['in a title', 'title: Fix #12 again', '1 title'],
    ['in a list of rows', '- title: A\n- body: b #3', '2 body'],
    ['before # and a blank', 'title: Fix it # see 12', '1 title'],
    ['after a tab', 'title: Fix\t#12', '1 title'],
    ['in an answer', 'fields:\n  what: It fails # often', '2 what'],
    ['in an answer with several choices', 'fields: {what: [a, b #c\n]}', '1 what'],
    ['in a column for a field', 'field:what: It fails # often', '1 field:what'],
    ['in a sentence about AI', 'aiDisclosure: Copilot, see #3', '1 aiDisclosure'],
    ['in another spelling', 'AI-Disclosure: Copilot, see #3', '1 AI-Disclosure'],
    ['in a name', 'milestone: Sprint #3', '1 milestone'],
    ['in a list of names', 'labels:\n  - C #lang', '2 labels'],
    ['that is nothing but the comment', 'parent: #12', '1 parent'],
    ['of several lines', 'title: Fix\n  the rest #12', '1 title'],
    ['before it, because it looks like an anchor', 'title: &str is not accepted', '1 title'],
    ['that is nothing but an anchor', 'title: A\nmilestone: &next', '2 milestone'],
    ['in a list, because it looks like an anchor', 'labels: [bug, &str]', '1 labels'],
    ['before it, because it looks like a tag', 'title: !important is not accepted', '1 title'],
    ['before it, because it is an exclamation mark', 'title: A\nbody: ! is not accepted', '2 body'],
    ['that is nothing but a tag', 'milestone: !next', '1 milestone'],
    ['in defaults', 'defaults: {\n  topic: a #b\n}', '2 topic'],
  ])('%s', (_, text, expected) => expect(cutIn(text)).toEqual([expected]))
})

describe('nothing is reported for', () => {
  test.each([
    ['a comment after a repository', 'repo: o/n # the specification'],
    ['a comment after a number', 'number: 3 # so far'],
    ['a comment for a value that is missing', 'title: # what is wrong?'],
    ['a comment on its own line', 'title: A\n# about #12\nbody: B'],
    ['a comment after quotes', 'title: "Fix #12" # urgent'],
    ['a comment after a list', 'labels: [bug] # always'],
    ['a comment after a block', 'body: | # text\n  Fix #12'],
    ['an anchor that an alias names', 'title: &title A\nbody: *title'],
    ['an & inside a text', 'title: R&D & more'],
    ['an exclamation mark inside a text', 'title: Stop! Now ! go'],
    ['a tag of YAML itself', 'title: !!str 12'],
    ['a tag before quotes', 'title: !x "A"'],
    ['an & in quotes', 'title: "&str is not accepted"'],
    ['a # that does not begin a comment', 'title: Fix C#, a#b'],
    ['a comment that begins with ##', 'repo: o/n ## here'],
  ])('%s', (_, text) => expect(cutIn(text)).toEqual([]))
})

test('each report has the line, and does not quote the text, which may be secret', () => {
  const text = 'rows:\n- title: Fix #12\n- parent: #3'
  const { document, lineAt } = parseYaml(text)
  expect(findCutTexts(text, document, lineAt)).toEqual([
    {
      line: 2,
      message: 'title: YAML cuts the text here, and reads the rest as a comment; put the whole text in quotes',
    },
    { line: 3, message: 'parent: YAML reads the value as a comment; put the whole text in quotes' },
  ])
})
