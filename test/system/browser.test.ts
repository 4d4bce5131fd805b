import { expect, test } from 'vitest'
import { openInBrowser, safeAddress } from '../../src/system/browser.ts'

const LOCAL_GITHUB = { GITHUB_API_URL: 'http://127.0.0.1:4010' }

test('an https page, an email address, and a page of a local GitHub are safe', () => {
  expect(safeAddress('https://example.com/a?b=c', {})).toBe('https://example.com/a?b=c')
  expect(safeAddress('mailto:conduct@example.com', {})).toBe('mailto:conduct@example.com')
  expect(safeAddress('http://127.0.0.1:4010/o/r/issues/new', LOCAL_GITHUB)).toBe('http://127.0.0.1:4010/o/r/issues/new')
})

test.each([
  ['--flag', {}],
  ['file:///etc/passwd', LOCAL_GITHUB],
  ['javascript:alert(1)', LOCAL_GITHUB],
  ['vscode://settings', {}],
  ['./x.desktop', {}],
  ['http://127.0.0.1:4010/x', {}],
  ['http://evil.example/x', LOCAL_GITHUB],
  ['http://127.0.0.1:1/x', { GITHUB_API_URL: 'https://ghes.example' }],
  ['http://127.0.0.1.evil.example/', LOCAL_GITHUB],
  ['http://127.0.0.1@evil.example/', LOCAL_GITHUB],
  ['mailto:a@b.example?attach=/etc/passwd', {}],
])('%s is not opened', async (address, env) => {
  await expect(openInBrowser(address, { ...env, BROWSER: '/bin/false' })).rejects.toThrow(/not an https address$/)
})
