/** The requested labels that a post does not have. GitHub silently drops labels if the author may not set them. */
export function droppedLabels(requested: readonly string[], applied: readonly string[]): readonly string[] {
  return requested.filter((name) => !applied.some((label) => isSameName(label, name)))
}

/** GitHub ignores case in the names of labels, milestones, categories and people. */
export function isSameName(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase()
}
