/** Divides the authors into folds. For each: the texts of its authors (held out), and those of all others (for training). */
export function foldsByAuthor<T extends { readonly author: string }>(
  texts: readonly T[],
  folds: number,
): readonly { readonly training: readonly T[]; readonly heldOut: readonly T[] }[] {
  const authors = [...new Set(texts.map(({ author }) => author))]
  const foldOf = ({ author }: T) => authors.indexOf(author) % folds
  return Array.from({ length: folds }, (_, fold) => ({
    training: texts.filter((one) => foldOf(one) !== fold),
    heldOut: texts.filter((one) => foldOf(one) === fold),
  }))
}
