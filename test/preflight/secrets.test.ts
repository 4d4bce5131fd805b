import { expect, test } from 'vitest'
import type { Finding } from '../../src/checks/check.ts'
import { secrets } from '../../src/checks/secrets.ts'
import { hasOverriddenSecrets } from '../../src/preflight/destination.ts'
import { inputWith } from '../support/check-input.ts'
import { github } from '../support/secrets.ts'

const asWarnings = (findings: readonly Finding[]) => findings.map((one) => ({ ...one, severity: 'warn' as const }))

test('a warning about what is no secret is no override: the client still refuses to send one', async () => {
  const harmless = await secrets(inputWith({ draft: { body: 'It runs on build-17.corp.' } }))
  expect(harmless).toHaveLength(1)
  expect(hasOverriddenSecrets(harmless)).toBe(false)
  const secret = await secrets(inputWith({ draft: { body: `It runs on build-17.corp with ${github}` } }))
  expect(hasOverriddenSecrets(secret)).toBe(false)
  expect(hasOverriddenSecrets(asWarnings(secret))).toBe(true)
})
