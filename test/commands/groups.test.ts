import { describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { mcp } from '../support/policy.ts'
import { quillonText } from '../support/quillon.ts'

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

  test('if no group matches, the command that lists all has the rules of this run', async () => {
    const files = { 'my rules.yaml': quillonText }
    const { stderr } = await run(['groups', 'gardening', '--policy', 'my rules.yaml'], { files })
    expect(stderr).toContain('All groups: mcp-comms groups --policy "my rules.yaml"\n')
  })

  test('if no group matches, prints an empty list as JSON', async () => {
    expect((await run(['groups', 'gardening', '--json'])).stdout).toBe('[]\n')
  })
})
