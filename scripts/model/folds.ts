/** Divides the authors into folds. A fold holds out the texts by its authors; all other texts are for training. */
export function foldsByAuthor<T extends { readonly author: string }>(
  texts: readonly T[],
  folds: number,
): readonly { readonly training: readonly T[]; readonly heldOut: readonly T[] }[] {
  const authors = [...new Set(texts.map(({ author }) => author))]
  const foldOf = ({ author }: T) => authors.indexOf(author) % folds
  return Array.from({ length: folds }, (_, fold) => ({
    training: texts.filter((text) => foldOf(text) !== fold),
    heldOut: texts.filter((text) => foldOf(text) === fold),
  }))
}
