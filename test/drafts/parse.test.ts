import { describe, expect, test } from 'vitest'
import { emptyDraft } from '../../src/drafts/draft.ts'
import { DRAFT_SIZE_LIMIT, parseDraft } from '../../src/drafts/format.ts'
import { FRONT_MATTER_SIZE_LIMIT } from '../../src/drafts/front-matter.ts'
import { failureOf } from '../support/failure.ts'

const parse = (text: string) => parseDraft(text, 'd.md')
const withLines = (...lines: string[]) => `---\nkind: issue\n${lines.join('\n')}\n---\nbody`

describe('a draft may be short or unusual', () => {
  test.each([
    ['nothing but a kind', '---\nkind: sep\n---\n', { ...emptyDraft('sep') }],
    [
      'keys without a value',
      withLines('title:', 'labels:', 'fields:', 'repo:'),
      { ...emptyDraft('issue'), body: 'body' },
    ],
    ['no newline after the second ---', '---\nkind: issue\n---', emptyDraft('issue')],
    ['spaces after ---', '--- \nkind: issue\n---\t \nx', { ...emptyDraft('issue'), body: 'x' }],
    [
      'one label instead of a list',
      withLines('labels: bug'),
      { ...emptyDraft('issue'), labels: ['bug'], body: 'body' },
    ],
  ])('%s', (_, text, draft) => expect(parse(text)).toEqual(draft))
})

describe('problems are reported with file and line', () => {
  test.each([
    [
      'no front matter',
      'just text',
      /^d\.md:1: a draft begins with "---"; start one with "mcp-comms issue new", "discussion new"/,
    ],
    [
      'front matter that is not closed',
      '---\nkind: issue\n',
      /^d\.md:1: a draft ends its front matter with a second "---"; write a line of three hyphens/,
    ],
    ['a known key in other letters', withLines('title: x', 'URL: x'), /^d\.md:4: URL: a draft spells this key "url"$/],
    [
      'a known key with a hyphen',
      withLines('title: x', 'from-private: true'),
      /^d\.md:4: from-private: a draft spells this key "fromPrivate"$/,
    ],
    [
      'lines that end with a carriage return alone',
      '---\rkind: issue\r---\r',
      /^d\.md:1: its lines end with a carriage return alone; save it with the line endings of Linux or Windows$/,
    ],
    ['an indented second ---', '---\nkind: issue\n ---\n', /^d\.md:1: a draft ends/],
    [
      'an empty front matter',
      '---\n---\n',
      /^d\.md:2: kind: expected one of issue, discussion, decision, sep, advisory$/,
    ],
    ['no kind', '---\ntitle: x\n---\n', /^d\.md:2: kind: expected one of/],
    ['an unknown kind', '---\ntitle: x\nkind: epic\n---\n', /^d\.md:3: kind: expected one of/],
    ['a list instead of keys', '---\n- a\n---\n', /^d\.md:2: the front matter has to be a list of "key: value" lines$/],
    ['text instead of keys', '---\nhello\n---\n', /^d\.md:2: the front matter has to be/],
    [
      'a repository without owner',
      withLines('title: x', 'repo: typescript-sdk'),
      /^d\.md:4: repo: expected owner\/name$/,
    ],
    [
      'a title that is a number, before other lines',
      withLines('title: 1', 'repo: a/b', 'note: [x]'),
      /^d\.md:3: title: /,
    ],
    [
      'a key twice, before other lines',
      withLines('note: a', 'note: b', 'title: c', 'repo: a/b'),
      /^d\.md:4: "note" is written/,
    ],
    ['front matter further down', 'text\n---\nkind: issue\n---\n', /^d\.md:1: a draft begins with "---"/],
    ['a title that is a number', withLines('title: 2026'), /^d\.md:3: title: expected text; put it in quotes$/],
    [
      'a milestone that is a number',
      withLines('milestone: 1.0'),
      /^d\.md:3: milestone: expected text; put it in quotes$/,
    ],
    ['a label that is a number', withLines('labels:', '  - bug', '  - 1'), /^d\.md:5: labels\.1: expected text/],
    [
      'labels that are a map',
      withLines('labels: { a: b }'),
      /^d\.md:3: labels: expected a list, such as \[one, two\]$/,
    ],
    [
      'a field that is a number',
      withLines('fields:', '  steps: a', '  version: 1.2'),
      /^d\.md:5: fields\.version: expected text, or a list of text values/,
    ],
    ['fields that are a list', withLines('fields: [a]'), /^d\.md:3: fields: expected lines of "id: value"$/],
    ['a marker that ends a comment', withLines('marker: "abcdefgh-->"'), /^d\.md:3: marker: expected 8 to 64/],
    ['an invalid address', withLines('url: "javascript:alert(1)"'), /^d\.md:3: url: expected an address$/],
    ['a number below 1', withLines('number: 0'), /^d\.md:3: number: expected a number above 0$/],
    ['a number in words', withLines('number: seven'), /^d\.md:3: number: expected a number$/],
    ['an invalid date', withLines('published: yesterday'), /^d\.md:3: published: expected a date, such as/],
    ['a key twice', withLines('title: a', 'title: b'), /^d\.md:4: "title" is written twice; keep one$/],
    ['broken YAML', withLines('title: "open'), /^d\.md:\d: the front matter is not YAML: /],
    [
      'a tag',
      withLines('title: !!js/function x'),
      /^d\.md:3: it uses a YAML tag \(!name\); remove it, or put the text in quotes$/,
    ],
    [
      'an alias',
      withLines('title: &a x', 'note: *a'),
      /^d\.md:4: the front matter uses an alias \(\*name\); write the value out$/,
    ],
    [
      'too much front matter',
      withLines(`title: ${'x'.repeat(FRONT_MATTER_SIZE_LIMIT)}`),
      /^d\.md:1: the front matter has more than 200000/,
    ],
    [
      'a draft that is too long',
      `---\nkind: issue\n---\n${'x'.repeat(DRAFT_SIZE_LIMIT)}`,
      /^d\.md:1: a draft has at most 2000000/,
    ],
  ])('%s', (_, text, message) => expect(failureOf(() => parse(text))).toMatch(message))
})
