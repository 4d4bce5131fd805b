import type { Definition, Heading, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type LineIndex, type Range, rangeOf, walkNodes } from '../text/markdown-tree.ts'
import type { Section, Sep } from './sep.ts'

/** The sections after the SEP's own heading, with their subsections. */
export function readSections(
  { children }: Root,
  headingEnd: number,
  text: string,
  positions: LineIndex,
): readonly Section[] {
  const start = children.findIndex((node) => rangeOf(node).from >= headingEnd)
  return start < 0 ? [] : sectionsIn(children.slice(start), text.length, positions)
}

/** All sections and subsections in the order of the text. */
export function* everySection(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section
    yield* everySection(section.sections)
  }
}

function sectionsIn(blocks: readonly RootContent[], end: number, positions: LineIndex): readonly Section[] {
  const sections: Section[] = []
  for (let index = 0; index < blocks.length; index++) {
    const heading = blocks[index]
    if (heading?.type !== 'heading') continue
    const nextIndex = indexOfNextHeading(blocks, index + 1, heading.depth)
    const nextHeading = blocks[nextIndex]
    const to = nextHeading === undefined ? end : positions.linesOf(rangeOf(nextHeading)).from
    sections.push(sectionOf(heading, blocks.slice(index + 1, nextIndex), to, positions))
    index = nextIndex - 1
  }
  return sections
}

function indexOfNextHeading(blocks: readonly RootContent[], from: number, depth: Heading['depth']): number {
  for (let index = from; index < blocks.length; index++) {
    const node = blocks[index]
    if (node?.type === 'heading' && node.depth <= depth) return index
  }
  return blocks.length
}

function sectionOf(heading: Heading, blocks: readonly RootContent[], to: number, positions: LineIndex): Section {
  const range = rangeOf(heading)
  const lines = positions.linesOf(range)
  return {
    level: heading.depth,
    title: plainText(heading).trim(),
    line: positions.at(range.from).line,
    lines,
    content: { from: lines.to, to },
    blocks,
    sections: sectionsIn(blocks, to, positions),
  }
}

/** The sections that every SEP needs, in the order of the template. */
export const REQUIRED_SECTIONS = [
  'Abstract',
  'Motivation',
  'Specification',
  'Rationale',
  'Backward Compatibility',
  'Security Implications',
  'Reference Implementation',
] as const
export type RequiredName = (typeof REQUIRED_SECTIONS)[number]

/** Other names that authors use. */
const OTHER_NAMES: Readonly<Record<RequiredName, RegExp>> = {
  Abstract: /^(?:summary|overview)$/,
  Motivation: /^motivations?$/,
  Specification: /^(?:specifications?|technical specification|specification changes?|proposed specification)$/,
  Rationale: /^(?:rationales?|design rationale|rationale and alternatives)$/,
  'Backward Compatibility': /^backwards?[- ]compatibility(?: considerations?)?$|^breaking changes?$|^compatibility$/,
  'Security Implications':
    /^security(?: implications?| considerations?)?$|^security and privacy(?: implications?| considerations?)?$/,
  'Reference Implementation': /^(?:(?:reference|prototype) implementations?|prototype|implementation)$/,
}

/** The required name of a section; null: it has none. */
export function requiredNameOf({ title }: Pick<Section, 'title'>): RequiredName | null {
  const plain = plainTitle(title).replace(/\s?:$/, '')
  return REQUIRED_SECTIONS.find((name) => name.toLowerCase() === plain || OTHER_NAMES[name].test(plain)) ?? null
}

/** Matches a number, a Roman numeral or a letter before a title: `8.`, `8)`, `VIII.`, `A.` */
const NUMBER_BEFORE = /^(?:[\d.]{1,6}[):]?|[IVX]{1,4}\.|[A-Z]\.)[ \t]+(?:[–—-][ \t]+)?/

