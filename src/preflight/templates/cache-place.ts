import type { App } from '../../app.ts'
import { endpointsOf } from '../../github/endpoints.ts'
import { parseRepoName } from '../../text/repo-name.ts'

export type CachePlace = { readonly objects: string; readonly repositories: string; readonly record: string }

/**
 * Where a repository's templates are kept; null: this machine has no place for it.
 * @throws Failure (validation) for what is no repository's name: nothing else becomes a part of a path.
 */
export function placeInCache({ env }: Pick<App, 'env'>, repo: string): CachePlace | null {
  const { owner, name } = parseRepoName(repo)
  const cache = cacheFolder(env)
  if (cache === null) return null
  const folder = `${cache}/mcp-comms/templates`
  const repositories = `${folder}/repositories`
  const file = `${encodeURIComponent(endpointsOf(env).host)}+${owner}+${name}.json`.toLowerCase()
  return { objects: `${folder}/objects`, repositories, record: `${repositories}/${file}` }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: a path that is not absolute does not count. */
function cacheFolder(env: App['env']): string | null {
  const home = env['HOME'] ?? ''
  const folders = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA'], home === '' ? '' : `${home}/.cache`]
  return folders.find((folder) => folder !== undefined && /^(?:\/|[A-Za-z]:[\\/])/.test(folder)) ?? null
}
