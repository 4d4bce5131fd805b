import { readdirSync, readFileSync } from 'node:fs'

const documentation = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`)

/** The pages of the documentation, by their paths from the root of the repository. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...documentation].map((path) => [
    path,
    readFileSync(path, 'utf8'),
  ]),
)
