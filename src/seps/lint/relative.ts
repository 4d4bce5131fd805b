import { type Link, linksOf } from '../links.ts'
import type { Sep } from '../sep.ts'

/** With a scheme, of this page, from the root of a site, or of another host. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|#|\/|\?|$)/i

/** The path to another file of the folder that a link names, without its section. null: it leads elsewhere. */
export function relativePath({ url }: Pick<Link, 'url'>): string | null {
  if (ELSEWHERE.test(url)) return null
  const [path = ''] = url.split(/[?#]/)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Every such path in a SEP, for somebody who can look whether the file is there. */
export function relativePaths(sep: Sep): readonly string[] {
  return [...new Set(linksOf(sep).map(relativePath))].filter((path) => path !== null)
}
