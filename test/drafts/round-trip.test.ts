import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withReceipt } from '../../src/drafts/draft.ts'
import { draftLines, parseDraft, printDraft, reprintDraft } from '../../src/drafts/format.ts'
import { cases } from '../support/cases.ts'
import { anyDraft, draftWith } from '../support/draft.ts'

const FILE = 'draft.md'
const RECEIPT = { url: 'https://github.com/o/r/issues/7', number: 7, published: '2026-11-24T09:30:00Z' }

test('parsing is the inverse of printing', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      expect(parseDraft(printDraft(draft), FILE)).toEqual(draft)
    }),
    cases(2_000),
  )
})

test('a text with any control character is read back as it was printed', () => {
  for (let code = 0; code < 0xa0; code++) {
    const text = `\\${String.fromCharCode(code)}"`
    const draft = draftWith({ title: text, labels: [text], fields: { [`id ${text}`]: text }, extra: { note: text } })
    expect(parseDraft(printDraft(draft), FILE)).toEqual(draft)
    expect(parseDraft(reprintDraft(draft, printDraft(draftWith()), FILE), FILE)).toEqual(draft)
  }
})

test('an unchanged draft is reprinted byte for byte', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const text = printDraft(draft)
      expect(reprintDraft(parseDraft(text, FILE), text, FILE)).toBe(text)
    }),
  )
})

test('reprinting another draft into a file gives that draft', () => {
  fc.assert(
    fc.property(anyDraft, anyDraft, (before, after) => {
      expect(parseDraft(reprintDraft(after, printDraft(before), FILE), FILE)).toEqual(after)
    }),
  )
})

test('the body begins on the reported line', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const text = printDraft(draft)
      const { body } = draftLines(text, FILE)
      expect(
        text
          .split('\n')
          .slice(body - 1)
          .join('\n'),
      ).toBe(draft.body)
    }),
  )
})

test('a text is added below front matter that ends without a line break', () => {
  const file = '---\nkind: issue\n---'
  const draft = { ...parseDraft(file, FILE), title: 'The client hangs', body: 'It waits.\n' }
  expect(reprintDraft(draft, file, FILE)).toBe('---\nkind: issue\ntitle: The client hangs\n---\nIt waits.\n')
})

describe('a file that was edited by hand', () => {
  const text = [
    '---',
    '# written on the train',
    'kind: issue # not a discussion',
    'labels: bug',
    'repo: modelcontextprotocol/typescript-sdk',
    'seen-in: [1.2, 1.3]',
    "title: 'The client hangs'",
    '---',
    '# Not front matter',
    '',
    '  and a body  \t',
  ].join('\n')

  test('keeps comments, order, style and the body when only the receipt is added', () => {
    const [head = '', body = ''] = text.split('\n---\n')
    const url = 'https://github.com/modelcontextprotocol/typescript-sdk/issues/7'
    const published = withReceipt(parseDraft(text, FILE), { ...RECEIPT, url })
    expect(reprintDraft(published, text, FILE)).toBe(
      `${head}\nurl: ${url}\nnumber: 7\npublished: 2026-11-24T09:30:00Z\n---\n${body}`,
    )
  })

  test('is unchanged, to the last space, if nothing changes', () => {
    const oddText = `---\nkind:   "issue"\nlabels: [ bug,fix ]  # two\n\n# the end\n--- \n${text}`
    expect(reprintDraft(parseDraft(oddText, FILE), oddText, FILE)).toBe(oddText)
  })

  test('keeps unknown keys even when everything else is printed again', () => {
    expect(printDraft(parseDraft(text, FILE))).toBe(
      [
        '---',
        'kind: issue',
        'repo: modelcontextprotocol/typescript-sdk',
        'title: The client hangs',
        'labels:',
        '  - bug',
        'seen-in:',
        '  - 1.2',
        '  - 1.3',
        '---',
        '# Not front matter',
        '',
        '  and a body  \t',
      ].join('\n'),
    )
  })

  test('keeps the comment on a changed value, and drops a key whose value is emptied', () => {
    const draft = parseDraft(text, FILE)
    const changed = reprintDraft({ ...draft, kind: 'discussion', labels: [] }, text, FILE)
    expect(changed).toContain('kind: discussion # not a discussion')
    expect(changed).not.toContain('labels')
  })

  test('accepts a single space in place of a value of several lines', () => {
    const lines = ['---', 'kind: issue', 'milestone: |-', '  one', '  two', '---', ''].join('\n')
    const blank = { ...parseDraft(lines, FILE), milestone: ' ' }
    expect(parseDraft(reprintDraft(blank, lines, FILE), FILE)).toEqual(blank)
  })

  test('keeps Windows line endings and a byte order mark', () => {
    const windowsText = `\uFEFF${text.replaceAll('\n', '\r\n')}`
    const draft = parseDraft(windowsText, FILE)
    expect(draft.body).toBe('# Not front matter\r\n\r\n  and a body  \t')
    expect(reprintDraft(draft, windowsText, FILE)).toBe(windowsText)
    const published = reprintDraft(withReceipt(draft, RECEIPT), windowsText, FILE)
    expect(published).toContain('\r\nnumber: 7\r\n')
    expect(published.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('has its title and its body on the reported lines', () => {
    expect(draftLines(text, FILE)).toEqual({ title: 7, body: 9 })
    expect(draftLines('---\nkind: issue\n---', FILE)).toEqual({ title: 2, body: 3 })
  })
})
