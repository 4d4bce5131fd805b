import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle } from '../../../scripts/build/bundle.ts'
import type { checkSecrets } from '../../../src/checks/secrets.ts'
import { inputWith } from '../../support/check-input.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { NO_SECRETS, SECRETS } from '../../support/secrets.ts'

/** The check as it is shipped, without the parts of secretlint that the build leaves out. */
let bundled: { readonly checkSecrets: typeof checkSecrets }
let size: number
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-comms-test-'))
  const chunks = await bundle('src/checks/secrets.ts', folder, '1.2.3')
  size = chunks.map(({ code }) => code.length).reduce((sum, length) => sum + length)
  bundled = createRequire(import.meta.url)(join(folder, 'secrets.cjs')) as typeof bundled
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the bundled check for secrets', () => {
  test.each(SECRETS)('finds %s', async (_, body, secret, kind) => {
    const findings = await bundled.checkSecrets(inputWith({ draft: { body } }))
    expect(findings.map(({ message }) => message)).toContain(`this line seems to contain ${kind}`)
    expect(JSON.stringify(findings)).not.toContain(secret)
  })

  test.each(NO_SECRETS)('accepts %s', async (_, body) => {
    expect(await bundled.checkSecrets(inputWith({ draft: { body } }))).toEqual([])
  })

  test('is too small to include node-forge', () => expect(size).toBeLessThan(130_000))

  test('leaves no performance marks', async () => {
    const countMarks = () => performance.getEntriesByType('mark').length
    const countBefore = countMarks()
    await bundled.checkSecrets(inputWith({ draft: { body: 'text' } }))
    expect(countMarks()).toBe(countBefore)
  })
})

test('a bundle without secretlint contains none of the stubs', async () => {
  const chunks = await bundle('src/errors.ts', temporaryFolder(), '1.2.3')
  expect(chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.startsWith('without-'))).toEqual([])
})
