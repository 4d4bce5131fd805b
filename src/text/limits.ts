/** GitHub refuses titles and bodies that are longer. */
export const MAX_TITLE_LENGTH = 256
export const MAX_BODY_LENGTH = 65_536

/** Counts characters as GitHub does for titles: one outside of the basic plane is one, not two. */
export function countCharacters(text: string): number {
  return /[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length
}
