import { basename, dirname, join } from 'node:path'
import type { App } from '../app.ts'
import { UsageError } from '../errors.ts'
import { changedLines, EVERY_LINE, type Facts } from '../seps/lint/facts.ts'
import { fixSep } from '../seps/lint/fix.ts'
import { type LintOptions, lint } from '../seps/lint/lint.ts'
import type { Finding } from '../seps/lint/rule.ts'
import { MAINTAINERS_FILE, type Maintainer, parseMaintainers } from '../seps/maintainers.ts'
import { parseSepLeniently, printSep, SEP_BYTE_LIMIT } from '../seps/parse.ts'
import { relativePaths } from '../seps/sections.ts'
import type { Sep } from '../seps/sep.ts'
import { replaceUnchanged } from '../storage/draft-file.ts'
import { parseSepFileName } from '../text/file-names.ts'

export type LintedFile = { readonly file: string; readonly findings: readonly Finding[]; readonly fixedCount: number }

/** The flags of `sep lint` that control the linter. */
export type LintSettings = {
  readonly severities: LintOptions['severities']
  readonly fix?: true
  readonly final?: true
  readonly changedSince?: string
  /** The folder of the other SEPs. */
  readonly seps?: string
  readonly maintainers?: string
}

/**
 * Returns a function that lints one file and, with `--fix`, fixes it. Reads the maintainers and the numbers of the SEPs once for all
 * files.
 */
export async function createSepLinter(
  app: App,
  options: LintSettings,
): Promise<(file: string, parsed?: Sep) => Promise<LintedFile>> {
  const { severities } = options
  const maintainers = await readMaintainers(app, options.maintainers)
  const sepNumbers = await readSepNumbers(app, options.seps)
  const { findMdxFaults } = await import('../seps/lint/mdx.ts')
  const today = app.clock.now().toISOString().slice(0, 10)
  const factsOf = async (sep: Sep, file: string): Promise<Facts> => ({
    fileName: file === '-' ? null : basename(file),
    today,
    maintainers,
    sepNumbers,
    existingPaths:
      file === '-'
        ? null
        : await findExistingPaths(app, sep, [dirname(file), ...(options.seps === undefined ? [] : [options.seps])]),
    findMdxFaults,
    ...(await changesSince(app, options.changedSince, file)),
    checksFinal: options.final === true,
  })
  return async (file, parsed) => {
    const sep = parsed ?? parseSepLeniently(await app.files.readText(file, SEP_BYTE_LIMIT), file)
    const facts = await factsOf(sep, file)
    if (options.fix !== true)
      return { file, findings: await withoutSecrets(lint(sep, facts, { severities }), sep), fixedCount: 0 }
    const result = fixSep(sep, facts, { severities })
    if (result.fixedCount === 0) return { file, findings: await withoutSecrets(result.findings, sep), fixedCount: 0 }
    await replaceUnchanged(app, { path: file, text: printSep(sep) }, printSep(result.sep))
    // The fixes moved the changed lines, so compare again.
    const findings =
      facts.changedLines === null ? result.findings : lint(result.sep, await factsOf(result.sep, file), { severities })
    return { file, findings: await withoutSecrets(findings, result.sep), fixedCount: result.fixedCount }
  }
}

/**
 * Hides the secrets of the SEP in what the findings quote. Leaves out a fix that would insert a secret, because --json and SARIF
 * print the fix, and a masked fix would be wrong.
 */
async function withoutSecrets(findings: readonly Finding[], { text }: Sep): Promise<readonly Finding[]> {
  if (findings.length === 0) return []
  const { maskOf } = await import('../checks/secrets/mask.ts')
  const mask = await maskOf(text)
  return findings.map(({ fix, ...finding }) => ({
    ...finding,
    message: mask(finding.message),
    ...(fix?.every((edit) => mask(edit.text) === edit.text) === true ? { fix } : {}),
  }))
}

/** The relative links in a SEP that lead to an existing file, from at least one of these folders. */
async function findExistingPaths(app: App, sep: Sep, folders: readonly string[]): Promise<ReadonlySet<string>> {
  const existingPaths = new Set<string>()
  for (const path of relativePaths(sep))
    for (const folder of folders) if (await app.files.exists(join(folder, path))) existingPaths.add(path)
  return existingPaths
}

const MAINTAINERS_BYTE_LIMIT = 1_000_000

/**
 * The maintainers in the given file, or in the nearest MAINTAINERS.md in this folder or above. null: no file is given, and there
 * is no MAINTAINERS.md, or it lists nobody.
 */
async function readMaintainers(app: App, givenPath: string | undefined): Promise<readonly Maintainer[] | null> {
  const file = givenPath ?? (await app.files.findUpward(MAINTAINERS_FILE))
  if (file === null) return null
  const people = parseMaintainers(await app.files.readText(file, MAINTAINERS_BYTE_LIMIT))
  if (people.length > 0) return people
  if (givenPath === undefined) return null
  throw new UsageError(`${givenPath}: no maintainers found`, {
    hint: 'expected a list like "- [Name](https://github.com/handle)"',
  })
}

/** The numbers of the SEPs in a folder; null without a folder. */
async function readSepNumbers(app: App, folder: string | undefined): Promise<ReadonlySet<number> | null> {
  if (folder === undefined) return null
  const numbers = (await app.files.list(folder)).map((name) => parseSepFileName(name)?.number ?? null)
  const knownNumbers = new Set(numbers.filter((number) => number !== null))
  if (knownNumbers.size > 0) return knownNumbers
  throw new UsageError(`${folder}: no SEPs found`, { hint: 'expected a folder with NUMBER-title.md files' })
}

/** What changed since a revision: the lines of a file, and the SEPs in its folder that are new. */
async function changesSince(
  app: App,
  revision: string | undefined,
  file: string,
): Promise<Pick<Facts, 'changedLines' | 'newSeps'>> {
  if (revision === undefined) return { changedLines: null, newSeps: null }
  if (file === '-') throw new UsageError('--changed-since needs a file, not standard input', { hint: 'name the file' })
  if (revision.startsWith('-'))
    throw new UsageError(`"${revision}" isn't a revision`, {
      hint: 'expected something like --changed-since origin/main',
    })
  const inFolder = ['-C', dirname(file)]
  const commit =
    (await app.git([...inFolder, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`]))?.trim() ?? ''
  if (commit === '')
    throw new UsageError(`git cannot compare ${file} with "${revision}"`, {
      hint: 'check that it is a revision of this repository',
    })
  // Compares the texts without `git diff`, which would run filters that the configuration of a checkout names.
  const oldText = await app.git([...inFolder, 'cat-file', 'blob', `${commit}:./${basename(file)}`])
  const listing = await app.git([...inFolder, 'ls-tree', '--name-only', '-z', commit, './'])
  return {
    changedLines: oldText === null ? EVERY_LINE : changedLines(oldText, await app.files.readText(file, SEP_BYTE_LIMIT)),
    newSeps: listing === null ? null : await newSeps(app, dirname(file), new Set(listing.split('\0'))),
  }
}

async function newSeps(app: App, folder: string, oldNames: ReadonlySet<string>): Promise<readonly string[]> {
  const names = await app.files.list(folder)
  return names.filter((name) => parseSepFileName(name) !== null && !oldNames.has(name)).toSorted()
}
