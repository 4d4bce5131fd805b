import { isMap, isScalar } from 'yaml'
import { parseYaml } from '../../text/yaml.ts'
import type { Policy } from '../schema.ts'
import type { CheckedSection, SectionState } from './sections.ts'

type Range = { readonly from: number; readonly to: number }
type Edit = Range & { readonly text: string }

/**
 * In the text of a policy, sets `verified` to today, and also `seen` of each cited source whose cited sections all exist. If such
 * a source has changed, sets its `edition` to today as well, because we do not know on which day it changed.
 */
export function renewDates(
  text: string,
  { sources }: Pick<Policy, 'sources'>,
  sections: readonly CheckedSection[],
  today: string,
): string {
  const { document } = parseYaml(text)
  const nodeAt = (...path: readonly string[]) => document.getIn(path, true)
  const edits = [
    replaceDate(rangeOf(nodeAt('verified')), today),
    ...Object.entries(sources).flatMap(([key, { url }]) => {
      const states = sections.filter(({ source }) => withoutSection(source) === url).map(({ state }) => state)
      if (states.length === 0 || states.some(isAbsent)) return []
      const edition = rangeOf(nodeAt('sources', key, 'edition'))
      const seen = rangeOf(nodeAt('sources', key, 'seen'))
      return [
        states.includes('changed') ? replaceDate(edition, today) : null,
        seen === null
          ? insertSeen(edition, separatorIn(text, nodeAt('sources', key), edition), today)
          : replaceDate(seen, today),
      ]
    }),
  ]
  return applyEdits(
    text,
    edits.filter((edit) => edit !== null),
  )
}

function replaceDate(range: Range | null, date: string): Edit | null {
  return range === null ? null : { ...range, text: date }
}

function insertSeen(after: Range | null, separator: string, date: string): Edit | null {
  return after === null ? null : { from: after.to, to: after.to, text: `${separator}seen: ${date}` }
}

/** What separates two keys of a YAML mapping, which can be written on one line or on several. */
function separatorIn(text: string, map: unknown, value: Range | null): string {
  return isMap(map) && map.flow === true ? ', ' : `\n${indentAt(text, value?.from ?? 0)}`
}

function isAbsent(state: SectionState): boolean {
  return state === 'gone' || state === 'missing'
}

function withoutSection(source: string): string {
  return source.split('#')[0] ?? ''
}

function rangeOf(node: unknown): Range | null {
  return isScalar(node) && node.range ? { from: node.range[0], to: node.range[1] } : null
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset) + 1
  return /^ */.exec(text.slice(start))?.[0] ?? ''
}

/** Starts with the last edit, so that no edit shifts the position of another one. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.from - one.from || other.to - one.to)
    .reduce((edited, { from, to, text: replacement }) => edited.slice(0, from) + replacement + edited.slice(to), text)
}
