import { hash } from './model.ts'

/** The start of the hash of most kinds of feature, so that a word and a piece with the same letters are different features. */
export const SEEDS = {
  word: hash('w '),
  next: hash('n '),
  afterNext: hash('s '),
  first: hash('f '),
  last: hash('l '),
  piece: hash('c '),
  concept: hash('k '),
  translation: hash('m '),
}

/** How much each kind of feature counts, in twentieths of a plain word: sums of integers are exact in any order. */
export const COUNTS = {
  word: 20,
  next: 16,
  afterNext: 8,
  first: 20,
  last: 14,
  piece: 7,
  concept: 14,
  concepts: 10,
  translation: 30,
  ofTranslation: 15,
  signal: 40,
  naming: 40,
  shape: 20,
}
