import { sep } from 'node:path'
import type { App } from '../../app.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../errors.ts'
import { LOCAL_NAMES, LOCAL_POLICY, readCheckoutPolicy, readCheckoutTemplates } from '../../storage/checkout.ts'
import { describeSettings, readTrust, removeTrust, saveTrust } from '../../storage/trust.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { notesView } from '../../terminal/terminal.ts'
import type { TrustOptions } from './command.ts'

export async function run(app: App, path: string | undefined, options: TrustOptions): Promise<ExitCode> {
  const { remove = false, list = false, json = false } = options
  // A script with an empty variable must not trust what is in the working directory.
  if (path === '') throw new UsageError('The path is empty', { hint: 'name a folder, or leave out the path' })
  if (!list) return changeTrust(app, path, { remove, json })
  if (remove || path !== undefined)
    throw new UsageError('--list shows everything', { hint: 'leave out the path and --remove' })
  return listTrust(app, json)
}

type ChangeOptions = { readonly remove: boolean; readonly json: boolean }

async function changeTrust(app: App, path: string | undefined, { remove, json }: ChangeOptions): Promise<ExitCode> {
  const changedPaths = remove ? await forgetSources(app, path) : await trustSources(app, path)
  const { out, err } = app.terminal
  if (json) out.write(jsonDocument({ [remove ? 'removed' : 'trusted']: changedPaths }))
  else for (const realPath of changedPaths) out.write(`${realPath}\n`)
  if (changedPaths.length === 0) err.write('There was no decision to remove.\n')
  return EXIT.done
}

/** Trusts the rules and templates at a path, and returns their paths. */
async function trustSources(app: App, path: string | undefined): Promise<readonly string[]> {
  const sources = path === undefined ? await findSources(app) : await sourcesIn(app, path, app.files.exists)
  const paths: string[] = []
  for (const source of sources) if (await trustSource(app, source)) paths.push(await app.files.realPath(source.path))
  if (paths.length === 0) throw nothingFoundFailure(path)
  return paths
}

/** Removes the decisions about the rules and templates at a path. Returns the paths of those for which there was a decision. */
async function forgetSources(app: App, path: string | undefined): Promise<readonly string[]> {
  const sources = await knownSources(app, path)
  if (sources.length === 0) throw nothingFoundFailure(path)
  const paths = await Promise.all(sources.map((source) => app.files.realPath(source.path)))
  const removedPaths: string[] = []
  for (const realPath of paths) if (await removeTrust(app, realPath)) removedPaths.push(realPath)
  return removedPaths
}

function nothingFoundFailure(path: string | undefined): Failure {
  return new Failure('file', `${path ?? 'here and in the parent folders'}: no .mcp-comms with rules or templates`, {
    hint: 'name the folder that has .mcp-comms',
  })
}

/** A policy or a folder of templates in a checkout. `path` ends with `name`. */
type LocalSource = { readonly path: string; readonly name: string }

/**
 * Returns the sources whose decision can be removed: those that exist, and those that were deleted after the person had decided about
 * them. Without a path, looks for deleted ones only if none exists.
 */
async function knownSources(app: App, path: string | undefined): Promise<readonly LocalSource[]> {
  const { files } = app
  const existingSources = path === undefined ? await findSources(app) : []
  if (existingSources.length > 0) return existingSources
  const decidedPaths = new Set((await readTrust(app)).map((entry) => entry.path))
  const isKnown = async (candidate: string) =>
    decidedPaths.has(await files.realPath(candidate)) || (await files.exists(candidate))
  return sourcesIn(app, path ?? '.', isKnown)
}

async function findSources({ files }: App): Promise<readonly LocalSource[]> {
  const sources: LocalSource[] = []
  for (const name of LOCAL_NAMES) {
    const path = await files.findUpward(name)
    if (path !== null) sources.push({ path, name })
  }
  return sources
}

/** Returns the policy and the folders of templates that are at the given path or inside it, and that `isWanted` accepts. */
async function sourcesIn(
  { files }: App,
  pathArgument: string,
  isWanted: (path: string) => Promise<boolean>,
): Promise<readonly LocalSource[]> {
  // Only Windows separates folders with a backslash; elsewhere it is a part of a name.
  const path = (await files.realPath(pathArgument)).replaceAll(sep, '/').replace(/\/+$/, '')
  const index = `/${path}/`.lastIndexOf('/.mcp-comms/')
  // The folder that contains `.mcp-comms`. It ends with a slash, or is empty.
  const checkout = index < 0 ? `${path}/` : path.slice(0, index)
  const sources: LocalSource[] = []
  for (const name of LOCAL_NAMES) {
    const candidate = checkout === './' ? name : checkout + name
    const isIncluded = index < 0 || candidate === path || candidate.startsWith(`${path}/`)
    if (isIncluded && (await isWanted(candidate))) sources.push({ path: candidate, name })
  }
  return sources
}

/** Saves the decision even if there is one already. @returns false for a folder without a template that can be read */
async function trustSource(app: App, { path, name }: LocalSource): Promise<boolean> {
  const { err } = app.terminal
  const found =
    name === LOCAL_POLICY ? await readCheckoutPolicy(app, path) : await readCheckoutTemplates(app, path, name)
  if ('notes' in found) err.write(notesView(found.notes))
  const { settings, changes } = found
  if (settings.content.length === 0) return false
  err.write(`${describeSettings(settings, path, changes())}\n`)
  await saveTrust(app, settings, { trusted: true })
  return true
}

async function listTrust(app: App, asJson: boolean): Promise<ExitCode> {
  const entries = await readTrust(app)
  const { out, err } = app.terminal
  if (asJson) out.write(jsonDocument(entries.map(({ path, trusted, at }) => ({ path, trusted, at }))))
  else for (const { path, trusted } of entries) out.write(`${trusted ? 'trusted' : 'refused'}  ${path}\n`)
  if (entries.length === 0) err.write('You have not decided about any rules or templates yet.\n')
  return EXIT.done
}
