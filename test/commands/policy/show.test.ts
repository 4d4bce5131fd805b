import { describe, expect, test } from 'vitest'
import { treeOf } from '../../../src/policy/diagram/tree.ts'
import { run } from '../../support/app.ts'
import { mcp } from '../../support/policy.ts'

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
    const { parsePolicy } = await import('../../../src/policy/parse.ts')
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
    await expect(stdout).toMatchFileSnapshot(`../../golden/policy.${format}`)
    const { stdout: json } = await run(['policy', 'diagram', '--format', format, '--json'])
    expect(JSON.parse(json)).toEqual({ format, diagram: stdout, ...treeOf(mcp) })
  })
})
