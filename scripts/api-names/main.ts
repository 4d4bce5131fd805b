import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ownNames, readApi } from './gather.ts'
import { SOURCES } from './sources.ts'

const POLICY = 'src/policy/mcp.yaml'
const COMMENT =
  '# Names in the public API of one repository that the other repositories hardly ever use. `npm run api-names` gathers them; do not edit them by hand.'

/**
 * `npm run api-names -- --date YYYY-MM-DD FOLDER`: gathers the names of each public API from clones, `FOLDER/<repository>`, and
 * writes them to the end of the policy with the date on which the clones were made. A repository that has no clone keeps its
 * earlier names.
 */
function gatherNames(): void {
  const { values, positionals } = parseArgs({ options: { date: { type: 'string' } }, allowPositionals: true })
  const [folder] = positionals
  if (values.date === undefined || folder === undefined)
    throw new Error('usage: npm run api-names -- --date YYYY-MM-DD FOLDER')
  const cloned = SOURCES.filter(({ repo }) => existsSync(join(folder, repo)))
  const apis = cloned.map((source) => readApi(join(folder, source.repo), source))
  const text = readFileSync(POLICY, 'utf8')
  const start = text.indexOf(COMMENT)
  const before = start < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, start)
  const earlier = start < 0 ? '' : text.slice(start)
  const areas = SOURCES.map((source) => {
    const api = apis.find((candidate) => candidate.source === source)
    return api === undefined ? earlierEntry(earlier, source.area) : printEntry(source.area, ownNames(api, apis))
  })
  writeFileSync(POLICY, `${before}${COMMENT}\napiNames:\n  gathered: ${values.date}\n  areas:\n${areas.join('')}`)
  console.log(`${POLICY}: names of ${cloned.map(({ repo }) => repo).join(', ')}`)
}

const WIDTH = 120

/** Prints the entry of an area as the formatter does: on one line if that is short enough, otherwise one line for each name. */
function printEntry(area: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  const line = `    ${area}: [${names.join(', ')}]`
  if (line.length <= WIDTH) return `${line}\n`
  return `    ${area}:\n      [\n${names.map((name) => `        ${name},\n`).join('')}      ]\n`
}

function earlierEntry(earlier: string, area: string): string {
  const start = earlier.indexOf(`    ${area}:`)
  return start < 0 ? '' : earlier.slice(start, earlier.indexOf(']\n', start) + 2)
}

gatherNames()
