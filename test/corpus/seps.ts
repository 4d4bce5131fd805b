import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { editSep, setField } from '../../src/seps/edit.ts'
import { TRANSITIONS } from '../../src/seps/life-cycle.ts'
import { maintainerOf, parseMaintainers } from '../../src/seps/maintainers.ts'
import { sepTypeIn, statusIn } from '../../src/seps/names.ts'
import { parseSep, printSep } from '../../src/seps/parse.ts'
import { fieldOf } from '../../src/seps/preamble.ts'
import { everySection } from '../../src/seps/sections.ts'
import type { Sep } from '../../src/seps/sep.ts'
import { parseSepFileName } from '../../src/text/file-names.ts'

/**
 * Reads, prints and edits the real SEPs, and compares them with what the site shows. Also checks the sources of the life cycle and
 * the list of maintainers. Prints counts, and returns the faults, one line each.
 */
export function checkSeps(folder: string): readonly string[] {
  const names = readdirSync(join(folder, 'seps')).toSorted()
  const seps = names.filter((name) => parseSepFileName(name) !== null)
  const counts = { seps: seps.length, fields: 0, sections: 0 }
  const faults = names.flatMap((name) => {
    const text = readFileSync(join(folder, 'seps', name), 'utf8')
    try {
      const sep = parseSep(text, name)
      counts.fields += sep.fields.length
      counts.sections += [...everySection(sep.sections)].length
      return [...roundTripFaults(sep, text), ...(seps.includes(name) ? metadataFaults(sep, text) : [])]
    } catch (error) {
      return [String(error)]
    }
  })
  console.log(['seps'.padEnd(16), ...Object.entries(counts).map(([name, number]) => `${name} ${number}`)].join('  '))
  return [...faults, ...sourceFaults(folder), ...maintainerFaults(folder)]
}

function roundTripFaults(sep: Sep, text: string): readonly string[] {
  const faults = printSep(sep) === text ? [] : [`${sep.file}: printing it does not give the text that was read`]
  const edited = editSep(sep, [setField(sep, 'Sponsor', '@somebody-else')])
  const changed = countChangedLines(text, edited)
  return changed === 1 || sep.fields.length === 0
    ? faults
    : [...faults, `${sep.file}: setting one field changes ${changed} lines`]
}

/** The number of lines of `after` that are not in `before`, or not in the same order. */
function countChangedLines(before: string, after: string): number {
  const lines = before.split('\n')
  let next = 0
  return after.split('\n').filter((line) => {
    const found = lines.indexOf(line, next)
    if (found >= 0) next = found + 1
    return found < 0
  }).length
}

/**
 * The fields that the site of the specification shows. The site takes the first line of the whole text that looks like the field,
 * so only the first line of a longer value counts.
 */
const SITE_FIELDS = ['Status', 'Type', 'Created', 'Accepted', 'Author(s)', 'Sponsor', 'PR'] as const

function metadataFaults(sep: Sep, text: string): readonly string[] {
  const { heading, file } = sep
  const name = parseSepFileName(file)
  const titleLine = text.split('\n').find((line) => /^#\s+SEP-\d+:\s/.test(line))
  const title = titleLine?.slice(titleLine.indexOf(':') + 1).trim()
  return [
    ...(heading.number === name?.number ? [] : [`${file}: its heading says ${heading.number}`]),
    ...(heading.title === title ? [] : [`${file}: the title is ${heading.title}, the site has ${title}`]),
    ...(statusIn(valueIn(sep, 'Status')) === null ? [`${file}: its status is not a known one`] : []),
    ...(sepTypeIn(valueIn(sep, 'Type')) === null ? [`${file}: its type is not a known one`] : []),
    ...SITE_FIELDS.flatMap((key) => {
      const site = siteValue(text, key)
      const field = sep.fields.find((candidate) => candidate.key === key && candidate.place === 'list')
      const parsed = field === undefined ? null : firstLine(sep.text.slice(field.valueRange.from, field.valueRange.to))
      return parsed === site ? [] : [`${file}: ${key} is ${parsed}, the site has ${site}`]
    }),
  ]
}

function siteValue(text: string, key: string): string | null {
  const start = `- **${key}**:`
  const line = text.split('\n').find((candidate) => candidate.trimStart().startsWith(start))
  return line === undefined ? null : line.trim().slice(start.length).trim()
}

function valueIn(sep: Sep, key: string): string {
  return fieldOf(sep, key)?.value ?? ''
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim()
}

/** Each section that the life cycle cites must exist. */
function sourceFaults(folder: string): readonly string[] {
  const sources = TRANSITIONS.map(({ source }) => source)
  return [...new Set(sources)].flatMap((source) => {
    const [page = '', section = ''] = source.split('#')
    const file = page.endsWith('.md') ? `seps/${page.split('/').at(-1)}` : 'community/sep-guidelines.mdx'
    const anchors = [...readFileSync(join(folder, file), 'utf8').matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9\s-]/g, '')
        .trim()
        .replaceAll(/\s+/g, '-'),
    )
    return anchors.includes(section) ? [] : [`${source}: ${file} has no such section`]
  })
}

/** The maintainers must be exactly the people with a profile below a heading without "Emeritus". */
function maintainerFaults(folder: string): readonly string[] {
  const text = readFileSync(join(folder, 'MAINTAINERS.md'), 'utf8')
  const people = parseMaintainers(text)
  const blocks = text.split(/^(?=#)/m)
  const listed = blocks.flatMap((block) =>
    /^#+.*emeritus/i.test(block) ? [] : [...block.matchAll(/github\.com\/([\w-]+)\)/g)].map(([, login = '']) => login),
  )
  const distinct = new Set(listed)
  return [
    ...[...distinct]
      .filter((login) => maintainerOf(people, login) === null)
      .map((login) => `${login} is missing from the maintainers`),
    ...(people.length === distinct.size ? [] : [`${people.length} maintainers, not ${distinct.size}`]),
  ]
}
