import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PAGES } from './pages.ts'

describe('each relative link leads to a file, and each anchor to a heading', () => {
  test.each([...PAGES])('%s', (path, text) => {
    expect(linksIn(text).filter((link) => !isThere(path, link))).toEqual([])
  })

  test('a link to a missing file or heading is noticed', () => {
    const links = linksIn('[a](docs/none.md) [b](#none) ![c](none.svg) [d](docs/bulk.md#an-example) `[e](f.md)`')
    expect(links.filter((link) => !isThere('README.md', link))).toEqual(['docs/none.md', '#none', 'none.svg'])
  })
})

/** Where the links and pictures of a page lead, except to other sites. */
function linksIn(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return links.filter((target) => !/^[a-z]+:/.test(target))
}

function isThere(from: string, link: string): boolean {
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? from : join(dirname(from), target)
  if (!existsSync(path)) return false
  if (anchor === undefined) return true
  return statSync(path).isFile() && anchorsOf(PAGES.get(path) ?? '').has(anchor)
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)]
  return new Set(headings.map(([, heading = '']) => anchorOf(heading)))
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}
