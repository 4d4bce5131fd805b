import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSepFileName, sepFileName, sepSlug, transliterate } from '../../src/text/file-names.ts'
import { anyCharacter } from '../support/any-character.ts'

describe('the file name for a title', () => {
  test.each([
    ['Иконки для инструментов', '0000-ikonki-dlya-instrumentov.md'],
    ['ツールのアイコン', '0000-tsurunoaikon.md'],
    ['工具图标', '0000-gong-ju-tu-biao.md'],
    ['도구 아이콘', '0000-do-gu-aikon.md'],
    ['أيقونات للأدوات', '0000-yqwnt-lldwt.md'],
    ['Εικονίδια εργαλείων', '0000-eikonidia-ergaleion.md'],
    ['आइकन', '0000-aikn.md'],
    ['Icons für Werkzeuge', '0000-icons-fur-werkzeuge.md'],
    ['Straße', '0000-strasse.md'],
    ['MCP のアイコン', '0000-mcp-noaikon.md'],
    ['Icons for tools', '0000-icons-for-tools.md'],
    ['Don’t ask twice', '0000-don-t-ask-twice.md'],
    ['???', '0000-untitled.md'],
  ])('%s: %s', async (title, name) => expect(sepFileName(null, await transliterate(title))).toBe(name))
})

test('only the beginning of a very long title is transliterated', async () => {
  expect((await transliterate('図'.repeat(1_000_000))).length).toBeLessThan(10_000)
})

describe('the file name of a SEP', () => {
  test.each([
    ['1234-my-title.md', { number: 1234, numberText: '1234', slug: 'my-title' }],
    ['0000-my-title.md', { number: null, numberText: '0000', slug: 'my-title' }],
    ['0414-My_Title.md', { number: 414, numberText: '0414', slug: 'My_Title' }],
    ['12--title-.md', { number: 12, numberText: '12', slug: '-title-' }],
  ])('%s is read', (name, wanted) => expect(parseSepFileName(name)).toEqual(wanted))

  test.each(['TEMPLATE.md', 'README.md', '1234.md', '1234-.md', '1234-a.txt', 'x1234-a.md', '1-a/b.md', '1-..\\a.md'])(
    '%s is not the name of a SEP',
    (name) => expect(parseSepFileName(name)).toBeNull(),
  )

  test.each([
    [1234, 'My Title', '1234-my-title.md'],
    [null, 'My Title', '0000-my-title.md'],
    [null, 'Tools `inputSchema` & Éclairs: 2.0', '0000-tools-inputschema-eclairs-2-0.md'],
    [7, '../../etc/passwd', '7-etc-passwd.md'],
    [7, '登录', '7-untitled.md'],
    [7, 'word '.repeat(40), `7-${'word-'.repeat(12)}.md`.replace('-.md', '.md')],
  ])('is created from %s and "%s"', (number, title, name) => expect(sepFileName(number, title)).toBe(name))

  test('is safe and short whatever the title, and can be read back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.option(fc.integer({ min: 1, max: 999_999 }), { nil: null }),
        (title, number) => {
          const name = sepFileName(number, title)
          expect(name).toMatch(/^\d{1,6}-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/)
          expect(name.length).toBeLessThanOrEqual(70)
          expect(parseSepFileName(name)).toMatchObject({ number, slug: sepSlug(title) })
          expect(sepSlug(sepSlug(title))).toBe(sepSlug(title))
        },
      ),
    )
  })
})
