import { describe, expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { sepDraft } from '../support/sep-draft.ts'
import { PAGES } from './pages.ts'

const sepText = (number: number, title: string, status: string, type: string, sponsor: string) =>
  `# SEP-${number}: ${title}

- **Status**: ${status}
- **Type**: ${type}
- **Created**: 2026-10-01
- **Author(s)**: Ada Lovelace (@ada)
- **Sponsor**: ${sponsor}

## Abstract

In a few words, what it is about.
`

/** The YAML block whose first line is a comment with this file name. */
const yamlIn = (page: string, name: string) =>
  PAGES.get(page)?.split(`\`\`\`yaml\n# ${name}\n`)[1]?.split('```')[0] ?? ''

/** The ledger of a run that was killed while it waited for a response. */
const LEDGER = [
  { record: 'run', at: '2026-11-24T09:30:00.000Z', version: 1, plan: '5f0c0a3e4a5b6c7d8e9f', file: 'panels.csv' },
  sendingRecord('panels', '0b9c1f6e-6f0a-4f6e-9d5c-2a4f1f1f7a01'),
  {
    record: 'done',
    at: '2026-11-24T09:30:02.000Z',
    key: 'panels',
    act: 'create',
    number: 901,
    url: 'https://github.com/modelcontextprotocol/inspector/issues/901',
  },
  sendingRecord('tools', '0b9c1f6e-6f0a-4f6e-9d5c-2a4f1f1f7a02'),
]

function sendingRecord(key: string, marker: string) {
  const about = { record: 'sending', at: '2026-11-24T09:30:01.000Z', key, act: 'create', row: '9a1b2c3d4e5f60718293' }
  return { ...about, repo: 'modelcontextprotocol/inspector', kind: 'issue', marker }
}

/** The files that the examples read. */
const FILES = {
  'draft.md':
    '---\nkind: issue\nrepo: modelcontextprotocol/inspector\ntitle: The inspector crashes when I connect\nlabels: [bug]\n---\nIt crashes on every start since version 0.17.\n',
  '0000-tool-icons.md': sepDraft({
    Sponsor: '@octocat',
    Type: 'standards-track',
    'Security Implications': '',
    Specification: 'A host must work without icons.',
  }),
  'adr.md':
    '# One parser for all\n\n* Deciders: the maintainers\n\n## Context\n\nEach tool read YAML in its own way.\n## Considered Options\n\n- Take a library: it is maintained by others\n- Write our own\n\n## Decision Outcome\n\nThe library, because it is tested.\n',
  'rollout.md':
    '# Rollout\n\n- [x] Agree on it\n- [ ] Read the **scopes** of a challenge\n\n  They come in `WWW-Authenticate`.\n  - [ ] Ask for them step by step\n- [ ] #421\n',
  'release.yaml': yamlIn('docs/bulk.md', 'release.yaml'),
  'rows.csv':
    'key,title,body,parent\npanels,Fix the focus order of every panel,"One issue for each panel, in Firefox and in Chrome.",\n,Fix the focus order of the tools panel,Firefox skips the button that calls a tool.,panels\n,,Firefox skips the button that subscribes.,panels\n,Fix the focus order of the prompts panel,Firefox skips the field of an argument.,panel\n',
  'panels.csv.ledger.jsonl': LEDGER.map((record) => `${JSON.stringify(record)}\n`).join(''),
  'texts.txt': 'dead link in the quickstart\nrelease 1.9 checklist\n',
  'bug.yml':
    'name: Bug\ndescription: Something is broken\nbody:\n  - type: inputs\n    attributes: { label: Version }\n',
  'seps/932-governance.md': sepText(932, 'Governance', 'Final', 'Process', '@core'),
  'seps/2101-icons.md': sepText(2101, 'Icons of tools', 'Draft', 'Standards Track', 'None (seeking sponsor)'),
  'seps/2102-oauth-scopes.md': sepText(2102, 'Fewer OAuth scopes', 'In-Review', 'Standards Track', '@pcarleton'),
  'MAINTAINERS.md':
    '## Core Maintainers\n- [Paul Carleton](https://github.com/pcarleton)\n\n## SDK Maintainers\n### Go SDK\n- [Jonathan Amsterdam](https://github.com/jba)\n',
}

/** An example in a console block: its command line, and the output up to the next command or the end of the block. */
const EXAMPLE = /^\$ (mcp-comms .*)\n((?:(?!\$ |```).*\n)*)/gm

const pagesWithExamples = [...PAGES].filter(([, text]) => text.match(EXAMPLE) !== null)

describe('each example prints what its page shows', () => {
  test.each(pagesWithExamples)('%s', async (path, text) => {
    let actual = text
    for (const [example, command = '', shown = ''] of text.matchAll(EXAMPLE)) {
      const output = await outputOf(command)
      if (output !== shown.trim()) actual = actual.replace(example, () => `$ ${command}\n${output}\n`)
    }
    // After an intended change to a message, `npm run test:unit -- test/docs -u` writes the new output into the page.
    await expect(actual).toMatchFileSnapshot(`../../${path}`)
  })

  test('the pages have at least 20 examples', () => {
    const examples = pagesWithExamples.flatMap(([, text]) => text.match(EXAMPLE) ?? [])
    expect(examples.length).toBeGreaterThanOrEqual(20)
  })
})

async function outputOf(command: string): Promise<string> {
  const argv = (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ''))
  const { stdout, stderr } = await run(argv, { files: FILES })
  return (stdout + stderr).trim()
}
