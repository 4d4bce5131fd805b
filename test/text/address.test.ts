import { expect, test } from 'vitest'
import { isMailtoAddress, pageOf } from '../../src/text/address.ts'

test.each([
  'https://example.com',
  'https://example.com/a?b=c#d',
  'HTTPS://EXAMPLE.COM/x',
  'https://xn--bcher-kva.example/ä',
])('%s is a page', (address) => {
  expect(pageOf(address)?.protocol).toBe('https:')
})

test.each([
  '',
  '-',
  '--flag',
  '--load-extension=/tmp/x',
  '-https://example.com',
  './x.desktop',
  'x.desktop',
  '/etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'vscode://x',
  'data:text/html,x',
  'http://example.com',
  'ftp://a',
  'https:',
  'https://',
  'https:example.com',
  'https:///x',
  '//example.com',
  ' https://example.com',
  'view-source:https://a',
  'https://github.com@evil.example',
  'https://u:p@evil.example',
  'https://a\n--flag',
  'https://a\u0000b',
  'java\nscript:1',
  'https://a/\u202Egpj.exe',
  'https://a/\u001B[2J',
  'https://exa mple.com',
  'https://[::1',
  'mailto:a@b.example',
])('%j is not a page', (address) => {
  expect(pageOf(address)).toBeNull()
})

test('only a plain mailto: address is an email address, because some mail programs attach a file that a header names', () => {
  expect(isMailtoAddress('mailto:mcp-coc@example.com')).toBe(true)
  for (const address of [
    'mailto:',
    'mailto:a',
    'mailto:a@b.c?attach=/etc/passwd',
    'mailto:a@b.c\n',
    'MAILTO: a@b.c',
    'a@b.c',
  ])
    expect(isMailtoAddress(address), address).toBe(false)
})
