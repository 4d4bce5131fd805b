import { expect, onTestFinished } from 'vitest'
import type { Log } from '../../src/app.ts'
import { type LedgerRecord, ledgerRecord } from '../../src/bulk/ledger/record.ts'
import { type Outcome, type RunOptions, run as runProgram } from './app.ts'
import { createFakeGitHub } from './fake-github/fake-github.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { connectTo, REPO } from './github.ts'
import { manualClock } from './manual-clock.ts'
import { signedInTo } from './signed-in.ts'

/** A repository in which the viewer may set labels. */
const WRITABLE: SeedInput['repositories'][string] = {
  permission: 'WRITE',
  labels: ['bug', 'docs'],
  milestones: ['next'],
  assignees: ['maintainer'],
  categories: ['Ideas'],
  projects: ['Roadmap'],
}

const TEXT = 'The client has to follow the next version of the specification.'

/** The CSV of a valid plan with `count` rows. */
export function planWithRows(count: number, repo = REPO): string {
  const rows = Array.from({ length: count }, (_, index) => `Task number ${index + 1},${TEXT},${repo}`)
  return ['title,body,repo', ...rows, ''].join('\n')
}

export type BulkSetup = Partial<SeedInput> & {
  readonly files?: Readonly<Record<string, string>>
  /** How many ids earlier runs have created. */
  readonly idCount?: number
  readonly signedIn?: boolean
  /** Called before each request, with the name of its GraphQL operation ('' for REST). The request waits for the promise. */
  readonly onRequest?: (operation: string) => void | Promise<void>
  /** Aborts at the second Ctrl-C. */
  readonly abandon?: AbortSignal
}
export type BulkRunOptions = Pick<
  RunOptions,
  'person' | 'env' | 'columns' | 'locked' | 'onInterrupt' | 'onDisk' | 'wrapLog' | 'clock'
>

/**
 * The program on a fake GitHub, by default with a plan of three rows and one repository. Files are kept from run to run, and
 * nothing waits in real time.
 */
export function setUpBulk({
  files = { 'p.csv': planWithRows(3) },
  idCount = 0,
  signedIn = true,
  onRequest,
  abandon,
  repositories,
  ...seed
}: BulkSetup = {}) {
  const clock = manualClock()
  const fake = createFakeGitHub(
    { viewer: { login: 'newcomer' }, ...seed, repositories: repositories ?? { [REPO]: WRITABLE } },
    clock,
  )
  onTestFinished(() => fake.verify())
  const fetch: typeof globalThis.fetch = async (input, init) => {
    await onRequest?.(/(?:query|mutation) (\w+)/.exec(String(init?.body))?.[1] ?? '')
    return fake.fetch(input, init)
  }
  const github = connectTo(fetch, clock, abandon)
  let disk = files
  let ids = idCount
  const run = async (line: string, extra: BulkRunOptions = {}): Promise<Outcome> => {
    const outcome = await runProgram(['issue', 'bulk', ...line.split(' ').filter((word) => word !== '')], {
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
    run,
    /** The issues and discussions of a repository. */
    posts,
    titles: (repo = REPO) => posts(repo).map(({ title }) => title),
    /** The names of the mutations that were sent, in order. */
    mutations: () =>
      requests()
        .filter(({ kind }) => kind === 'mutation')
        .map(({ operation }) => operation),
    file: (name: string) => disk[name] ?? '',
    files: () => disk,
    idCount: () => ids,
    changeFile: (name: string, text: string) => {
      disk = { ...disk, [name]: text }
    },
    ledger: (name = 'p.csv.ledger.jsonl') => recordsIn(disk[name] ?? ''),
  }
}

/** A setup that goes on from the state of another one, without changing it. `setup`: what the other one began with. */
export function continueBulk(other: ReturnType<typeof setUpBulk>, setup: Omit<BulkSetup, 'files' | 'idCount'>) {
  const bulk = setUpBulk({ ...setup, files: other.files(), idCount: other.idCount() })
  bulk.clock.advance(other.clock.now().getTime() - bulk.clock.now().getTime())
  bulk.fake.load(other.fake.save())
  return bulk
}

/** The records of a ledger, which must end with a newline. */
export function recordsIn(text: string): readonly LedgerRecord[] {
  const lines = text.split('\n')
  expect(lines.at(-1), 'the ledger ends with a newline').toBe('')
  return lines.slice(0, -1).map((line) => ledgerRecord.parse(JSON.parse(line)))
}

/** A ledger as older versions wrote it, without the default repository of its runs. */
export function withoutRunRepo(ledger: string): string {
  return ledger.replaceAll(/^(\{"record":"run",.*),"repo":"[^"]*"/gm, '$1')
}

/** The parsed lines that a run printed with `--json`. The last one is the summary. */
export function linesOf({ stdout }: Pick<Outcome, 'stdout'>): readonly unknown[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** Makes `append` fail, as on a full disk, after this many calls. */
export function failAfter(calls: number, failure: () => Error): (log: Log) => Log {
  let remaining = calls
  return (log) => ({
    ...log,
    append: async (text) => {
      if (remaining-- <= 0) throw failure()
      await log.append(text)
    },
  })
}
