import { expect, test } from 'vitest'
import { hasSimilarText, sentenceHashes } from '../../src/storage/sep-records.ts'

const shortSep = (topic: string) => `# SEP-0000: ${topic}

- **Status**: Draft

## Abstract

Servers describe their ${topic} to clients.

## Motivation

Users of a host do not see ${topic} today.

## Specification

A server MAY list its ${topic}.

## Backward Compatibility

This change is fully backward compatible.

## Security Implications

This SEP has no security implications.

## Reference Implementation

A reference implementation is in progress.

## Copyright

This document is placed in the public domain.
`
const areSimilar = (one: string, other: string) =>
  hasSimilarText({ sentences: sentenceHashes({ text: one }) }, sentenceHashes({ text: other }))

test('two short SEPs with the same headings and usual sentences are not copies', () => {
  expect(areSimilar(shortSep('icons'), shortSep('colors'))).toBe(false)
})

test('a SEP with another title and an edited sentence is a copy', () => {
  const copy = shortSep('icons').replace('SEP-0000: icons', 'SEP-0000: Pictures').replace('MAY', 'SHOULD')
  expect(areSimilar(shortSep('icons'), copy)).toBe(true)
})

test('what an open comment hides is not compared, however many comments are open', () => {
  expect(sentenceHashes({ text: `${'<!-- a sentence of a few words '.repeat(20_000)}\n` })).toBe('')
})
