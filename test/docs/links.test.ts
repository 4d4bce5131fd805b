import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PAGES } from './pages.ts'

describe('each relative link leads to an existing file, and each anchor to a heading', () => {
  test.each([...PAGES])('%s', (path, text) => {
    expect(linksIn(text).filter((link) => !targetExists(path, link))).toEqual([])
  })

  test('a link to a missing file or heading is reported', () => {
    const links = linksIn('[a](docs/none.md) [b](#none) ![c](none.svg) [d](docs/bulk.md#an-example) `[e](f.md)`')
    expect(links.filter((link) => !targetExists('README.md', link))).toEqual(['docs/none.md', '#none', 'none.svg'])
  })
})

describe('each path and each script that a page names exists', () => {
  test.each([...PAGES])('%s', (_path, text) => {
    expect(pathsIn(text).filter((path) => !existsSync(path))).toEqual([])
    expect(scriptsIn(text).filter((script) => !SCRIPTS.includes(script))).toEqual([])
  })
})

const SCRIPTS = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)

/** Paths of this repository in backquotes. Except for `.md` files, a path with a wildcard or a capital letter is left out. */
function pathsIn(text: string): string[] {
  const paths = [...text.matchAll(/`((?:src|test|scripts|templates|docs|bin|\.config|\.ci)\/[^`\s]*)`/g)]
  return paths.map(([, path = '']) => path).filter((path) => !/[*{A-Z]/.test(path) || path.endsWith('.md'))
}

function scriptsIn(text: string): string[] {
  return [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script)
}

/** The targets of the links and pictures on a page, except for other sites. */
function linksIn(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return links.filter((target) => !/^[a-z]+:/.test(target))
}

function targetExists(from: string, link: string): boolean {
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
