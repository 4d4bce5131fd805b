import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputChunk } from 'rolldown'
import { parsePolicy } from '../../src/policy/parse.ts'
import { type BundleOptions, bundle, checkChunkPatterns } from './bundle.ts'

const POLICY = 'src/policy/mcp.yaml'

/** Builds the program in `dir`: its bundle, the policy and the record of its last verification as JSON, and the model. */
export async function buildProgram(dir: string, options: BundleOptions = {}): Promise<readonly OutputChunk[]> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir)
  // Validated here, so that loading the built-in policy needs neither the YAML parser nor the schema.
  writeFileSync(join(dir, 'policy.json'), JSON.stringify(parsePolicy(readFileSync(POLICY, 'utf8'), POLICY)))
  copyFileSync('src/policy/mcp.verified.json', join(dir, 'policy.verified.json'))
  copyFileSync('src/classifier/model.bin', join(dir, 'model.bin'))
  const chunks = await bundle('src/main.ts', dir, version, options)
  checkChunkPatterns(chunks)
  return chunks
}
