/** Divides the authors into folds. A fold holds out the texts by its authors; all other texts are for training. */
export function foldsByAuthor<T extends { readonly author: string }>(
  texts: readonly T[],
  foldCount: number,
): readonly { readonly training: readonly T[]; readonly heldOut: readonly T[] }[] {
  const authors = [...new Set(texts.map(({ author }) => author))]
  const foldOf = ({ author }: T) => authors.indexOf(author) % foldCount
  return Array.from({ length: foldCount }, (_, fold) => ({
    training: texts.filter((text) => foldOf(text) !== fold),
    heldOut: texts.filter((text) => foldOf(text) === fold),
  }))
}