/** A title in lower case, without a number before it, an anchor after it, and pictures around it: `🔒 8. Rationale ✅ {#why}`. */
export function plainTitle(title: string): string {
  return title
    .replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\u200D|[ \t]){1,20}/u, '')
    .replace(NUMBER_BEFORE, '')
    .replace(/[ \t]\{#[^{}]{0,60}\}$/, '')
    .replace(/(?:\p{Extended_Pictographic}|\uFE0F|\u200D|[ \t]){1,20}$/u, '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
}

/** The source text of a section's content. */
export function sectionText({ text }: Pick<Sep, 'text'>, { content }: Section): string {
  return text.slice(content.from, content.to)
}

export type RequiredSections = ReadonlyMap<RequiredName, Section>

/**
 * Finds the section for each required name: the first section with that name, on the highest level that has one. An overview or a
 * summary inside another section is not the abstract.
 */
export function requiredSections(sections: readonly Section[]): RequiredSections {
  const byName = new Map<RequiredName, Section>()
  let levelSections = sections
  while (levelSections.length > 0) {
    for (const section of levelSections) {
      const name = requiredNameOf(section)
      const isOverview = name === 'Abstract' && levelSections !== sections && !/\babstract\b/i.test(section.title)
      if (name !== null && !isOverview && !byName.has(name)) byName.set(name, section)
    }
    levelSections = levelSections.flatMap((section) => section.sections)
  }
  return byName
}

export type Link = { readonly url: string; readonly range: Range }

/** The links of a SEP: `[text](url)`, `[text][id]`, images, bare URLs and links in footnotes. */
export function linksOf({ tree }: Sep): readonly Link[] {
  const definitions = definitionsOf(tree)
  return [...walkNodes(tree)].flatMap((node) => {
    if (node.type === 'link' || node.type === 'image') return [{ url: node.url, range: rangeOf(node) }]
    if (node.type === 'definition') return linksInFootnote(node)
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return []
    const url = isFootnote(node) ? undefined : definitions.get(node.identifier)
    return url === undefined || !isAddress(url) ? [] : [{ url, range: rangeOf(node) }]
  })
}

/** The parser reads the footnote `[^1]: [text](url)` as the definition of a link, so we look for the link inside it. */
function linksInFootnote(node: Definition): readonly Link[] {
  const url = isFootnote(node) ? /https?:\/\/[^\s()<>]+/.exec(node.url)?.[0] : undefined
  return url === undefined ? [] : [{ url, range: rangeOf(node) }]
}

export function isFootnote({ identifier }: { readonly identifier: string }): boolean {
  return identifier.startsWith('^')
}

/**
 * Whether the author meant this as an address. In `[SEP-1234]: Extensions`, the parser takes a word for an address. A real
 * address contains a character such as `/` or `#`, or is a file name with an extension.
 */
export function isAddress(url: string): boolean {
  return /[:/#?]/.test(url) || (/\.[a-z]\w{0,9}$/i.test(url) && !/\s/.test(url))
}

/** The first definition of a name counts. */
function definitionsOf(tree: Root): ReadonlyMap<string, string> {
  const definitions = [...walkNodes(tree)].filter((node): node is Definition => node.type === 'definition')
  return new Map(definitions.toReversed().map(({ identifier, url }) => [identifier, url]))
}

/** Matches an address with a scheme, on the same page, at the root of a site, or on another host. */
const NOT_RELATIVE = /^(?:[a-z][a-z0-9+.-]*:|#|\/|\?|$)/i

/** The relative path in a link, without query and fragment. null: the link has none. */
export function relativePath({ url }: Pick<Link, 'url'>): string | null {
  if (NOT_RELATIVE.test(url)) return null
  const [path = ''] = url.split(/[?#]/)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export function relativePaths(sep: Sep): readonly string[] {
  return [...new Set(linksOf(sep).map(relativePath))].filter((path) => path !== null)
}

/** A line that its author meant as a heading. */
export type HeadingLikeLine = {
  readonly title: string
  readonly range: Range
  readonly because: string
  /** Whether a heading may replace the range as it is. */
  readonly canReplace: boolean
}

/** `**Title**`, `__Title__:` or `**Title:**`, alone on its line. */
const BOLD = /^ {0,3}(\*\*|__)([^*_\r\n]{1,100}?):?\1[ \t]*:?[ \t]*$/
/** `##Title` and `#Title`, also with a no-break space, which many keyboards type after #. */
const WITHOUT_SPACE = /^ {0,3}#{1,6}([\u00A0\u202F\u3000]?)([^#\s][^\r\n]{0,100})$/
/** A text processor writes `**3\\. Specification**`. */
const ESCAPE = /\\(?=[.)])/g
const HTML_HEADING = /<h[1-6]>([^<]{1,100})<\/h[1-6]>/gi

/** Lines that look like headings, and that neither Markdown nor the site reads as headings. */
export function headingLikeLines(sep: Sep): readonly HeadingLikeLine[] {
  return [...headingLikeParagraphs(sep), ...headingLikeHtml(sep)]
}

/** Only the first line of a paragraph counts. A bold line in the middle of one may be a part of a sentence. */
function headingLikeParagraphs({ tree, text }: Sep): readonly HeadingLikeLine[] {
  return tree.children.flatMap((node) => {
    if (node.type !== 'paragraph') return []
    const { from, to } = rangeOf(node)
    const [line = ''] = text.slice(from, to).split(/\r\n|\n|\r/, 1)
    const range = { from, to: from + line.length }
    const [, , bold] = BOLD.exec(line) ?? []
    if (bold !== undefined)
      return [{ title: bold.replaceAll(ESCAPE, ''), range, because: 'bold text is only a paragraph', canReplace: true }]
    const [, space = '', title] = WITHOUT_SPACE.exec(line) ?? []
    const because = space === '' ? 'there is no space after #' : 'the space after # is not an ordinary one'
    return title === undefined ? [] : [{ title, range, because, canReplace: true }]
  })
}

function headingLikeHtml({ tree }: Sep): readonly HeadingLikeLine[] {
  return [...walkNodes(tree)].flatMap((node) => {
    if (node.type !== 'html') return []
    const { from } = rangeOf(node)
    return [...node.value.matchAll(HTML_HEADING)].map(({ index, 0: whole, 1: title = '' }) => ({
      title: title.trim(),
      range: { from: from + index, to: from + index + whole.length },
      because: 'the site does not read HTML as headings',
      canReplace: false,
    }))
  })
}
