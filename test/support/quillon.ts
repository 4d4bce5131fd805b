import { readFileSync } from 'node:fs'
import type { SeedInput } from './fake-github/seed.ts'

/** A complete example policy, which the package includes. Its made-up community has a mailing list, a forum and RFCs. */
export const QUILLON_FILE = 'templates/policy/mailing-list.yaml'
export const quillonText = readFileSync(QUILLON_FILE, 'utf8')

const BUG_FORM = `name: Bug
description: Something is broken
body:
  - type: textarea
    id: document
    attributes: { label: The smallest document }
    validations: { required: true }
  - type: input
    id: version
    attributes: { label: Version }
`

const PAGES = {
  'content/community/channels.md': [
    '---',
    'title: Where we talk',
    '---',
    '# Where we talk',
    'Be kind.',
    '## Before you ask',
    'Read the handbook.',
    '## Mailing lists',
    'Contributors write to each other on the lists.',
    'Every team has its own.',
    '### Teams',
    'Each team says what it does.',
    '## The private list',
    'Only the core team reads it.',
    '## The forum',
    'Ask there.',
    '',
  ].join('\n'),
  'content/community/conduct.md': '# Conduct\n\nBe kind.\n\n## Reporting\n\nWrite to the team.\n',
  'content/community/teams/layout.md': '# Layout\n\nLines and pages.\n',
  'content/community/teams/math.md': '# Mathematics\n\nFormulas.\n',
  'content/community/teams/publishers.md': '# Publishers\n\nBooks.\n',
}

/**
 * The GitHub organization of the made-up community. `changes` are applied to its repositories; null removes a repository or a file.
 */
export function quillonSeed(changes: Changes = {}): SeedInput {
  const compiler = {
    'README.md': '# Quillon\n',
    'CONTRIBUTING.md': '# Contributing\n\n## Issues\n\nOne each.\n\n## Pull requests\n\nSmall ones.\n',
    'SECURITY.md': '# Security\n\n## Reporting\n\nIn private.\n\n## What is not a vulnerability\n\nA slow document.\n',
    '.github/ISSUE_TEMPLATE/bug.yml': BUG_FORM,
    '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n',
  }
  const rfcs = {
    'README.md': '# RFCs\n\n## When to write an RFC\n\nFor the language.\n\n## Decisions\n\nIn the minutes.\n',
  }
  const seeds: Record<string, Repository> = {
    'quillon-lang/quillon': { files: compiler },
    'quillon-lang/packages': { files: { 'README.md': '# Packages\n' } },
    'quillon-lang/website': { files: { 'README.md': '# Site\n', ...PAGES } },
    'quillon-lang/rfcs': { files: rfcs },
    'quillon-lang/quillpad': { files: { 'README.md': '# Quillpad\n' }, archived: true },
  }
  const names = new Set([...Object.keys(seeds), ...Object.keys(changes)])
  const repositories = [...names].flatMap((name) => {
    const change = changes[name]
    if (change === null) return []
    const { files = {}, ...settings } = change ?? {}
    const merged = Object.entries({ ...seeds[name]?.files, ...files }).filter(([, text]) => text !== null)
    return [
      [name, { discussionsEnabled: false, ...seeds[name], ...settings, files: Object.fromEntries(merged) }] as const,
    ]
  })
  return { viewer: { login: 'newcomer' }, repositories: Object.fromEntries(repositories) as SeedInput['repositories'] }
}

type Repository = SeedInput['repositories'][string]
type Changes = Readonly<
  Record<string, (Omit<Repository, 'files'> & { readonly files?: Readonly<Record<string, string | null>> }) | null>
>
