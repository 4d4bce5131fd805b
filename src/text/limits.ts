/** GitHub refuses longer titles and bodies. */
export const MAX_TITLE_LENGTH = 256
export const MAX_BODY_LENGTH = 65_536

/** Counts characters as GitHub does for titles: a surrogate pair counts once. */
export function countCharacters(text: string): number {
  return /[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length
}
