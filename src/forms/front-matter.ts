/** A Markdown template taken apart. The YAML keeps its line numbers: a blank line stands for the opening `---`. */
export type FrontMatter = {
  readonly yaml: string
  readonly body: string
  /** Whether a second `---` ends the YAML. */
  readonly closed: boolean
}

/** @returns null where a text does not begin with `---`. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') return null
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
  const closed = end > 0
  const yaml = ['', ...lines.slice(1, closed ? end : undefined)].join('\n')
  return { yaml, body: closed ? lines.slice(end + 1).join('\n') : '', closed }
}
