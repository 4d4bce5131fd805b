import { diffIndices } from 'node-diff3'
import { sectionLines } from '../../text/markdown-sections.ts'
import type { Policy } from '../schema.ts'
import type { Dependent } from '../source-refs.ts'
import { charterFolders, type Document, documentName, documentsOf, type FileLocation } from './documents.ts'
import type { PolicySources, SourceRequest } from './sources-api.ts'
import type { VerifiedSources } from './verified-sources.ts'

/** Computes a short hash of a line. The caller passes this function, because this folder must not import Node's `crypto`. */
export type HashLine = (line: string) => string

/**
 * `unrecorded`: the section exists, but the record has no lines of it. `missing`: the section does not exist, and the record has no
 * lines of it. `gone`: the record has lines of the section, but the section no longer exists.
 */
export type SectionState = 'unchanged' | 'changed' | 'gone' | 'unrecorded' | 'missing'

/** Adjacent lines that were changed. We know the text of the added lines, but only the number of the removed lines. */
export type Hunk = { readonly removed: number; readonly added: readonly string[] }

export type CheckedSection = Pick<FileLocation, 'repo' | 'path'> & {
  /** The address of the page, with the section, if any. */
  readonly source: string
  readonly section: string | null
  readonly state: SectionState
  readonly diff: readonly Hunk[]
  readonly dependents: readonly Dependent[]
  /** The page on GitHub with all versions of the file. People can find removed lines there. */
  readonly history: string
}

export function checkSections(
  policy: Policy,
  verified: VerifiedSources,
  sources: PolicySources,
  hashLine: HashLine,
): readonly CheckedSection[] {
  return documentsOf(policy).flatMap((document) =>
    document.sections.map(({ url, section, dependents }) => {
      const recorded = verified.documents[document.name]?.[section ?? ''] ?? null
      const lines = linesIn(sources, document, section)
      const { repo, branch, path } = document
      return {
        source: url,
        repo,
        path,
        section,
        ...compareLines(recorded === null ? null : hashesIn(recorded), lines, hashLine),
        dependents,
        history: `https://github.com/${repo}/commits/${branch ?? 'HEAD'}/${path}`,
      }
    }),
  )
}

function linesIn({ objects }: PolicySources, { name }: Document, section: string | null): readonly string[] | null {
  const object = objects.get(name) ?? null
  return object !== null && 'text' in object ? sectionLines(object.text, section) : null
}

function compareLines(
  recordedHashes: readonly string[] | null,
  lines: readonly string[] | null,
  hashLine: HashLine,
): Pick<CheckedSection, 'state' | 'diff'> {
  if (recordedHashes === null) return { state: lines === null ? 'missing' : 'unrecorded', diff: [] }
  if (lines === null) return { state: 'gone', diff: [] }
  const diff = hunksOf(recordedHashes, lines, hashLine)
  return { state: diff.length === 0 ? 'unchanged' : 'changed', diff }
}

/** Above this number of lines, we do not compare line by line, because the time grows with the square of the number of lines. */
const MAX_LINES = 3_000

function hunksOf(recordedHashes: readonly string[], lines: readonly string[], hashLine: HashLine): readonly Hunk[] {
  const hashes = lines.map(hashLine)
  if (hashes.join() === recordedHashes.join()) return []
  if (Math.max(hashes.length, recordedHashes.length) > MAX_LINES)
    return [{ removed: recordedHashes.length, added: lines }]
  return diffIndices([...recordedHashes], hashes).map(({ buffer1, buffer2: [from, length] }) => ({
    removed: buffer1[1],
    added: lines.slice(from, from + length),
  }))
}

function hashesIn(recorded: string): readonly string[] {
  return recorded.split(' ').filter((hash) => hash !== '')
}

/**
 * Records what GitHub has today. A section that does not exist becomes null, so that the next check reports it as `missing`, not
 * as `gone` again.
 * @param reportedNames the new names that this check or an earlier one has reported
 */
export function renewVerifiedSources(
  policy: Policy,
  sources: PolicySources,
  reportedNames: readonly string[],
  hashLine: HashLine,
): VerifiedSources {
  const documents = documentsOf(policy).map((document) => {
    const sections = document.sections.map(({ section }) => {
      const lines = linesIn(sources, document, section)
      return [section ?? '', lines === null ? null : lines.map(hashLine).join(' ')] as const
    })
    return [document.name, Object.fromEntries(sections)] as const
  })
  return { documents: Object.fromEntries(documents), known: [...new Set(reportedNames)] }
}

/** Lists what to read from GitHub: each repository of the policy, each cited file, and each folder with charters. */
export function requestsOf(policy: Policy): readonly SourceRequest[] {
  const locations = [...documentsOf(policy), ...charterFolders(policy)]
  const repos = [...Object.values(policy.repositories), ...locations].map(({ repo }) => repo)
  return [...new Set(repos)].map((repo) => ({
    repo,
    objects: locations
      .filter((location) => location.repo === repo)
      .map((location) => ({
        name: documentName(location),
        expression: `${location.branch ?? 'HEAD'}:${location.path}`,
      })),
  }))
}
