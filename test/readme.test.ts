import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mermaidDiagram } from '../src/policy/diagram/mermaid.ts'
import { run } from './support/app.ts'
import { mcp } from './support/policy.ts'

const readme = readFileSync('README.md', 'utf8')

/** What the examples read. */
const FILES = {
  'texts.txt': 'dead link in the quickstart\nrelease 1.9 checklist\n',
  'bug.yml':
    'name: Bug\ndescription: Something is broken\nbody:\n  - type: inputs\n    attributes: { label: Version }\n',
}

/** Each `$ mcp-comms …` line of a console block, with the lines that follow it. */
const examples = [...readme.matchAll(/^```console\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((example) => {
      const [command = '', ...output] = example.split('\n')
      return { command, output: output.join('\n') }
    }),
)

describe('each example of the README is true', () => {
  test.each(examples.filter(({ command }) => command.startsWith('mcp-comms ')))(
    '$command',
    async ({ command, output }) => {
      const argv = (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ''))
      const { stdout, stderr } = await run(argv, {
        files: FILES,
      })
      expect((stdout + stderr).trim()).toBe(output.trim())
    },
  )

  test('there are examples at all', () => {
    expect(examples.length).toBeGreaterThan(5)
  })
})

test('the diagram in the README is that of the policy', () => {
  expect(readme).toContain(`\`\`\`mermaid\n${mermaidDiagram(mcp)}\`\`\``)
})
