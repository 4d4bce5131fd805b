import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { changesIn, checkPolicy, type PolicyCheck } from '../../src/policy/check/check.ts'
import { ownersOf } from '../../src/policy/check/facts.ts'
import { NO_RECORD, type PolicyRecord, parseRecord, printRecord } from '../../src/policy/check/record.ts'
import { dependentsText, factText, sectionText } from '../../src/policy/check/report.ts'
import { renewRecord, requestsOf } from '../../src/policy/check/sections.ts'
import type { PolicySources } from '../../src/policy/check/sources-api.ts'
import { hashLine } from '../../src/storage/policy-record.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { setUpGitHub } from '../support/github.ts'
import { mcp } from '../support/policy.ts'
import { august, type Layers, october, rewrite, seedOf, withProposedCharters } from './policy-worlds.ts'

const RECORD = 'src/policy/mcp.verified.json'
const TABLE = 'test/corpus/policy-check.md'

/** The pages that the policy cites in an edition after August. All others are recorded as of 2026-08-22. */
const CITED_SINCE =
  /(?:^MAINTAINERS\.md|\/(?:sep-guidelines|working-interest-groups|contributing|infrastructure|filesystems|skills-over-mcp|transports|scientific-computing|enterprise|primitive-grouping)\.mdx)$/

/** What the policy leaves out on purpose: the page of a group that is now part of another one. */
const LEFT_OUT: readonly string[] = [
  'modelcontextprotocol/modelcontextprotocol:docs/community/interest-groups/enterprise-managed-authorization.mdx',
]

/**
 * Runs `policy check` on the documents of August, of October, and of the rewrite that followed, against what was recorded when
 * the policy was verified, and against August. `update` rewrites the record and the table.
 */
export async function checkPolicyCheck(folder: string, update: boolean): Promise<readonly string[]> {
  const newer = `${folder.replace(/\/$/, '')}-2026-10`
  if (!existsSync(newer)) return []
  const base = august(folder)
  const main = october(base, newer)
  const cited = await read(
    october(base, newer, (path) => CITED_SINCE.test(path)),
    'October',
  )
  const [inAugust, inOctober] = [await read(base, 'August'), await read(main, 'October')]
  const afterwards = await read(withProposedCharters(rewrite(main, newer), newer), 'October')

  const record = recordOf(cited)
  const fromAugust = recordOf(inAugust)
  const table = [
    '# What `policy check` finds in the documents of others',
    'Written by `npm run test:corpus -- DIR --update`. It holds names and numbers only, none of their text.',
    part('Recorded in August, and checked in August', fromAugust, inAugust),
    part('Recorded in August, and checked in October', fromAugust, inOctober),
    part(
      'Recorded in October, and checked as if the rewrite of the community pages and the charters that were proposed had been merged',
      recordOf(inOctober),
      afterwards,
    ),
    part('Recorded from the editions that the policy cites, and checked in August', record, inAugust),
    part('Recorded from the editions that the policy cites, and checked in October', record, inOctober),
  ].join('\n\n')
  if (update) {
    writeFileSync(RECORD, printRecord(record))
    writeFileSync(TABLE, `${table}\n`)
  }
  return [
    ...(printRecord(record) === printRecord(parseRecord(readFileSync(RECORD, 'utf8'), RECORD))
      ? []
      : [`${RECORD} is not what the cited editions say; run it with --update`]),
    ...(readFileSync(TABLE, 'utf8') === `${table}\n`
      ? []
      : [`${TABLE} is not what policy check finds; look at what changed, then run it with --update`]),
  ]
}

async function read(layers: Layers, when: 'August' | 'October'): Promise<PolicySources> {
  const seed: Partial<SeedInput> = seedOf(mcp, layers, when)
  const { github } = setUpGitHub({}, seed)
  return github.policySources(ownersOf(mcp), requestsOf(mcp))
}

function recordOf(found: PolicySources): PolicyRecord {
  return renewRecord(mcp, NO_RECORD, found, LEFT_OUT, hashLine)
}

function part(title: string, record: PolicyRecord, found: PolicySources): string {
  const check = checkPolicy(mcp, record, found, hashLine)
  const { sections, facts, news } = changesIn(check)
  const rows = [
    ...sections.map((one) => row(one.source, sectionText(one), dependentsText(one.dependents))),
    ...facts.map((one) => row(one.repo, factText(one), dependentsText(one.dependents))),
    ...news.groups.map((name) => row(name, 'new page', '')),
    ...news.forms.map((name) => row(name, 'new form', '')),
    ...news.repositories.map((name) => row(name, 'new repository', '')),
  ]
  const lines = rows.length === 0 ? [] : ['| where | what | rests on it |\n|---|---|---|', ...rows]
  return [`## ${title}`, `${countsOf(check)}${rows.length === 0 ? '. Nothing has changed.' : '.'}`, lines.join('\n')]
    .filter((text) => text !== '')
    .join('\n\n')
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function countsOf({ sections }: PolicyCheck): string {
  const states = ['unchanged', 'changed', 'gone', 'unrecorded', 'missing'] as const
  return states.map((state) => `${sections.filter((one) => one.state === state).length} ${state}`).join(', ')
}
