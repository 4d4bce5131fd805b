import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { editSep, setField } from '../../src/seps/edit.ts'
import { TRANSITIONS } from '../../src/seps/life-cycle.ts'
import { maintainerOf, parseMaintainers } from '../../src/seps/maintainers.ts'
import { parseSepFileName, sepTypeIn, statusIn } from '../../src/seps/names.ts'
import { parseSep, printSep } from '../../src/seps/parse.ts'
import { fieldOf } from '../../src/seps/preamble.ts'
import { everySection } from '../../src/seps/sections.ts'
import type { Sep } from '../../src/seps/sep.ts'
import { TIMERS } from '../../src/seps/waiting.ts'

/** Reads the real SEPs, and what belongs to them. Prints what there was, and returns what went wrong, a line each. */
export function checkSeps(folder: string): readonly string[] {
  const names = readdirSync(join(folder, 'seps')).toSorted()
  const seps = names.filter((name) => parseSepFileName(name) !== null)
  const count = { seps: seps.length, fields: 0, sections: 0 }
  const faults = names.flatMap((name) => {
    const text = readFileSync(join(folder, 'seps', name), 'utf8')
    try {
      const sep = parseSep(text, name)
      count.fields += sep.fields.length
      count.sections += [...everySection(sep.sections)].length
      return [...roundTripFaults(sep, text), ...(seps.includes(name) ? metadataFaults(sep, text) : [])]
    } catch (error) {
      return [String(error)]
    }
  })
  console.log(['seps'.padEnd(16), ...Object.entries(count).map(([what, number]) => `${what} ${number}`)].join('  '))
  return [...faults, ...sourceFaults(folder), ...maintainerFaults(folder)]
}

function roundTripFaults(sep: Sep, text: string): readonly string[] {
  const faults = printSep(sep) === text ? [] : [`${sep.file}: it is not printed back as it was`]
  const edited = editSep(sep, [setField(sep, 'Sponsor', '@somebody-else')])
  const changed = changedLines(text, edited)
  return changed === 1 || sep.fields.length === 0
    ? faults
    : [...faults, `${sep.file}: one field takes ${changed} lines`]
}

/** How many lines of the second text are not in the first one, in its order. */
function changedLines(before: string, after: string): number {
  const left = before.split('\n')
  let at = 0
  return after.split('\n').filter((line) => {
    const found = left.indexOf(line, at)
    if (found >= 0) at = found + 1
    return found < 0
  }).length
}

/**
 * What the site of the specification is made of: of the whole text, the first line that looks like a field. A value
 * that goes over several lines ends there with the first.
 */
const SITE_FIELDS = ['Status', 'Type', 'Created', 'Accepted', 'Author(s)', 'Sponsor', 'PR'] as const

function metadataFaults(sep: Sep, text: string): readonly string[] {
  const { heading, file } = sep
  const name = parseSepFileName(file)
  const shown = text.split('\n').find((line) => /^#\s+SEP-\d+:\s/.test(line))
  const title = shown?.slice(shown.indexOf(':') + 1).trim()
  return [
    ...(heading.number === name?.number ? [] : [`${file}: its heading says ${heading.number}`]),
    ...(heading.title === title ? [] : [`${file}: the title is ${heading.title}, the site has ${title}`]),
    ...(statusIn(valueIn(sep, 'Status')) === null ? [`${file}: the status is none`] : []),
    ...(sepTypeIn(valueIn(sep, 'Type')) === null ? [`${file}: the type is none`] : []),
    ...SITE_FIELDS.flatMap((key) => {
      const site = siteValue(text, key)
      const field = sep.fields.find((some) => some.key === key && some.place === 'list')
      const ours = field === undefined ? null : firstLine(sep.text.slice(field.valueRange.from, field.valueRange.to))
      return ours === site ? [] : [`${file}: ${key} is ${ours}, the site has ${site}`]
    }),
  ]
}

function siteValue(text: string, key: string): string | null {
  const start = `- **${key}**:`
  const line = text.split('\n').find((some) => some.trimStart().startsWith(start))
  return line === undefined ? null : line.trim().slice(start.length).trim()
}

function valueIn(sep: Sep, key: string): string {
  return fieldOf(sep, key)?.value ?? ''
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').trim()
}

/** Every section of a page that the life cycle names must be there. */
function sourceFaults(folder: string): readonly string[] {
  const sources = [...TRANSITIONS, ...Object.values(TIMERS)].map(({ source }) => source)
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

/** Who has a profile under a heading that is not about former maintainers, and nobody else. */
function maintainerFaults(folder: string): readonly string[] {
  const text = readFileSync(join(folder, 'MAINTAINERS.md'), 'utf8')
  const people = parseMaintainers(text)
  const blocks = text.split(/^(?=#)/m)
  const listed = blocks.flatMap((block) =>
    /^#+.*emeritus/i.test(block) ? [] : [...block.matchAll(/github\.com\/([\w-]+)\)/g)].map(([, login = '']) => login),
  )
  const distinct = new Set(listed)
  return [
    ...[...distinct].filter((login) => maintainerOf(people, login) === null).map((login) => `${login} is not found`),
    ...(people.length === distinct.size ? [] : [`${people.length} maintainers, not ${distinct.size}`]),
  ]
}
