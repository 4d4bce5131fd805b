import { Parser } from 'htmlparser2'

export type Element = {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}

/** No real export nests deeper. Deeper content goes into the element at this depth, so that no file can exhaust the stack. */
const MAX_DEPTH = 60
/** Elements that contain no text of the conversation. */
const SKIPPED: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'head', 'noscript', 'template'])

type OpenElement = {
  readonly tag: string
  readonly attributes: Record<string, string>
  readonly children: (Element | string)[]
}

/** Parses HTML leniently, and runs none of it. */
export function parseHtml(html: string): Element {
  const root: OpenElement = { tag: '', attributes: {}, children: [] }
  const openElements = [root]
  let depth = 0
  let skippedDepth = 0
  const parser = new Parser({
    onopentag(tag, attributes) {
      depth++
      if (skippedDepth > 0 || SKIPPED.has(tag)) {
        skippedDepth++
        return
      }
      if (depth > MAX_DEPTH) return
      const element: OpenElement = { tag, attributes, children: [] }
      openElements.at(-1)?.children.push(element)
      openElements.push(element)
    },
    ontext(text) {
      if (skippedDepth === 0) openElements.at(-1)?.children.push(text)
    },
    onclosetag() {
      depth--
      if (skippedDepth > 0) skippedDepth--
      else if (depth < MAX_DEPTH && openElements.length > 1) openElements.pop()
    },
  })
  parser.end(html)
  return root
}

export function hasClass({ attributes }: Element, name: string): boolean {
  return ` ${attributes['class'] ?? ''} `.includes(` ${name} `)
}

/** The outermost elements below this one that have one of these classes, in the order of the page. */
export function* elementsWithClass(element: Element, ...classes: readonly string[]): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (classes.some((name) => hasClass(child, name))) yield child
    else yield* elementsWithClass(child, ...classes)
  }
}

export function firstWithClass(element: Element, ...classes: readonly string[]): Element | null {
  return elementsWithClass(element, ...classes).next().value ?? null
}

export function htmlText({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : htmlText(child))).join('')
}
