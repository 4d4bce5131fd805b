import type { Policy } from '../policy/schema.ts'
import type { PackageType } from '../policy/schema-places.ts'
import { isSameRepo } from '../text/github-names.ts'
import type { FolderArea } from './placement.ts'

/** A dependency that a manifest declares. `version`: the number alone; null: the manifest names no version. */
export type Dependency = { readonly type: PackageType; readonly name: string; readonly version: string | null }

type Manifest = { readonly type: PackageType; readonly read: (text: string) => readonly DeclaredPackage[] }
type DeclaredPackage = readonly [name: string, version?: string | undefined]

/** How we read each file that declares dependencies. Patterns suffice, because we need only names and versions. */
const MANIFESTS: Readonly<Record<string, Manifest>> = {
  'package.json': { type: 'npm', read: (text) => jsonEntries(text, NPM_KEYS) },
  'composer.json': { type: 'composer', read: (text) => jsonEntries(text, ['require', 'require-dev']) },
  'pyproject.toml': {
    type: 'pypi',
    read: (text) => [...tomlEntries(text), ...matches(requirementsIn(text), REQUIREMENT)],
  },
  'Cargo.toml': { type: 'cargo', read: tomlEntries },
  'go.mod': {
    type: 'golang',
    read: (text) => matches(text, /^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+\/\S+) (v\S+)/gm),
  },
  Gemfile: { type: 'gem', read: (text) => matches(text, /^[ \t]*gem ["']([\w-]+)["'](?:, *["']([^"'\n]+)["'])?/gm) },
  'build.gradle': { type: 'maven', read: (text) => matches(text, GRADLE) },
  'pom.xml': { type: 'maven', read: mavenEntries },
  'Package.swift': { type: 'swift', read: (text) => matches(text, SWIFT) },
  '.csproj': { type: 'nuget', read: (text) => matches(text, NUGET) },
}

const NPM_KEYS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
/**
 * `"mcp[cli]>=1.12"`, `"mcp (>=1.12)"`, as Poetry writes it, or a name before a marker or an address. The number of blanks is limited,
 * because a text of only blanks would take very long.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 */
const REQUIREMENT =
  /["']([A-Za-z][\w.-]{0,100}) {0,9}(?:\[[\w, -]{0,100}\])? {0,9}(?:\(? {0,9}[<>=~!]=?=? {0,9}([\w.*]{1,40})[^"'\n]{0,100}|[;@][^"'\n]{0,200})?["']/g
/** The version may be a variable, as in `"io.modelcontextprotocol:kotlin-sdk:$mcpVersion"`. */
const GRADLE = /["']([\w.-]+:[\w.-]+)(?::([\w.+-]{0,60})[^"'\n]{0,100})?["']/g
const SWIFT = /url: *"https:\/\/(github\.com\/[\w./-]+?)(?:\.git)?"(?:, *(?:from|exact|\.\w+\(\w+): *"([\w.-]+)")?/g
const NUGET = /<PackageReference\s+Include="([\w.]+)"(?:\s+Version="([^"<]+)")?/gi

/** The names of the files that `dependenciesIn` can read. Those that begin with a dot are endings. */
export const MANIFEST_NAMES: readonly string[] = [...Object.keys(MANIFESTS), 'build.gradle.kts']

export function dependenciesIn(file: string, text: string): readonly Dependency[] {
  const [, manifest] =
    Object.entries(MANIFESTS).find(([name]) =>
      name.startsWith('.') ? file.endsWith(name) : file.replace(/\.kts$/, '') === name,
    ) ?? []
  if (manifest === undefined) return []
  return manifest.read(text).map(([name, version]) => ({ type: manifest.type, name, version: numberIn(version ?? '') }))
}

function numberIn(version: string): string | null {
  return /\d[\w.+-]*/.exec(version)?.[0] ?? null
}

function matches(text: string, pattern: RegExp): readonly DeclaredPackage[] {
  return [...text.matchAll(pattern)].map(([, name = '', version]) => [name, version])
}

function jsonEntries(text: string, keys: readonly string[]): readonly DeclaredPackage[] {
  const data = parseJson(text)
  return keys.flatMap((key) =>
    Object.entries(objectAt(data, key)).map(
      ([name, version]): DeclaredPackage => [name, typeof version === 'string' ? version : ''],
    ),
  )
}

function parseJson(text: string): unknown {
  try {
    // Some editors write a byte order mark, which npm ignores.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

function objectAt(data: unknown, key: string): object {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : null
  return typeof value === 'object' && value !== null ? value : {}
}

const TOML_TABLE = /^\s*\[{1,2}([^[\]]*)\]/
const TOML_VERSION = /^"([^"]*)"|\bversion *= *"([^"]*)"/

/** Returns the keys in each table of dependencies, and dependencies that have a table of their own, like `[dependencies.rmcp]`. */
function tomlEntries(text: string): readonly DeclaredPackage[] {
  const declared: DeclaredPackage[] = []
  let table = ''
  for (const line of text.split('\n')) {
    const next = TOML_TABLE.exec(line)?.[1]
    if (next !== undefined) {
      table = next.trim()
      const dependency = /dependencies\.["']?([\w-]+)["']?$/.exec(table)?.[1]
      if (dependency !== undefined) declared.push([dependency])
      continue
    }
    const [key = '', ...rest] = line.split('=')
    const { name, property } = tomlKey(key.trim())
    if (!table.endsWith('dependencies') || !/^[\w.-]+$/.test(name)) continue
    const version = property === null || property === 'version' ? TOML_VERSION.exec(rest.join('=').trim()) : null
    declared.push([name, version?.[1] ?? version?.[2]])
  }
  return declared
}

/** `rmcp.workspace = true` sets a property of `rmcp`. A name in quotes may contain dots. `property` is null without one. */
function tomlKey(key: string): { readonly name: string; readonly property: string | null } {
  if (/^["']/.test(key)) return { name: key.replaceAll(/["']/g, ''), property: null }
  const [name = '', ...properties] = key.split('.')
  return { name: name.trim(), property: properties.length === 0 ? null : properties.join('.').trim() }
}

/** Returns the lines of a `pyproject.toml` that list requirements. Other lists, such as keywords, can contain the same names. */
function requirementsIn(text: string): string {
  const lines: string[] = []
  let table = ''
  let isList = false
  for (const line of text.split('\n')) {
    table = TOML_TABLE.exec(line)?.[1]?.trim() ?? table
    const key = /^\s*["']?([\w-]+)["']?\s*=\s*\[/.exec(line)?.[1]
    if (key !== undefined) isList = key.endsWith('dependencies') || /dependencies$|^dependency-groups$/.test(table)
    if (isList) lines.push(line)
    if (/\][\s,]*(?:#.*)?$/.test(line.replaceAll(/"[^"]*"|'[^']*'/g, ''))) isList = false
  }
  return lines.join('\n')
}

function mavenEntries(text: string): readonly DeclaredPackage[] {
  return text
    .split('<dependency>')
    .slice(1)
    .map((part): DeclaredPackage => {
      const [declared = ''] = part.split('</dependency>')
      const tag = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(declared)?.[1]?.trim() ?? ''
      return [`${tag('groupId')}:${tag('artifactId')}`, tag('version')]
    })
}

/** Returns the areas whose packages a manifest depends on, with a sentence like "your pyproject.toml depends on mcp 1.12". */
export function areasOfDependencies(
  { areas }: Policy,
  file: string,
  dependencies: readonly Dependency[],
): readonly (FolderArea & { readonly version: string | null })[] {
  return Object.entries(areas).flatMap(([area, { packages }]) => {
    const isOfArea = ({ type, name }: Dependency) => (packages[type] ?? []).some((known) => isSamePackage(known, name))
    const ofArea = dependencies.filter(isOfArea)
    const dependency = ofArea.find(({ version }) => version !== null) ?? ofArea[0]
    if (dependency === undefined) return []
    const { name, version } = dependency
    return [{ area, words: `your ${file} depends on ${name}${version === null ? '' : ` ${version}`}`, version }]
  })
}

/** Ignores case, the major version in a Go path, and the difference between `-` and `_`. We assume that no two packages differ only in these. */
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
