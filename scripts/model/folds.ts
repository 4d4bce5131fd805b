/** For each part of the authors: their texts, and the texts of all the others. */
export function foldsByAuthor<T extends { readonly author: string }>(
  texts: readonly T[],
  folds: number,
): readonly { readonly others: readonly T[]; readonly unseen: readonly T[] }[] {
  const authors = [...new Set(texts.map(({ author }) => author))]
  const foldOf = ({ author }: T) => authors.indexOf(author) % folds
  return Array.from({ length: folds }, (_, fold) => ({
    others: texts.filter((one) => foldOf(one) !== fold),
    unseen: texts.filter((one) => foldOf(one) === fold),
  }))
}
