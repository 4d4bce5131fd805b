import { describe, expect, test } from 'vitest'
import { people, vulnerability } from '../../src/checks/sensitive.ts'
import { classifiedInput } from '../support/check-input.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp)

/** Vulnerabilities that were published and fixed, as terse titles: none of them may be routed to a public channel or posted. */
const PUBLISHED = [
  ['CVE-2025-49596', "Any web page I visit can make the Inspector's proxy start a process on my laptop"],
  ['CVE-2025-53109', 'a symlink inside the allowed folder lets filesystem read /etc'],
  ['CVE-2025-53110', 'allowed dir is /srv/data, yet /srv/data-private is readable: only the prefix is compared'],
  ['CVE-2025-66414', "a site can rebind its name to 127.0.0.1 and call my local server's tools"],
  ['CVE-2025-68144', 'git_diff passes a target that begins with -- on to git, which then overwrites my files'],
  ['CVE-2025-68143', 'git_init accepts any path, so ~/.ssh can be turned into a repository and read'],
  ['CVE-2025-53366', 'a malformed request from anybody takes the whole Python server down'],
  ['CVE-2025-58444', 'a hostile server makes the Inspector open a javascript: address when OAuth starts'],
  ['CVE-2026-0621', 'a crafted URI keeps UriTemplate busy for minutes, a client can stall the server'],
  ['CVE-2026-25536', 'one StreamableHTTPServerTransport for all requests: client A gets the answer for client B'],
] as const

describe.each(PUBLISHED)('%s', (_, text) => {
  test('is routed to a private channel', () => {
    expect(classify(text, {}).channel).toBe('security-advisory')
  })

  test('is not posted', () => {
    const input = classifiedInput({ title: text, body: '' })
    expect([...vulnerability(input), ...people(input)]).not.toEqual([])
  })
})
