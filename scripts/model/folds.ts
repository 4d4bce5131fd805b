const FOLDS = 5

/** For each fifth of the authors: their texts, and the texts of all the others. */
export function foldsByAuthor<T extends { readonly author: string }>(
  texts: readonly T[],
): readonly { readonly others: readonly T[]; readonly unseen: readonly T[] }[] {
  const authors = [...new Set(texts.map(({ author }) => author))]
  const foldOf = ({ author }: T) => authors.indexOf(author) % FOLDS
  return Array.from({ length: FOLDS }, (_, fold) => ({
    others: texts.filter((one) => foldOf(one) !== fold),
    unseen: texts.filter((one) => foldOf(one) === fold),
  }))
}
