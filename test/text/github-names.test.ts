import { describe, expect, test } from 'vitest'
import { parseLedger } from '../../src/bulk/ledger/record.ts'
import { findRowProblems } from '../../src/bulk/plan/planned-row.ts'
import { sourceRef } from '../../src/commands/shared/source.ts'
import { type Draft, emptyDraft, hasCredibleAddress } from '../../src/drafts/draft.ts'
import { parseDraft } from '../../src/drafts/format.ts'
import { parseRecordSubject } from '../../src/drafts/record-search.ts'
import { Failure, UsageError } from '../../src/errors.ts'
import { repositoryName } from '../../src/policy/schema-values.ts'
import { referenceIn } from '../../src/seps/lint/context.ts'
import { parseMaintainers } from '../../src/seps/maintainers.ts'
import { isSameName, issueRef, parseRepoName } from '../../src/text/github-names.ts'
import { mentionsIn } from '../../src/text/mentions.ts'
import { doneRecord, ISSUE_URL, LEDGER_FILE, runRecord, sendingRecord } from '../support/ledgers.ts'

const REPOS = [
  'o/n',
  'ada_corp/tool',
  'Octo-Cat_acme/my.tool_2',
  'octo/.github',
  'octo/-',
  'octo/a..b',
  'octo/...',
  // GitHub once allowed such names, and the accounts still exist.
  'octo--cat-/n',
]
const NOT_REPOS = [
  '',
  'n',
  'o/',
  '/n',
  'o/..',
  'o/.',
  '../n',
  './n',
  '.o/n',
  '-o/n',
  '_o/n',
  'o.p/n',
  'o/n/m',
  'o/../n',
  'o/n\n',
  'o /n',
  'ö/n',
  'o/n#1',
  'o/n:m',
  'o\\n',
]

/** What reads the name of a repository, alone or in an address, and whether it accepts a name. */
const READERS: readonly (readonly [name: string, accepts: (repo: string) => boolean])[] = [
  ['parseRepoName', (repo) => succeeds(() => parseRepoName(repo))],
  ['a row of a plan', (repo) => findRowProblems({ title: 't' }, repo).length === 0],
  ['a record of a ledger', (repo) => readsLedger({ repo })],
  ['an address in a ledger', (repo) => readsLedger({ url: `https://github.com/${repo}/issues/7` })],
  ['a draft', (repo) => succeeds(() => parseDraft(`---\nkind: issue\nrepo: ${JSON.stringify(repo)}\n---\n`, 'd.md'))],
  ['the address of a published draft', (repo) => hasCredibleAddress(publishedIn(repo), ['github.com'])],
  ['a policy', (repo) => repositoryName.safeParse(repo).success],
  ['owner/name#7', (repo) => issueRef(`${repo}#7`, 'x/y')?.repo === repo],
  ['the address of an issue', (repo) => issueRef(`https://github.com/${repo}/issues/7`, 'x/y')?.repo === repo],
  ['the source of a plan', (repo) => sourceRef(`${repo}#7`)?.repo === repo],
  ['what a record is about', (repo) => parseRecordSubject(`${repo}#7`, 'x/y')?.repo === repo],
  [
    'the page that a record is about',
    (repo) => parseRecordSubject(`https://github.com/${repo}/pull/7`, 'x/y')?.repo === repo,
  ],
  ['the pull request of a SEP', (repo) => referenceIn(`https://github.com/${repo}/pull/7`)?.repo === repo],
]

describe.each(READERS)('%s', (_, accepts) => {
  test.each(REPOS)('accepts %j', (repo) => {
    expect(accepts(repo)).toBe(true)
  })

  test.each(NOT_REPOS)('does not accept %j', (repo) => {
    expect(accepts(repo)).toBe(false)
  })
})

function succeeds(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (error instanceof Failure || error instanceof UsageError) return false
    throw error
  }
}

function readsLedger({ repo = 'o/n', url = ISSUE_URL }): boolean {
  const records = [runRecord(), { ...sendingRecord('a', 1), repo }, { ...doneRecord('a', 2), url }]
  return succeeds(() => parseLedger([...records.map((record) => JSON.stringify(record)), ''], LEDGER_FILE))
}

function publishedIn(repo: string): Draft {
  return { ...emptyDraft('issue'), repo, url: `https://github.com/${repo}/issues/7`, number: 7 }
}

test('the parts of a name are those around the slash', () => {
  expect(parseRepoName('ada_corp/my.tool')).toEqual({ owner: 'ada_corp', name: 'my.tool' })
})

test('a managed account is recognized in a mention and in a list of maintainers', () => {
  expect(mentionsIn('Thanks, @ada_corp!')).toEqual(['ada_corp'])
  expect(parseMaintainers('- [Ada](https://github.com/ada_corp)').map(({ login }) => login)).toEqual(['ada_corp'])
})

test.each([
  ['Bug', 'bug', true],
  ['Café', 'Cafe\u0301', true],
  ['bug', 'bugs', false],
])('%j and %j are the same name: %j', (left, right, expected) => {
  expect(isSameName(left, right)).toBe(expected)
})
