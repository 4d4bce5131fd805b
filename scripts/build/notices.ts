import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Package = { readonly name: string; readonly version: string; readonly license: string; readonly text: string }

/** The licenses of every package whose code is inside the bundle. */
export function noticesText(moduleIds: readonly string[]): string {
  const folders = [...new Set(moduleIds.flatMap((id) => packageFolderOf(id) ?? []))].sort()
  const packages = folders.map(readPackage)
  const head = 'mcp-comms contains code from the packages below, each under its own license.\n'
  return [head, ...packages.map(describe)].join(`\n${'-'.repeat(80)}\n\n`)
}

/** `node_modules/a/node_modules/@b/c/d.js` → `node_modules/a/node_modules/@b/c` */
function packageFolderOf(moduleId: string): string | null {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0] ?? null
}

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const path = file === undefined ? undefined : join(folder, file)
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : `License: ${license}`
  return { name, version, license, text }
}

function describe({ name, version, license, text }: Package): string {
  return `${name} ${version} (${license})\n\n${text}\n`
}
