import { fieldOf } from '../fields.ts'
import { parseSepFileName, type SepFileName } from '../file-name.ts'
import { type Link, linksOf } from '../links.ts'
import { type SepType, type Status, sepTypeIn, statusIn } from '../names.ts'
import { type Reference, referenceIn } from '../reference.ts'
import type { Sep } from '../sep.ts'
import { dateIn } from './dates.ts'
import type { Facts } from './facts.ts'
import { type RequiredSections, requiredSections } from './required.ts'

/** A SEP as the rules see it: what several of them ask for is read once. What it does not say is null. */
export type Context = {
  readonly sep: Sep
  readonly facts: Facts
  readonly file: SepFileName | null
  readonly status: Status | null
  readonly type: SepType | null
  /** A real date, as `2026-11-22`. */
  readonly created: string | null
  readonly pullRequest: Reference | null
  readonly sections: RequiredSections
  readonly links: readonly Link[]
}

export function contextOf(sep: Sep, facts: Facts): Context {
  const value = (key: string) => fieldOf(sep, key)?.value ?? ''
  return {
    sep,
    facts,
    file: facts.fileName === null ? null : parseSepFileName(facts.fileName),
    status: statusIn(value('Status')),
    type: sepTypeIn(value('Type')),
    created: dateIn(value('Created')),
    pullRequest: referenceIn(value('PR')),
    sections: requiredSections(sep.sections),
    links: linksOf(sep),
  }
}

/** Kinds of SEP that change what programs do. A type that is not known is taken for one. */
export function isAboutProtocol({ type }: Context): boolean {
  return type !== 'Process' && type !== 'Informational'
}

/** Statuses in which a SEP is worked on; one that is not known is taken for one. */
export function isOpen({ status }: Context): boolean {
  return status === null || status === 'draft' || status === 'in-review' || status === 'dormant'
}
