const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/

type Fence = { readonly marks: string; readonly info: string }

/** A code block whose fence is longer than any run of backticks in the text. */
export function fencedBlock(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return [fence + language, text, fence].join('\n')
}

/** The text in a code block, or null where a text is not one code block. */
export function textInFence(block: string): string | null {
  const lines = block.split('\n')
  const open = fenceIn(lines[0] ?? '')
  const close = fenceIn(lines.at(-1) ?? '')
  if (lines.length < 2 || open === null || close === null || !closes(close, open)) return null
  return lines.slice(1, -1).join('\n')
}

/** For each line whether it belongs to a code block. A fence that nothing closes reaches to the end. */
export function fencedLines(lines: readonly string[]): readonly boolean[] {
  let open: Fence | null = null
  return lines.map((line) => {
    const fence = fenceIn(line)
    if (open === null) {
      open = fence
      return fence !== null
    }
    if (fence !== null && closes(fence, open)) open = null
    return true
  })
}

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenceIn(line: string): Fence | null {
  const [, marks, info = ''] = FENCE.exec(line) ?? []
  if (marks === undefined || (marks.startsWith('`') && info.includes('`'))) return null
  return { marks, info: info.trim() }
}

function closes(fence: Fence, open: Fence): boolean {
  return fence.info === '' && fence.marks.startsWith(open.marks)
}
