import { expect, test } from 'vitest'
import { changedLines } from '../../../src/seps/lint/facts.ts'

test.each([
  ['a line', '@@ -3 +3 @@ # SEP\n-a\n+b\n', [{ from: 3, to: 3 }]],
  ['new lines', '@@ -3,0 +4,2 @@\n+a\n+b\n', [{ from: 4, to: 5 }]],
  ['lines taken out: those around', '@@ -3,2 +2,0 @@\n-a\n-b\n', [{ from: 2, to: 3 }]],
  [
    'two pieces',
    '@@ -1 +1 @@\n-a\n+b\n@@ -9,2 +9,3 @@\n',
    [
      { from: 1, to: 1 },
      { from: 9, to: 11 },
    ],
  ],
  ['a text that looks like it', '@@ -1 +1 @@\n-a\n+@@ -7 +7 @@\n', [{ from: 1, to: 1 }]],
  ['nothing', '', []],
])('%s', (_, diff, lines) => expect(changedLines(diff)).toEqual(lines))
