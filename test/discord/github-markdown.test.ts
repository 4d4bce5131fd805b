import { describe, expect, test } from 'vitest'
import type { Inline } from '../../src/discord/conversation.ts'
import { readDiscordMarkdown } from '../../src/discord/discord-markdown.ts'
import { printContent } from '../../src/discord/github-markdown.ts'
import { effectsOf } from '../support/github-effects.ts'

test.each([
  ['a mention', 'ask @octocat or @octo/maintainers', 'ask `@octocat` or `@octo/maintainers`'],
  ['mentions of everybody', '@everyone and @here', '`@everyone` and `@here`'],
  ['a mention that is escaped', '\\@octocat', '`@octocat`'],
  ['a mention with blank code in it', '@` `octocat', '`@octocat`'],
  ['an email address', 'write to ada@quillon.example', 'write to `ada@quillon.example`'],
  ['references', 'fixes #12, octo/hello#3 and GH-4', 'fixes `#12`, `octo/hello#3` and `GH-4`'],
  ['a reference with blank code in it', '#` `12', '`#12`'],
  ['a commit', 'since 0a1b2c3d, not deadbeef', 'since `0a1b2c3d`, not deadbeef'],
  ['a link', 'see https://quillon.example/a_b_c.', 'see <https://quillon.example/a_b_c>.'],
  ['a link with a text', '[the *spec*](https://quillon.example)', '[the *spec*](<https://quillon.example>)'],
  [
    'a link with brackets in its address',
    '[it](https://quillon.example/a_(b)) or [it](<https://quillon.example/a_(b)>)',
    '[it](<https://quillon.example/a_(b)>) or [it](<https://quillon.example/a_(b)>)',
  ],
  ['an address without a scheme', 'see (www.quillon.example/a), or b', 'see (<https://www.quillon.example/a>), or b'],
  ['HTML', '<b>x</b> &amp; <!-- y -->', '&lt;b>x&lt;/b> &amp;amp; &lt;!-- y -->'],
  ['an image', '![x](https://a.example/y.png)', '\\![x](<https://a.example/y.png>)'],
  ['a heading', '## Summary', '**Summary**'],
  ['a quotation', '> one\ntwo', '> one\n\ntwo'],
  ['a quotation of everything after ">>>"', 'zero\n>>> one\ntwo', 'zero\n\n> one\n> two'],
  ['a list', '- one\n- [ ] two', '- one\n- \\[ \\] two'],
  ['a line below a list', 'we need:\n- one\n- two\nand that is all', 'we need:\n- one\n- two\n\nand that is all'],
  ['a numbered list below a text', 'two\n1. one\n  - deeper\n\n2. two', 'two\n1. one\n  - deeper\n\n2. two'],
  ['lines that would be rules or headings on GitHub', 'one\n---\n===', 'one\n\\---\n\\==='],
  ['code', '```ts\nconst a = `@b`\n```', '```ts\nconst a = `@b`\n```'],
  ['our marker in code', '```\n<!-- mcp-comms:abcdefgh -->\n```', '```\n<!-- mcp-comms :abcdefgh -->\n```'],
  ['our AI disclosure', '**AI disclosure:** none', '\\**AI disclosure:** none'],
  [
    'a server emoji and a timestamp',
    '<:blob_cheer:123456789012345678> <t:1700000000:R>',
    ':blob\\_cheer: 2023-11-14 22:13 UTC',
  ],
])('prints %s', (_, source, printed) => {
  expect(printContent(readDiscordMarkdown(source))).toBe(printed)
})

describe('a link to GitHub', () => {
  test.each([
    'octo/hello/issues/1#issuecomment-2',
    'octo/hello/pull/1/files?w=1',
    'octo/hello/discussions/1',
    'octo/hello/commit/0a1b2c3d',
    'octo/hello/compare/a...b',
  ])('uses a host that prevents a reference on the linked page: %s', (path) => {
    for (const host of ['https://github.com', 'http://www.github.com', 'https://GitHub.com']) {
      const address = `${host}/${path}`
      const printed = printContent(readDiscordMarkdown(address))
      expect(printed).toBe(`[\`${address}\`](<https://redirect.github.com/${path}>)`)
      expect(printContent(readDiscordMarkdown(`[it](${address})`))).toBe(`[it](<https://redirect.github.com/${path}>)`)
    }
  })

  test.each([
    'https://github.com/octo',
    'https://github.com/octo/hello',
    'https://github.com/octo/hello/blob/main/a.ts',
    'https://gist.github.com/octo/1',
    'https://github.com.example/octo/hello/issues/1',
    'https://redirect.github.com/octo/hello/issues/1',
  ])('is unchanged if it would cause no reference: %s', (address) => {
    expect(printContent(readDiscordMarkdown(address))).toBe(`<${address}>`)
  })
})

test.each(['https://', 'http://', 'www.', 'ftp://a', '@', '#', 'GH-'])(
  'the beginning of an address or a reference, %s, does not continue in the next piece',
  (text) => {
    const rest: readonly Inline[] = [
      { kind: 'code', text: ' ' },
      { kind: 'text', text: '¹12octocat' },
      { kind: 'code', text: '``@everyone' },
    ]
    for (const mark of ['', '**', '||']) {
      const printed = printContent([{ kind: 'text', text }, { kind: 'mark', text: mark }, ...rest])
      expect(effectsOf(printed), printed).toMatchObject({ mentions: [], references: [] })
    }
  },
)

test.each<[string, Inline]>([
  ['its text', { kind: 'link', url: 'https://quillon.example', content: [{ kind: 'code', text: 'a]: b' }] }],
  ['its address', { kind: 'link', url: 'https://github.com/octo/hello/issues/1]:b', content: [] }],
])('a link is not read as a definition, whatever %s is', (_, link) => {
  const printed = printContent([link])
  expect(effectsOf(printed), printed).toMatchObject({ others: [], links: [expect.stringContaining('https://')] })
})
