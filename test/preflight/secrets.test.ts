import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/checks/check.ts'
import { checkSecrets } from '../../src/checks/secrets.ts'
import { hasAllowedSecret } from '../../src/preflight/destination.ts'
import { refuseSecretInAddress } from '../../src/preflight/overrides.ts'
import { inputWith } from '../support/check-input.ts'
import { githubToken } from '../support/secrets.ts'

const asWarnings = (findings: readonly Finding[]) => findings.map((one) => ({ ...one, severity: 'warn' as const }))

test('a secret counts as allowed only if the finding about it is a warning', async () => {
  const harmlessFindings = await checkSecrets(inputWith({ draft: { body: 'It runs on build-17.corp.' } }))
  expect(harmlessFindings).toHaveLength(1)
  expect(hasAllowedSecret(harmlessFindings)).toBe(false)
  const secretFindings = await checkSecrets(
    inputWith({ draft: { body: `It runs on build-17.corp with ${githubToken}` } }),
  )
  expect(hasAllowedSecret(secretFindings)).toBe(false)
  expect(hasAllowedSecret(asWarnings(secretFindings))).toBe(true)
})

describe("the address of GitHub's page", () => {
  const page = (name: string, value: string) =>
    `https://github.com/example/protocol/issues/new?${new URLSearchParams({ title: 'It stalls', [name]: value })}`

  test.each([
    ['a value', page('body', `Use ${githubToken}`)],
    ['a name', page(githubToken, 'x')],
  ])(
    'is refused if %s in it contains a secret, and the error shows neither the secret nor the address',
    async (_, url) => {
      const error = await refuseSecretInAddress(url, []).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ failureClass: 'validation', hint: expect.stringContaining('revoke it') })
      expect(String(error)).toMatch(/page was not opened, because its address would contain what looks like a secret/)
      expect(String(error)).not.toMatch(/ghp_|https:/)
    },
  )

  test('is not refused without a secret, or after an override', async () => {
    const overridden = asWarnings(await checkSecrets(inputWith({ draft: { body: `Use ${githubToken}` } })))
    await expect(refuseSecretInAddress(page('body', 'It waits forever.'), [])).resolves.toBeUndefined()
    await expect(refuseSecretInAddress(page('body', `Use ${githubToken}`), overridden)).resolves.toBeUndefined()
  })

  test('is refused despite a warning about a harmless value', async () => {
    const harmlessFindings = await checkSecrets(inputWith({ draft: { body: 'It runs on build-17.corp.' } }))
    await expect(refuseSecretInAddress(page('body', `Use ${githubToken}`), harmlessFindings)).rejects.toThrow(
      /was not opened/,
    )
  })
})
