import { linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { planWithRows } from '../support/bulk.ts'
import { containersAt, whyNoContainers } from '../support/containers.ts'
import { temporaryFolder } from '../support/folder.ts'
import { REPO } from '../support/github.ts'
import { startFakeGitHub } from '../support/loopback.ts'
import { spawnProgram } from '../support/program.ts'

const ROW_COUNT = 3
const SKIP_REASON = whyNoContainers()

/** A plan with three names, and a program that can apply it under each of them. */
async function setUp() {
  const home = temporaryFolder()
  const [work, links] = [join(home, 'work'), join(home, 'links')]
  for (const folder of [work, links]) mkdirSync(folder)
  writeFileSync(join(work, 'plan.csv'), planWithRows(ROW_COUNT))
  symlinkSync(join(work, 'plan.csv'), join(links, 'symbolic.csv'))
  linkSync(join(work, 'plan.csv'), join(links, 'hard.csv'))
  const gate = gateFor('CreateIssue')
  const seed = { viewer: { login: 'newcomer' }, repositories: { [REPO]: { permission: 'WRITE' as const } } }
  const { fake, envFor } = await startFakeGitHub(seed, { onRequest: gate.onRequest })
  const githubEnv = envFor('ghp_local')
  const folders = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), XDG_STATE_HOME: join(home, 'state') }
  const apply = (plan: string, options: { readonly within?: readonly string[]; readonly env?: object } = {}) => {
    const argv = ['issue', 'bulk', plan, '--apply', '--yes', '--json', '--pace', '6000', '--ai-disclosure', 'none']
    return spawnProgram(argv, { ...options, cwd: home, env: { ...githubEnv, ...folders, ...options.env } })
  }
  return {
    gate,
    apply,
    containers: () => containersAt(githubEnv['GITHUB_API_URL'] ?? '', join(home, 'github.sock')),
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
    filesEndingWith: (end: string) =>
      [work, links].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(end))),
  }
}

/** A gate that delays the requests of an operation until it is opened. `arrival` resolves when the first request arrives. */
function gateFor(operationName: string) {
  let reportArrival = () => {}
  let open = () => {}
  const arrival = new Promise<void>((done) => {
    reportArrival = done
  })
  const opening = new Promise<void>((done) => {
    open = done
  })
  onTestFinished(() => open())
  return {
    arrival,
    open: () => open(),
    async onRequest({ operation }: { readonly operation: string }): Promise<void> {
      if (operation !== operationName) return
      reportArrival()
      await opening
    },
  }
}

test('a second container that shares the folder respects the lock of the first, although both run as process 1', async ({
  skip,
}) => {
  skip(SKIP_REASON !== null, SKIP_REASON ?? '')
  const { gate, apply, containers, posts, filesEndingWith } = await setUp()
  const container = await containers()
  const first = apply('work/plan.csv', container)
  await gate.arrival
  const plans = ['work/plan.csv', 'links/symbolic.csv', 'links/hard.csv']
  for (const second of await Promise.all(plans.map((plan) => apply(plan, container)))) {
    expect([second.exitCode, second.stderr]).toEqual([expect.any(Number), expect.stringContaining('another run')])
    expect(second.exitCode).not.toBe(0)
  }
  gate.open()
  const { exitCode, stderr } = await first
  expect(exitCode, stderr).toBe(0)
  expect(posts()).toHaveLength(ROW_COUNT)
  // The run is over, so the lock is free for every container and for the machine itself.
  for (const options of [container, {}]) {
    const again = await apply('links/symbolic.csv', options)
    expect(again.exitCode, again.stderr).toBe(0)
  }
  expect(posts()).toHaveLength(ROW_COUNT)
  expect(filesEndingWith('.ledger.jsonl')).toHaveLength(1)
  expect(filesEndingWith('.lock')).toEqual([])
}, 120_000)

test('a plan has one ledger and one run at a time, under any of its names', async () => {
  const { gate, apply, posts, filesEndingWith } = await setUp()
  const first = apply('links/hard.csv')
  await gate.arrival
  const others = ['work/plan.csv', 'links/symbolic.csv']
  for (const second of await Promise.all(others.map((plan) => apply(plan))))
    expect(second.stderr).toContain('another run')
  gate.open()
  const { exitCode, stderr } = await first
  expect(exitCode, stderr).toBe(0)
  for (const plan of ['work/plan.csv', 'links/symbolic.csv', 'links/hard.csv']) {
    const again = await apply(plan)
    expect(again.exitCode, again.stderr).toBe(0)
  }
  expect(posts()).toHaveLength(ROW_COUNT)
  expect(filesEndingWith('.ledger.jsonl')).toHaveLength(1)
}, 120_000)

test.skipIf(SKIP_REASON !== null)('a draft for a read-only disk is printed, with the reason', async () => {
  const home = temporaryFolder()
  const mount = 'mount -t tmpfs -o ro none "$HOME" && exec "$@"'
  const { stdout, stderr, exitCode } = await spawnProgram(
    ['issue', 'new', '--offline', '--repo', REPO, '--title', 'A title that nobody loses', '--body', 'Nor this text.'],
    { env: { HOME: home }, within: ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh'] },
  )
  expect([exitCode, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/A title that nobody loses[\s\S]*Nor this text\.[\s\S]*\/drafts: the disk is read-only\n$/)
})
