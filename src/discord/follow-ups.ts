/** The path for a further part of a conversation that is too long for one post. `first` is the path of part 1. */
export function followUpPath(first: string, part: number): string {
  return first.replace(/(?:\.md)?$/, `-part-${part}.md`)
}

const PART_ENDING = /-part-([1-9]\d{0,3})\.md$/

/** Splits a name such as `d-part-2.md` into the name of part 1, `d.md`, and the number. null: it is not the name of a further part. */
export function parseFollowUpName(name: string): { readonly first: string; readonly part: number } | null {
  const [ending, part] = PART_ENDING.exec(name) ?? []
  return ending === undefined || Number(part) < 2
    ? null
    : { first: `${name.slice(0, -ending.length)}.md`, part: Number(part) }
}

/** The line with which a further part begins. */
export function followUpLine(part: number, total: number): string {
  return `_Part ${part} of ${total} of a conversation on Discord. Part 1 has its summary._`
}

/** Whether a text is the further part with this number, even if a person has edited it. */
export function isFollowUp(body: string, part: number): boolean {
  return body.trimStart().startsWith(`_Part ${part} of `) && body.includes(' of a conversation on Discord.')
}
