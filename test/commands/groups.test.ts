import { describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { mcp } from '../support/policy.ts'

describe('groups', () => {
  test('lists the groups for a topic, best match first, with the words that matched', async () => {
    const { stdout, exitCode } = await run(['groups', 'oauth', 'scopes'])
    expect(stdout).toMatch(/^\s*Authorization \(interest group\) +Discord #auth-ig/)
    expect(stdout).toMatch(/matches: .*oauth/)
    expect(exitCode).toBe(0)
  })

  test('without a topic, lists all groups', async () => {
    const { stdout } = await run(['groups', '--json'])
    expect(JSON.parse(stdout)).toHaveLength(Object.values(mcp.groups).filter(({ listed }) => listed).length)
    const { stdout: table } = await run(['groups'])
    for (const { name } of Object.values(mcp.groups).filter(({ listed }) => listed)) expect(table).toContain(name)
  })

  test('--limit shows the first groups, and says how many there are', async () => {
    const { stdout, stderr } = await run(['groups', '--limit', '2', '--json'])
    expect(JSON.parse(stdout)).toHaveLength(2)
    expect(stderr).toBe('')
    const listedCount = Object.values(mcp.groups).filter(({ listed }) => listed).length
    expect((await run(['groups', '-L', '2'])).stderr).toBe(
      `mcp-comms: showing 2 of ${listedCount}; without --limit, all are shown\n`,
    )
    expect(await run(['groups', '-L', 'few'])).toMatchObject({ exitCode: 2 })
  })

  test('if no group matches, suggests what to do instead', async () => {
    const { stdout, stderr, exitCode } = await run(['groups', 'gardening'])
    expect(stdout).toBe('')
    expect(stderr).toMatch(/No group works on "gardening"\. Ask on Discord: https/)
    expect(exitCode).toBe(0)
  })

  test('if no group matches, prints an empty list as JSON', async () => {
    expect((await run(['groups', 'gardening', '--json'])).stdout).toBe('[]\n')
  })
})

describe('policy', () => {
  test('show lists every rule, its source, and what an earlier edition said', async () => {
    const { stdout } = await run(['policy', 'show'])
    for (const { id, because } of mcp.rules) {
      expect(stdout).toContain(id)
      for (const { source } of because) expect(stdout).toContain(mcp.sources[source.split('#')[0] ?? '']?.url)
    }
    expect(stdout).toMatch(/In the first edition: A SEP was submitted as a GitHub issue/)
  })

  test('show --json prints a valid policy', async () => {
    const { parsePolicy } = await import('../../src/policy/parse.ts')
    const { stdout } = await run(['policy', 'show', '--json'])
    expect(parsePolicy(stdout, 'shown.json')).toEqual(mcp)
  })

  test.each([
    ['text', /^May everyone read it\?\n├─ /],
    ['mermaid', /^flowchart LR\n/],
    ['svg', /^<svg .*<\/svg>\n$/s],
  ])('diagram --format %s prints the diagram in that format', async (format, pattern) => {
    const { stdout } = await run(['policy', 'diagram', '--format', format])
    expect(stdout).toMatch(pattern)
    await expect(stdout).toMatchFileSnapshot(`../golden/policy.${format}`)
  })
})
