import fc from 'fast-check'

const SURROGATES = { first: 0xd800, count: 0x800 }
const LAST_CODE_POINT = 0x10_ffff

/**
 * Any Unicode code point except surrogates, assigned or not. It replaces fast-check's unit `binary`, which keeps a table of all
 * 1.1 million code points: building the table takes a second, and every garbage collection goes through it again.
 */
export const anyCharacter = fc.nat({ max: LAST_CODE_POINT - SURROGATES.count }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (value) => {
    const code = typeof value === 'string' ? value.codePointAt(0) : undefined
    if (code === undefined || String.fromCodePoint(code) !== value || /\p{Cs}/u.test(value))
      throw new Error('this is not one code point')
    return code < SURROGATES.first ? code : code - SURROGATES.count
  },
)
