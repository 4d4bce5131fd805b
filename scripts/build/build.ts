import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { bundleInto } from './bundle.ts'
import { notices } from './notices.ts'
import { buildPolicy } from './policy.ts'

/** Makes `dist/`: the program as one bundle, with the policy beside it as JSON, and the licences of what is in it. */
async function bundle(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  buildPolicy('src/policy/mcp.yaml', 'dist/policy.json')
  copyFileSync('src/classifier/model.bin', 'dist/model.bin')
  const chunks = await bundleInto('dist', 'src/main.ts', version)
  writeFileSync('THIRD-PARTY-NOTICES.txt', notices(chunks.flatMap(({ moduleIds }) => moduleIds)))
}

await bundle()
