import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mermaidDiagram } from '../src/policy/diagram/mermaid.ts'
import { RULES } from '../src/seps/lint/rules.ts'
import { run } from './support/app.ts'
import { mcp } from './support/policy.ts'
import { ruleTable } from './support/rule-table.ts'
import { sepDraft } from './support/sep-draft.ts'

const readme = readFileSync('README.md', 'utf8')

const sep = (number: number, title: string, status: string, type: string, sponsor: string) =>
  `# SEP-${number}: ${title}

- **Status**: ${status}
- **Type**: ${type}
- **Created**: 2026-10-01
- **Author(s)**: Ada Lovelace (@ada)
- **Sponsor**: ${sponsor}

## Abstract

In a few words, what it is about.
`

/** What the examples read. */
const FILES = {
  'draft.md':
    '---\nkind: issue\nrepo: modelcontextprotocol/inspector\ntitle: The inspector crashes when I connect\nlabels: [bug]\n---\nIt crashes on every start since version 0.17.\n',
  '0000-tool-icons.md': sepDraft({
    Sponsor: '@octocat',
    Type: 'standards-track',
    'Security Implications': '',
    Specification: 'A host must work without icons.',
  }),
  'texts.txt': 'dead link in the quickstart\nrelease 1.9 checklist\n',
  'bug.yml':
    'name: Bug\ndescription: Something is broken\nbody:\n  - type: inputs\n    attributes: { label: Version }\n',
  'seps/932-governance.md': sep(932, 'Governance', 'Final', 'Process', '@core'),
  'seps/2101-icons.md': sep(2101, 'Icons of tools', 'Draft', 'Standards Track', 'None (seeking sponsor)'),
  'seps/2102-oauth-scopes.md': sep(2102, 'Fewer OAuth scopes', 'In-Review', 'Standards Track', '@pcarleton'),
  'MAINTAINERS.md':
    '## Core Maintainers\n- [Paul Carleton](https://github.com/pcarleton)\n\n## SDK Maintainers\n### Go SDK\n- [Jonathan Amsterdam](https://github.com/jba)\n',
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

test('the rules in the README are those of sep lint', () => {
  expect(readme).toContain(ruleTable(RULES))
})
