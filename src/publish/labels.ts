/** The labels that a post should have and does not. GitHub silently drops them if the author may not set labels. */
export function droppedLabels(wanted: readonly string[], applied: readonly string[]): readonly string[] {
  return wanted.filter((name) => !applied.some((label) => isSameName(label, name)))
}

/** GitHub compares the names of labels, milestones, categories and people without case. */
export function isSameName(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase()
}
