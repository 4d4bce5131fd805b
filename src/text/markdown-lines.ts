/** A line of a Markdown text as it stands, and what is read as prose in it, without comments and without what code says. */
export type Line = {
  readonly text: string
  readonly prose: string
  readonly isCode: boolean
  readonly beginsComment: boolean
}

export type Heading = { readonly level: number; readonly text: string }

const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/
const INLINE_CODE = /`+[^`]+`+/g
const HEADING = /^(#{1,6}) +(\S.*)$/

/** Stands for a piece of code in a sentence. */
const SOME_CODE = ' code '

export function linesOf(body: string): readonly Line[] {
  return MAY_HIDE.test(body) ? readLines(body) : body.split('\n').map(plainLine)
}

/** Without one of these, every line is prose as it stands. */
const MAY_HIDE = /`|~~~|<!--/

function plainLine(text: string): Line {
  return { text, prose: text.trimEnd(), isCode: false, beginsComment: false }
}

function readLines(body: string): readonly Line[] {
  let fence: string | null = null
  let inComment = false
  return body.split('\n').map((text) => {
    if (fence !== null) {
      if (closes(text, fence)) fence = null
      return codeLine(text)
    }
    if (!inComment) fence = FENCE.exec(text)?.[1] ?? null
    if (fence !== null) return codeLine(text)
    const { isOpen, ...read } = withoutComments(
      inComment || !text.includes('`') ? text : text.replaceAll(INLINE_CODE, SOME_CODE),
      inComment,
    )
    inComment = isOpen
    return { text, prose: read.prose, isCode: false, beginsComment: read.beginsComment }
  })
}

export function headingOf({ prose, text }: Line): Heading | null {
  const heading = prose.startsWith('#') && HEADING.test(prose) ? HEADING.exec(text.trimEnd()) : null
  return heading === null ? null : { level: (heading[1] ?? '').length, text: heading[2] ?? '' }
}

function codeLine(text: string): Line {
  return { text, prose: '', isCode: true, beginsComment: false }
}

function closes(line: string, fence: string): boolean {
  const mark = line.trim()
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length)
}

function withoutComments(
  line: string,
  isOpen: boolean,
): Pick<Line, 'prose' | 'beginsComment'> & { readonly isOpen: boolean } {
  let prose = ''
  let open = isOpen
  let beginsComment = false
  for (let at = 0; at < line.length; ) {
    const mark = open ? '-->' : '<!--'
    const next = line.indexOf(mark, at)
    if (!open) prose += line.slice(at, next < 0 ? undefined : next)
    if (next < 0) break
    beginsComment ||= !open
    at = next + mark.length
    open = !open
  }
  return { prose: prose.trimEnd(), beginsComment, isOpen: open }
}
