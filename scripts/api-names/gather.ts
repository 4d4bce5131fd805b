import { execFileSync } from 'node:child_process'
import type { ApiSource } from './sources.ts'

/** The names that a repository declares, and how many of its files contain each word. */
export type Api = {
  readonly source: ApiSource
  readonly declared: ReadonlySet<string>
  /** The number of files in which each word occurs. */
  readonly fileCounts: ReadonlyMap<string, number>
  /** The number of pages of documentation and of examples in which each word occurs. */
  readonly pageCounts: ReadonlyMap<string, number>
}

const SOURCE_OR_PAGE = /\.(ts|tsx|py|go|java|kt|cs|swift|rs|rb|php|md|mdx)$/
const PAGE_OR_EXAMPLE = /\.mdx?$|example|sample/i
const IGNORED_PATH = /CHANGELOG|test|spec\.|fixture|node_modules/i
const WORD = /[A-Za-z_]\w{5,}/g
const MAX_OUTPUT_BYTES = 1_000_000_000

/** Reads a clone, which may be bare, with git. */
export function readApi(clone: string, source: ApiSource): Api {
  const declared = new Set<string>()
  const fileCounts = new Map<string, number>()
  const pageCounts = new Map<string, number>()
  for (const revision of ['HEAD', ...(source.olderTags ?? [])]) {
    const revisionFileCounts = new Map<string, number>()
    const revisionPageCounts = new Map<string, number>()
    for (const [path, text] of filesOf(clone, revision)) {
      countWords(text, PAGE_OR_EXAMPLE.test(path) ? [revisionFileCounts, revisionPageCounts] : [revisionFileCounts])
      for (const name of declarationsIn(source, path, text)) declared.add(name)
    }
    keepHigher(fileCounts, revisionFileCounts)
    keepHigher(pageCounts, revisionPageCounts)
  }
  return { source, declared, fileCounts, pageCounts: pageCounts }
}

/** Keeps the higher count of each word, so that a repository with two versions does not count twice. */
function keepHigher(counts: Map<string, number>, others: ReadonlyMap<string, number>): void {
  for (const [word, number] of others) counts.set(word, Math.max(number, counts.get(word) ?? 0))
}

function countWords(text: string, counts: readonly Map<string, number>[]): void {
  for (const word of new Set(text.match(WORD))) for (const map of counts) map.set(word, (map.get(word) ?? 0) + 1)
}

function declarationsIn({ files, declarations }: ApiSource, path: string, text: string): readonly string[] {
  if (!files.test(path) || PAGE_OR_EXAMPLE.test(path)) return []
  return declarations.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name))
}

function filesOf(clone: string, revision: string): readonly (readonly [path: string, text: string])[] {
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', ['-C', clone, ...args], {
      maxBuffer: MAX_OUTPUT_BYTES,
      ...(input === undefined ? {} : { input }),
    })
  const paths = git(['ls-tree', '-r', '-z', '--name-only', revision])
    .toString('utf8')
    .split('\0')
    .filter((path) => SOURCE_OR_PAGE.test(path) && !IGNORED_PATH.test(path) && !/\s/.test(path))
  const output = git(['cat-file', '--batch'], paths.map((path) => `${revision}:${path}\n`).join(''))
  const texts: (readonly [string, string])[] = []
  let offset = 0
  for (const path of paths) {
    const end = output.indexOf('\n', offset)
    const [, type, size] = output.toString('utf8', offset, end).split(' ')
    offset = end + 1
    // A partial clone may lack a file.
    if (type !== 'blob') continue
    texts.push([path, output.toString('utf8', offset, offset + Number(size))])
    offset += Number(size) + 1
  }
  return texts
}

const MAX_NAMES = 200
/** A name in no page or example has to occur in at least this many files. Users may still see it in stack traces and editors. */
const MIN_FILES_IF_ON_NO_PAGE = 3
/** A name belongs to a repository if that repository has at least this share of the files that contain the name. */
const MIN_OWN_SHARE = 0.8
/** A name of two or three ordinary words has to occur in at least this many pages and examples. */
const MIN_PAGES_FOR_ORDINARY_NAME = 30
const DOMAIN_WORD =
  /mcp|sse|stdio|streamable|tool|prompt|resource|elicit|sampl|root|session|transport|client|server|oauth|jsonrpc|notif|inspect|conformance|scenario|bundle|manifest/i
const ORDINARY_WORDS = new Set(
  `add agent app apply async auth authorization base bearer bus cache call check client code config context create data default
  elicit enable error event exception factory fetch form get handle handler http id info input interface list logger logging
  manager map message meta metadata method middleware name new node notification notify oauth on option options page params
  parameters parse policy prompt prompts protocol provider read register registry request requests resource resources response
  result role roots run sampling schema scope send server service session set settings setup show state storage store stream
  subscribe tasks template text token tool tools transport type uri url user utils validate validator value version view with`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/**
 * Returns the names that belong to this repository, at most `MAX_NAMES`: those that occur in the most pages and examples, and in a
 * tie those that occur in the most files.
 */
export function ownNames(api: Api, all: readonly Api[]): readonly string[] {
  // A repository that uses other APIs contains their names, so it does not count against a repository that uses no other API.
  const others = all.filter(
    (other) => other !== api && (api.source.usesOtherApis === true || other.source.usesOtherApis !== true),
  )
  return [...api.declared]
    .filter((name) => isDistinctive(api, name) && isSeenByUsers(api, name) && isOwn(api, others, name))
    .sort(
      (a, b) =>
        count(api.pageCounts, b) - count(api.pageCounts, a) ||
        count(api.fileCounts, b) - count(api.fileCounts, a) ||
        (a < b ? -1 : 1),
    )
    .slice(0, MAX_NAMES)
    .sort()
}

function isDistinctive({ source }: Api, name: string): boolean {
  const isLongCompound = name.length >= 8 && partsOf(name).length >= 2
  return isLongCompound && (source.declaresTools === true || DOMAIN_WORD.test(name)) && !/test|example|^_/i.test(name)
}

function isSeenByUsers({ source, fileCounts, pageCounts }: Api, name: string): boolean {
  const isOrdinary = partsOf(name).every((part) => ORDINARY_WORDS.has(part)) && partsOf(name).length <= 3
  // A name such as `list_tools` is the same in Python, Rust and Ruby.
  if (isOrdinary) return !name.includes('_') && count(pageCounts, name) >= MIN_PAGES_FOR_ORDINARY_NAME
  const isUsed = count(pageCounts, name) >= 1 || count(fileCounts, name) >= MIN_FILES_IF_ON_NO_PAGE
  return source.declaresTools === true || isUsed
}

function isOwn({ fileCounts }: Api, others: readonly Api[], name: string): boolean {
  const filesHere = count(fileCounts, name)
  const filesElsewhere = others.reduce((sum, other) => sum + count(other.fileCounts, name), 0)
  return filesHere / (filesHere + filesElsewhere) >= MIN_OWN_SHARE
}

function partsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((part) => part.toLowerCase())
}

function count(counts: ReadonlyMap<string, number>, name: string): number {
  return counts.get(name) ?? 0
}
