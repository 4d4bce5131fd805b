import type { PackageType } from '../policy/schema-places.ts'

/** A dependency that a manifest declares. `version`: the number alone; null: the manifest names no version. */
export type Dependency = { readonly type: PackageType; readonly name: string; readonly version: string | null }

type Manifest = { readonly type: PackageType; readonly parse: (text: string) => readonly DeclaredPackage[] }
type DeclaredPackage = readonly [name: string, version?: string | undefined]

/** How we read each file that declares dependencies. Patterns suffice, because we need only names and versions. */
const MANIFESTS: Readonly<Record<string, Manifest>> = {
  'package.json': { type: 'npm', parse: (text) => jsonEntries(text, NPM_KEYS) },
  'composer.json': { type: 'composer', parse: (text) => jsonEntries(text, ['require', 'require-dev']) },
  'pyproject.toml': {
    type: 'pypi',
    parse: (text) => [...tomlEntries(text), ...matchPackages(requirementsIn(text), REQUIREMENT)],
  },
  'Cargo.toml': { type: 'cargo', parse: tomlEntries },
  'go.mod': {
    type: 'golang',
    parse: (text) => matchPackages(text, /^[ \t]*(?:require[ \t]+)?([\w.-]+\.[\w.-]+\/\S+) (v\S+)/gm),
  },
  Gemfile: {
    type: 'gem',
    parse: (text) => matchPackages(text, /^[ \t]*gem ["']([\w-]+)["'](?:, *["']([^"'\n]+)["'])?/gm),
  },
  'build.gradle': { type: 'maven', parse: (text) => matchPackages(text, GRADLE) },
  'pom.xml': { type: 'maven', parse: mavenEntries },
  'Package.swift': { type: 'swift', parse: (text) => matchPackages(text, SWIFT) },
  '.csproj': { type: 'nuget', parse: (text) => matchPackages(text, NUGET) },
}

const NPM_KEYS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
/**
 * `"mcp[cli]>=1.12"`, `"mcp (>=1.12)"` as Poetry writes it, or a name before a marker or an address. The number of spaces is limited,
 * because matching a text of only spaces would take very long.
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
  return manifest
    .parse(text)
    .map(([name, version]) => ({ type: manifest.type, name, version: numberIn(version ?? '') }))
}

function numberIn(version: string): string | null {
  return /\d[\w.+-]*/.exec(version)?.[0] ?? null
}

function matchPackages(text: string, pattern: RegExp): readonly DeclaredPackage[] {
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
