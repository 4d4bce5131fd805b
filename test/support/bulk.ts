import { expect, onTestFinished } from 'vitest'
import type { Log } from '../../src/app.ts'
import { type LedgerRecord, ledgerRecord } from '../../src/bulk/ledger/record.ts'
import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { connectGitHub } from '../../src/github/sign-in.ts'
import { type Outcome, run, type World } from './app.ts'
import { createFakeGitHub } from './fake-github/fake-github.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { REPO, TOKEN } from './github.ts'
import { manualClock } from './manual-clock.ts'
import { signedInTo } from './signed-in.ts'

/** A repository that the viewer maintains, so that they may set labels. */
const OURS: SeedInput['repositories'][string] = {
  permission: 'WRITE',
  labels: ['bug', 'docs'],
  milestones: ['next'],
  assignees: ['maintainer'],
  categories: ['Ideas'],
  projects: ['Roadmap'],
}

const TEXT = 'The client has to follow the next version of the specification.'

/** A valid plan with `count` rows. */
export function rowsOf(count: number, repo = REPO): string {
  const rows = Array.from({ length: count }, (_, at) => `Task number ${at + 1},${TEXT},${repo}`)
  return ['title,body,repo', ...rows, ''].join('\n')
}

type Bulk = Partial<SeedInput> & {
  readonly files?: Readonly<Record<string, string>>
  readonly signedIn?: boolean
  /** Called with the operation before each request reaches GitHub; the request waits for it. */
  readonly onRequest?: (operation: string) => void | Promise<void>
}
export type Extra = Pick<World, 'person' | 'env' | 'columns' | 'locked' | 'onInterrupt' | 'onDisk' | 'logs' | 'clock'>

/** The program on a fake GitHub with one repository, and a plan. Files stay from one run to the next; nothing waits in real time. */
export function setUpBulk({
  files = { 'p.csv': rowsOf(3) },
  signedIn = true,
  onRequest,
  repositories,
  ...seed
}: Bulk = {}) {
  const clock = manualClock()
  const fake = createFakeGitHub(
    { viewer: { login: 'newcomer' }, ...seed, repositories: repositories ?? { [REPO]: OURS } },
    clock,
  )
  onTestFinished(() => fake.verify())
  const github = connectGitHub({
    endpoints: { api: 'http://127.0.0.1', graphql: 'http://127.0.0.1/graphql', host: '127.0.0.1' },
    token: TOKEN,
    userAgent: 'mcp-comms/test',
    hasSecret,
    fetch: async (input, init) => {
      await onRequest?.(/(?:query|mutation) (\w+)/.exec(String(init?.body))?.[1] ?? '')
      return fake.fetch(input, init)
    },
    clock,
  })
  let disk = files
  let ids = 0
  const go = async (line: string, extra: Extra = {}): Promise<Outcome> => {
    const outcome = await run(['issue', 'bulk', ...line.split(' ').filter((word) => word !== '')], {
      files: disk,
      clock,
      github: signedInTo(github, signedIn),
      newId: () => `marker-${++ids}-of-the-test`,
      ...extra,
    })
    disk = outcome.files
    return outcome
  }
  const requests = () => fake.requests()
  const posts = (repo = REPO) =>
    (fake.state().repositories[repo]?.posts ?? []).filter(({ type }) => type !== 'PullRequest')
  return {
    fake,
    clock,
    go,
    /** The issues and discussions of a repository. */
    posts,
    titles: (repo = REPO) => posts(repo).map(({ title }) => title),
    /** The mutations that were sent, in order. */
    writes: () =>
      requests()
        .filter(({ kind }) => kind === 'mutation')
        .map(({ operation }) => operation),
    file: (name: string) => disk[name] ?? '',
    change: (name: string, text: string) => {
      disk = { ...disk, [name]: text }
    },
    ledger: (name = 'p.csv.ledger.jsonl') => recordsIn(disk[name] ?? ''),
  }
}

export function recordsIn(text: string): readonly LedgerRecord[] {
  const lines = text.split('\n')
  expect(lines.at(-1), 'the ledger ends with a newline').toBe('')
  return lines.slice(0, -1).map((line) => ledgerRecord.parse(JSON.parse(line)))
}

/** The lines that a run printed with `--json`; the last one is the summary. */
export function linesOf({ stdout }: Pick<Outcome, 'stdout'>): readonly unknown[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** A disk that is full after this many lines of a log. */
export function fullAfter(lines: number, failure: () => Error): (log: Log) => Log {
  let remaining = lines
  return (log) => ({
    ...log,
    append: async (text) => {
      if (remaining-- <= 0) throw failure()
      await log.append(text)
    },
  })
}
