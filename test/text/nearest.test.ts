import { expect, test } from 'vitest'
import { nearestWord } from '../../src/text/nearest.ts'

test.each([
  ['bgu', ['SEP', 'bug'], 'bug'],
  ['Documentaton', ['bug', 'documentation'], 'documentation'],
  ['titel', ['title'], 'title'],
  ['lable', ['labels'], 'labels'],
  ['BGU', ['Bug'], 'Bug'],
  ['GO', ['no', 'go'], 'go'],
  ['PYTHON-SDK', ['pythom-sdk', 'python-sdk'], 'python-sdk'],
  ['bug', ['SEP'], null],
  ['help', ['bug', 'docs'], null],
  ['', ['a', 'ab'], null],
  ['x', ['y'], null],
  ['bug', [], null],
  ['x'.repeat(257), ['x'.repeat(256)], null],
])('the name near "%s" among %j is %s', (word, names, nearest) => {
  expect(nearestWord(word, names)).toBe(nearest)
})
