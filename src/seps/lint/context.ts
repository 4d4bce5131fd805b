import { parseSepFileName, type SepFileName } from '../file-name.ts'
import { type Link, linksOf } from '../links.ts'
import { type SepType, type Status, sepTypeIn, statusIn } from '../names.ts'
import { fieldOf } from '../preamble.ts'
import { type RequiredSections, requiredSections } from '../sections.ts'
import type { Sep } from '../sep.ts'
import type { Facts } from './facts.ts'

/** A SEP as the rules see it, with what several rules need. Missing values are null. */
export type Context = {
  readonly sep: Sep
  readonly facts: Facts
  readonly file: SepFileName | null
  readonly status: Status | null
  readonly type: SepType | null
  /** A valid date such as `2026-11-22`. */
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

/** Does it change what programs do? An unknown type counts as a change. */
export function isAboutProtocol({ type }: Context): boolean {
  return type !== 'Process' && type !== 'Informational'
}

/** Is it still being worked on? An unknown status counts as open. */
export function isOpen({ status }: Context): boolean {
  return status === null || status === 'draft' || status === 'in-review' || status === 'dormant'
}

/** A pull request or an issue, given as a URL, as `#123`, or with a `{NUMBER}` still to be filled in. */
export type Reference = {
  readonly form: 'url' | 'number' | 'placeholder'
  readonly number: number | null
  /** owner/name, if it is a URL. */
  readonly repo: string | null
}

const URL =
  /https:\/\/github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull|issues|discussions)\/(\{[^{}\s]{0,40}\}|\d{1,9})/
const NUMBER = /^(?:PR|Issue)?[ \t]*#?(\d{1,9})\b/i
const PLACEHOLDER = /\{([^{}\s]{0,40})\}/

/** Parses the value of PR or Issue. null: neither a URL nor a number. */
export function referenceIn(value: string): Reference | null {
  const [, repo = null, inUrl] = URL.exec(value) ?? []
  const written = inUrl ?? NUMBER.exec(value.replace(/^\[/, ''))?.[1] ?? PLACEHOLDER.exec(value)?.[0]
  if (written === undefined) return null
  const number = Number(written.replaceAll(/[{}]/g, '')) || null
  if (written.startsWith('{')) return { form: 'placeholder', number, repo }
  return { form: inUrl === undefined ? 'number' : 'url', number, repo }
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** A valid date in the form `2026-11-22`, or null. */
export function dateIn(text: string): string | null {
  const date = text.trim()
  if (!ISO_DATE.test(date)) return null
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null
}
