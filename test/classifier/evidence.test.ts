import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asWritten, foldLetters } from '../../src/text/words.ts'
import { anyCharacter } from '../support/any-character.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp)
const quotedFrom = (text: string) => {
  const { evidence, repositories } = classify(text, {})
  return [...evidence.flatMap(({ words }) => words), ...repositories.flatMap(({ words }) => words)]
}

describe('the words that are quoted as a reason', () => {
  test.each([
    'Got root from a tool description?! long story. whom can i send the video',
    '[Bug] mcp Unrecognized field "tools"',
    'tokens.json, created by the cli login helper, 0644. shared university machine with 900 students. oh boy',
    'feat: clear buttons for request history and server notifications',
    'memory server, http wrapper. Ask for entity "__proto__" and afterwards every other admin flag is true lol',
    'Unser Gruppenleiter schreit in den Calls, letzte Woche hat eine Kollegin geweint. Muss vertraulich bleiben.',
    'A list:\n\n- the python sdk hangs\n\nThe second paragraph says that the session is lost',
  ])('do not run over the end of a sentence, a comma or a bracket: %j', (text) => {
    const quotations = quotedFrom(text)
    expect(quotations.length).toBeGreaterThan(0)
    for (const words of quotations) expect(words).not.toMatch(/[,;!?()[\]"\n]|[.:] /)
  })

  test.each([
    "registryType validation bug. It validates against the 2025-10-17 schema but mcp-publisher throws, it doesn't work",
    'registerTool no longer type-checks after updating to zod/v4',
    "I'm not a programmer, sorry; sometimes i see the client's private notes in my results",
    'mcp.server.fastmcp.FastMCP does not behave the same as fastmcp.FastMCP, C# and .NET do',
  ])('are whole words and names: %s', (text) => {
    const words = text.split(/[\s,;]+|\.(?= |$)/).filter((word) => word !== '')
    const quoted = quotedFrom(text).flatMap((phrase) => phrase.split(' '))
    // The name of a repository may be a part of a longer name.
    const names = ['mcp.server.fastmcp', '.NET']
    expect(quoted.filter((word) => !words.includes(word) && !names.includes(word))).toEqual([])
  })

  test('are whole words in a script without spaces, too', () => {
    const text = '会議で外見について何度もからかわれました。匿名で相談できますか。'
    expect(quotedFrom(text).filter((words) => words.startsWith('相談'))).not.toEqual([])
  })

  test('are spelled as the author wrote them, not in their folded form', () => {
    const text = 'Ｔｈｅ ｋｏｔｌｉｎ ｓｄｋ ｃｒａｓｈｅｓ ｗｉｔｈ ａ ＮｕｌｌＰｏｉｎｔｅｒＥｘｃｅｐｔｉｏｎ'
    const quotations = quotedFrom(text)
    expect(quotations).toContain('ｋｏｔｌｉｎ ｓｄｋ')
    for (const words of quotations) expect(text).toContain(words)
  })
})

test('the words as written are a part of the text, and fold to the folded words', () => {
  const letters = fc.oneof(
    anyCharacter,
    fc.constantFrom('ﬁ', '①', 'ｋ', 'é', 'e\u0301', 'ﷺ', '\u1100\u1161', '각', '\u0344', '😀', 'a', ' '),
  )
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), fc.array(letters, { maxLength: 12 }), (before, after) => {
      const text = `${before.join('')} kotlin ﬁle ${after.join('')}`
      const written = asWritten(text, foldLetters(text), 'kotlin file')
      expect(text).toContain(written)
      expect(foldLetters(written)).toBe('kotlin file')
    }),
  )
})
