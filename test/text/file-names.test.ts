import { describe, expect, test } from 'vitest'
import { transliterate } from '../../src/text/file-names.ts'
import { sepFileName } from '../../src/text/sep-file-names.ts'

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
