import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { GENERATED_FOLDERS, generatedPages } from './pages.ts'

for (const folder of GENERATED_FOLDERS) rmSync(folder, { recursive: true, force: true })
for (const [path, text] of generatedPages()) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
