import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { changesIn, checkPolicy, type PolicyCheck } from '../../src/policy/check/check.ts'
import { dependentsText, factText, sectionText } from '../../src/policy/check/describe-changes.ts'
import { ownersOf } from '../../src/policy/check/facts.ts'
import { renewVerifiedSources, requestsOf } from '../../src/policy/check/sections.ts'
import type { PolicySources } from '../../src/policy/check/sources-api.ts'
import {
  parseVerifiedSources,
  printVerifiedSources,
  type VerifiedSources,
} from '../../src/policy/check/verified-sources.ts'
import { hashLine } from '../../src/storage/verified-sources.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { setUpGitHub } from '../support/github.ts'
import { mcp } from '../support/policy.ts'
import {
  augustDocuments,
  type Snapshot,
  seedOf,
  withOctoberDocuments,
  withProposedCharters,
  withRewrite,
} from './policy-snapshots.ts'

const RECORD = 'src/policy/mcp.verified.json'
const TABLE = 'test/corpus/policy-check.md'

/** The pages that the policy cites in an edition after August. All others are recorded as of 2026-08-22. */
const CITED_AFTER_AUGUST =
  /(?:^MAINTAINERS\.md|\/(?:sep-guidelines|working-interest-groups|contributing|infrastructure|filesystems|skills-over-mcp|transports|scientific-computing|enterprise|primitive-grouping)\.mdx)$/

/** Pages that the policy leaves out on purpose, because their groups are now part of other ones. */
const LEFT_OUT: readonly string[] = [
  'modelcontextprotocol/modelcontextprotocol:docs/community/interest-groups/enterprise-managed-authorization.mdx',
]

/**
 * Runs `policy check`, and compares the results with a table. The documents are those of August, those of October, and a later rewrite.
 * The records are those of August, those of October, and those of the editions that the policy cites. `update` rewrites the record of
 * the cited editions and the table. Returns the faults, one line each.
 */
export async function checkPolicyCheck(folder: string, update: boolean): Promise<readonly string[]> {
  const newerFolder = `${folder.replace(/\/$/, '')}-2026-10`
  if (!existsSync(newerFolder)) return []
  const august = augustDocuments(folder)
  const october = withOctoberDocuments(august, newerFolder)
  const citedSources = await readSources(
    withOctoberDocuments(august, newerFolder, (path) => CITED_AFTER_AUGUST.test(path)),
    'October',
  )
  const augustSources = await readSources(august, 'August')
  const octoberSources = await readSources(october, 'October')
  const rewriteSources = await readSources(
    withProposedCharters(withRewrite(october, newerFolder), newerFolder),
    'October',
  )

  const citedRecord = recordOf(citedSources)
  const augustRecord = recordOf(augustSources)
  const table = [
    '# What `policy check` finds in the documents of others',
    'Written by `npm run test:corpus -- DIR --update`. It contains only names and numbers, and no text of the documents.',
    tableSection('Recorded in August, and checked in August', augustRecord, augustSources),
    tableSection('Recorded in August, and checked in October', augustRecord, octoberSources),
    tableSection(
      'Recorded in October, and checked as if the rewrite of the community pages and the charters that were proposed had been merged',
      recordOf(octoberSources),
      rewriteSources,
    ),
    tableSection('Recorded from the editions that the policy cites, and checked in August', citedRecord, augustSources),
    tableSection(
      'Recorded from the editions that the policy cites, and checked in October',
      citedRecord,
      octoberSources,
    ),
  ].join('\n\n')
  if (update) {
    writeFileSync(RECORD, printVerifiedSources(citedRecord))
    writeFileSync(TABLE, `${table}\n`)
  }
  return [
    ...(printVerifiedSources(citedRecord) ===
    printVerifiedSources(parseVerifiedSources(readFileSync(RECORD, 'utf8'), RECORD))
      ? []
      : [`${RECORD} does not match the cited editions; run this again with --update`]),
    ...(readFileSync(TABLE, 'utf8') === `${table}\n`
      ? []
      : [`${TABLE} does not match what policy check finds; review the changes, then run this again with --update`]),
  ]
}

async function readSources(snapshot: Snapshot, when: 'August' | 'October'): Promise<PolicySources> {
  const seed: Partial<SeedInput> = seedOf(mcp, snapshot, when)
  const { github } = setUpGitHub({}, seed)
  return github.policySources(ownersOf(mcp), requestsOf(mcp))
}

function recordOf(sources: PolicySources): VerifiedSources {
  return renewVerifiedSources(mcp, sources, LEFT_OUT, hashLine)
}

function tableSection(title: string, record: VerifiedSources, sources: PolicySources): string {
  const check = checkPolicy(mcp, record, sources, hashLine)
  const { sections, facts, news } = changesIn(check)
  const rows = [
    ...sections.map((section) => tableRow(section.source, sectionText(section), dependentsText(section.dependents))),
    ...facts.map((fact) => tableRow(fact.repo, factText(fact), dependentsText(fact.dependents))),
    ...news.groups.map((name) => tableRow(name, 'new page', '')),
    ...news.forms.map((name) => tableRow(name, 'new form', '')),
    ...news.repositories.map((name) => tableRow(name, 'new repository', '')),
  ]
  const lines = rows.length === 0 ? [] : ['| source | change | relies on it |\n|---|---|---|', ...rows]
  return [`## ${title}`, `${countsOf(check)}${rows.length === 0 ? '. Nothing has changed.' : '.'}`, lines.join('\n')]
    .filter((text) => text !== '')
    .join('\n\n')
}

function tableRow(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function countsOf({ sections }: PolicyCheck): string {
  const states = ['unchanged', 'changed', 'gone', 'unrecorded', 'missing'] as const
  return states.map((state) => `${sections.filter((section) => section.state === state).length} ${state}`).join(', ')
}
