/** The path for a further part of a conversation that is too long for one post. `first` is the path of part 1. */
export function followUpPath(first: string, part: number): string {
  return first.replace(/(?:\.md)?$/, `-part-${part}.md`)
}

/** The line with which a further part begins. */
export function followUpLine(part: number, total: number): string {
  return `_Part ${part} of ${total} of a conversation on Discord. Part 1 has its summary._`
}

/** Whether a text is this further part of a conversation, with or without changes. */
export function isFollowUp(body: string, part: number): boolean {
  return body.trimStart().startsWith(`_Part ${part} of `) && body.includes(' of a conversation on Discord.')
}
