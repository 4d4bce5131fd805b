import type { SeedInput } from '../../test/support/fake-github/seed.ts'
import { sepDraft } from '../../test/support/sep-draft.ts'

/** One run of a command. */
export type Journey = {
  readonly name: string
  readonly title: string
  /** `--check` fails if functions of more source files than this run. */
  readonly maxFiles: number
  readonly argv: readonly string[]
  /** Files in the folder in which the command runs. */
  readonly files?: Readonly<Record<string, string>>
}

const REPO = 'example/protocol'
const SPEC = 'modelcontextprotocol/modelcontextprotocol'

const FORM = `name: Bug report
description: Something does not work
labels: [bug]
body:
  - type: textarea
    id: steps
    attributes: { label: Steps to reproduce }
    validations: { required: true }
  - type: dropdown
    id: side
    attributes: { label: Which side?, options: [Client, Server] }
  - type: checkboxes
    id: terms
    attributes:
      label: Before you send it
      options:
        - { label: I searched for it, required: true }
`

const DRAFT = `---
kind: issue
repo: ${REPO}
template: bug_report.yml
title: The handshake stalls when a reply is split
labels: [bug]
aiDisclosure: none
---
### Steps to reproduce

Split the reply after the first byte, then wait.

### Which side?

Client

### Before you send it

- [x] I searched for it
`

const ROWS = `title,body,repo
Follow the new handshake in the client,The client has to follow the next version of the specification.,${REPO}
Follow the new handshake in the server,The server has to follow the next version of the specification.,${REPO}
`

const SEP_FILE = 'seps/0000-icons-for-tools.md'
const SEP = sepDraft({
  'Author(s)': 'Ada Example (@newcomer)',
  Specification: 'A tool MAY have a field `icons`. A host MUST work without it.',
})

export const SEED: SeedInput = {
  viewer: { login: 'newcomer' },
  // New forks are visible at once, so that no command waits for them.
  lag: { search: 0, forks: 0 },
  repositories: {
    [REPO]: {
      permission: 'TRIAGE',
      labels: ['bug'],
      files: { '.github/ISSUE_TEMPLATE/bug_report.yml': FORM },
    },
    [SPEC]: {
      labels: ['SEP'],
      files: {
        'MAINTAINERS.md': '# Maintainers\n\n## Core Maintainers\n\n- [Grace Hopper](https://github.com/grace)\n',
      },
      issues: [{ title: 'The first one' }],
    },
  },
}

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'where',
    title: 'where "words"',
    maxFiles: 38,
    argv: ['where', 'the python sdk hangs when the server exits early'],
  },
  {
    name: 'new',
    title: 'issue new',
    maxFiles: 60,
    argv: [
      ...['issue', 'new', '--repo', REPO, '--template', 'bug_report', '--title', 'The handshake stalls'],
      ...['--field', 'steps=Split the reply after the first byte.', '--field', 'side=client'],
      ...['--field', 'terms=I searched for it', '--ai-disclosure', 'none', '--output', 'draft.md'],
    ],
  },
  {
    name: 'open',
    title: 'issue open DRAFT',
    maxFiles: 95,
    argv: ['issue', 'open', 'draft.md', '--yes'],
    files: { 'draft.md': DRAFT },
  },
  {
    name: 'bulk',
    title: 'issue bulk ROWS --apply',
    maxFiles: 105,
    argv: ['issue', 'bulk', 'rows.csv', '--apply', '--yes', '--ai-disclosure', 'none'],
    files: { 'rows.csv': ROWS },
  },
  {
    name: 'sep',
    title: 'sep open DRAFT',
    maxFiles: 125,
    argv: ['sep', 'open', SEP_FILE, '--yes'],
    files: { [SEP_FILE]: SEP },
  },
]
