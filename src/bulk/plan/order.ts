import { excerpt } from '../../text/quote.ts'
import { nearestOf } from '../rows/columns.ts'
import { invalid, type Parsed, positionText } from '../rows/row.ts'
import type { PlannedRow } from './planned-row.ts'

/**
 * Puts every parent before its children. Only rows that come before their parent in the file are held back. At the end, each
 * row whose parent never came, or is its own descendant, becomes a problem.
 */
export class ParentsFirst {
  readonly #known = new Set<string>()
  readonly #held = new Map<string, PlannedRow[]>()

  end(): Iterable<Parsed<PlannedRow>> {
    return reportOrphans([...this.#held.values()].flat(), this.#known)
  }

  *take(read: Parsed<PlannedRow>): Generator<Parsed<PlannedRow>> {
    const parent = read.ok ? read.value.parentKey : null
    if (read.ok && parent !== null && !this.#known.has(parent)) {
      const children = this.#held.get(parent)
      if (children === undefined) this.#held.set(parent, [read.value])
      else children.push(read.value)
      return
    }
    yield read
    const key = read.ok ? read.value.key : read.key
    if (key !== null) yield* release(key, this.#known, this.#held)
  }
}

/** Releases the children of this row, and theirs, after the row itself. */
function* release(key: string, known: Set<string>, held: Map<string, PlannedRow[]>): Generator<Parsed<PlannedRow>> {
  const keys = [key]
  // The list grows while the loop runs.
  for (const next of keys) {
    known.add(next)
    const children = held.get(next) ?? []
    held.delete(next)
    for (const child of children) {
      yield { ok: true, value: child }
      keys.push(child.key)
    }
  }
}

/** Reports each chain of parents that leads nowhere once: fixing it fixes the rows below it too. */
function* reportOrphans(rows: readonly PlannedRow[], known: ReadonlySet<string>): Generator<Parsed<PlannedRow>> {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const choices = [...known].slice(0, MAX_CHOICES)
  const walked = new Set<string>()
  for (const row of rows) {
    const chain: PlannedRow[] = []
    let next: PlannedRow | undefined = row
    while (next !== undefined && !walked.has(next.key)) {
      walked.add(next.key)
      chain.push(next)
      next = byKey.get(next.parentKey ?? '')
    }
    const cycle = chain.slice(next === undefined ? chain.length : chain.indexOf(next))
    const last = chain.at(-1)
    if (next === undefined && last !== undefined) yield invalid(last.at, noParent(last.parentKey ?? '', choices))
    else if (next !== undefined && chain.includes(next)) yield invalid(next.at, inCycle(cycle))
  }
}

const MAX_CHOICES = 20

function noParent(parent: string, choices: readonly string[]): string {
  const nearest = choices.length === 0 ? '' : nearestOf(parent, choices)
  return `parent: no row has the key "${excerpt(parent)}", and it isn't an issue on GitHub${nearest}`
}

function inCycle(cycle: readonly PlannedRow[]): string {
  const keys = [...cycle, ...cycle.slice(0, 1)].map(({ key }) => excerpt(key))
  return `parent: the rows ${keys.join(' → ')} form a cycle; remove one of these parents`
}

/** Turns each row that has the key of an earlier one into a problem. */
export function rejectDuplicateKeys(): (read: Parsed<PlannedRow>) => Parsed<PlannedRow> {
  // The line of a row, or its number in a format without lines.
  const seen = new Map<string, number>()
  return (read) => {
    if (!read.ok) return read
    const { key, at } = read.value
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, at.line ?? at.row)
    return earlier === undefined
      ? read
      : { ok: false, problems: [{ at, message: duplicateKey(read.value, earlier) }], key }
  }
}

function duplicateKey({ key, at }: PlannedRow, earlier: number): string {
  const isSame = earlier === (at.line ?? at.row)
  const other = positionText(at.line === null ? { ...at, row: earlier } : { ...at, line: earlier, row: 0 })
  return `${isSame ? 'another combination of this row' : other} has the same key, "${excerpt(key)}": give it another key (with {{…}} of the matrix, if there is one), or another title if it has none`
}
