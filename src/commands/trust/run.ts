import type { App } from '../../app.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../errors.ts'
import { LOCAL_NAMES, LOCAL_POLICY, readFoundPolicy, readFoundTemplates } from '../../storage/checkout.ts'
import { describe, readTrust, removeTrust, saveTrust } from '../../storage/trust.ts'
import { jsonDocument } from '../../terminal/json.ts'
import type { TrustOptions } from './command.ts'

/** `mcp-comms trust [PATH]`: records that the person has reviewed the policy or templates of a checkout and trusts them. */
export async function run(app: App, path: string | undefined, options: TrustOptions): Promise<ExitCode> {
  const { remove = false, list = false, json = false } = options
  if (!list) return decide(app, path, { remove, json })
  if (remove || path !== undefined)
    throw new UsageError('--list shows everything', { hint: 'leave out the path and --remove' })
  return listTrust(app, json)
}

type Decision = { readonly remove: boolean; readonly json: boolean }

async function decide(app: App, path: string | undefined, { remove, json }: Decision): Promise<ExitCode> {
  const places = path === undefined ? await findPlaces(app) : await placesIn(app, path)
  if (places.length === 0)
    throw new Failure('file', `${path ?? 'from here upward'}: there are no rules and no templates in .mcp-comms`, {
      hint: 'name the folder that has .mcp-comms',
    })
  const changed: string[] = []
  for (const place of places) {
    const isChanged = remove ? await forget(app, place) : await accept(app, place)
    if (isChanged) changed.push(await app.files.realPath(place.path))
  }
  const { out, err } = app.terminal
  if (json) out.write(jsonDocument({ [remove ? 'removed' : 'trusted']: changed }))
  else for (const path of changed) out.write(`${path}\n`)
  if (changed.length === 0) err.write('You had not decided about it.\n')
  return EXIT.done
}

/** A policy or a folder of templates. `path` ends with `name`. */
type Place = { readonly path: string; readonly name: string }

async function findPlaces({ files }: App): Promise<readonly Place[]> {
  const places: Place[] = []
  for (const name of LOCAL_NAMES) {
    const path = await files.findUpward(name)
    if (path !== null) places.push({ path, name })
  }
  return places
}

/** Returns the policy and the folders of templates that are at the given path or inside it. */
async function placesIn({ files }: App, pathArgument: string): Promise<readonly Place[]> {
  const path = (await files.realPath(pathArgument)).replaceAll('\\', '/').replace(/\/+$/, '')
  const index = `/${path}/`.lastIndexOf('/.mcp-comms/')
  const checkout = index < 0 ? `${path}/` : path.slice(0, index)
  const places: Place[] = []
  for (const name of LOCAL_NAMES) {
    const place = checkout === './' || checkout === '/' ? name : checkout + name
    const isIncluded = index < 0 || place === path || place.startsWith(`${path}/`)
    if (isIncluded && (await files.exists(place))) places.push({ path: place, name })
  }
  return places
}

async function accept(app: App, { path, name }: Place): Promise<boolean> {
  const { found, changes } =
    name === LOCAL_POLICY ? await readFoundPolicy(app, path) : await readFoundTemplates(app, path, name)
  app.terminal.err.write(`${describe(found, path, changes())}\n`)
  await saveTrust(app, found, true)
  return true
}

async function forget(app: App, { path }: Place): Promise<boolean> {
  return removeTrust(app, await app.files.realPath(path))
}

async function listTrust(app: App, asJson: boolean): Promise<ExitCode> {
  const entries = await readTrust(app)
  const { out, err } = app.terminal
  if (asJson) out.write(jsonDocument(entries.map(({ path, trusted, at }) => ({ path, trusted, at }))))
  else for (const { path, trusted } of entries) out.write(`${trusted ? 'trusted' : 'refused'}  ${path}\n`)
  if (entries.length === 0) err.write('You have not decided about any rules or templates yet.\n')
  return EXIT.done
}
