import type { Policy } from '../policy/schema.ts'
import { isSameRepo } from '../text/github-names.ts'
import type { Dependency } from './manifests.ts'
import type { FolderArea } from './placement.ts'

/** Returns the areas whose packages a manifest depends on, with a sentence like "your pyproject.toml depends on mcp 1.12". */
export function areasOfDependencies(
  { areas }: Policy,
  file: string,
  dependencies: readonly Dependency[],
): readonly (FolderArea & { readonly version: string | null })[] {
  return Object.entries(areas).flatMap(([area, { packages }]) => {
    const belongsToArea = ({ type, name }: Dependency) =>
      (packages[type] ?? []).some((known) => isSamePackage(known, name))
    const matching = dependencies.filter(belongsToArea)
    const dependency = matching.find(({ version }) => version !== null) ?? matching[0]
    if (dependency === undefined) return []
    const { name, version } = dependency
    return [{ area, words: `your ${file} depends on ${name}${version === null ? '' : ` ${version}`}`, version }]
  })
}

/** Ignores case, the major version in a Go path, and the difference between `-` and `_`, assuming that no two packages differ only in these. */
function isSamePackage(one: string, other: string): boolean {
  const normalize = (name: string) =>
    name
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/\/v\d+$/, '')
  return normalize(one) === normalize(other)
}

/** Returns the areas of a clone by the addresses of its remotes. A fork has an area only if a remote is the original repository. */
export function areasOfRemotes({ areas, repositories }: Policy, addresses: readonly string[]): readonly FolderArea[] {
  const repos = addresses.flatMap((address) => REMOTE.exec(address)?.slice(1, 2) ?? [])
  return Object.entries(repositories).flatMap(([id, { repo, formerly }]) => {
    const isClone = repos.some((remote) => [repo, ...formerly].some((name) => isSameRepo(name, remote)))
    const [area] = Object.entries(areas).find(([, { repository }]) => repository === id) ?? []
    return isClone && area !== undefined ? [{ area, words: `this folder is a clone of ${repo}` }] : []
  })
}

/** GitHub also answers SSH at `ssh.github.com`, on port 443. */
const REMOTE =
  /^(?:https:\/\/(?:[^/@\s]*@)?github\.com\/|(?:ssh:\/\/)?git@(?:ssh\.)?github\.com(?::\d+)?[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i
