import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitWords, translate } from '../../src/classifier/words.ts'

const translationsOf = (text: string) => translate(text, splitWords(text)).map(({ english }) => english)

describe('translations of foreign words', () => {
  test.each([
    ['Tippfehler im Beispiel', ['typo', 'example']],
    ['где находится документация?', ['where', 'documentation']],
    ['ログインなしで他人のファイルが読める', ['login', 'without', 'others', 'file', 'reads']],
    ['人家的密码被漏洞泄露了', ['password', 'vulnerability', 'leak']],
  ])('%s', (text, meanings) => {
    expect(translationsOf(text)).toEqual(meanings)
  })

  test('ignore accents and capitals', () => {
    expect(translationsOf('BEGRÜNDUNG')).toEqual(translationsOf('begrundung'))
  })

  test('an English text is not treated as another language', () => {
    expect(translationsOf('What is the fallout of this motivation for the example in the guide?')).toEqual([])
  })

  test('a word between spaces has a position, and a word within Chinese text has none', () => {
    const text = 'neuer Tippfehler 密码'
    expect(translate(text, splitWords(text))).toEqual([
      { english: 'typo', word: 1 },
      { english: 'password', word: -1 },
    ])
  })

  test('each meaning is returned once, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const found = translationsOf(text)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})
