import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { listen } from '../support/fake-github/server.ts'
import { fastClock } from '../support/fast-clock.ts'
import { temporaryFolder } from '../support/folder.ts'
import { spawnProgram } from '../support/program.ts'

const TOKEN = 'ghp_thisTokenMustNeverBeSeenAnywhere'

async function startFake() {
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, repositories: { 'example/protocol': {} } })
  const { url, close } = await listen(fake, 0)
  onTestFinished(close)
  return { fake, env: { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GH_TOKEN: TOKEN } }
}

test('the built program signs in to GitHub, and prints no token', async () => {
  const { env } = await startFake()
  const { stdout, stderr, exitCode } = await spawnProgram(['doctor', '--repo', 'example/protocol'], { env })
  expect([stderr, exitCode]).toEqual(['', 0])
  expect(stdout).toMatch(/newcomer on 127\.0\.0\.1/)
  expect(stdout).not.toContain(TOKEN)
})

test('a rejected token is an error with exit code 4, and is not printed even in debug mode', async () => {
  const { fake, env } = await startFake()
  fake.faults([{ operation: 'GET /user', mode: 'bad-credentials' }])
  const { stdout, stderr, exitCode } = await spawnProgram(['doctor', '--repo', 'example/protocol'], {
    env: { ...env, DEBUG: 'mcp-comms' },
  })
  expect(exitCode).toBe(4)
  expect(stdout + stderr).toMatch(/rejected the token/)
  expect(stdout + stderr).not.toContain(TOKEN)
})

test('doctor reports the account as failed, after a retry, if no server listens at the address', async () => {
  const clock = fastClock(join(temporaryFolder(), 'clock'))
  onTestFinished(clock.close)
  const env = { GITHUB_API_URL: 'http://127.0.0.1:9', GH_TOKEN: TOKEN, ...clock.env }
  const { stdout, exitCode } = await spawnProgram(['doctor'], { env })
  // Waiting for a retry advances this clock.
  expect(clock.now().getTime()).toBeGreaterThan(Date.now() + 1_000)
  expect(stdout).toMatch(/✖ account +\S/)
  expect(exitCode).toBe(1)
})

test('an http address of another machine is refused, so that no token is sent there unencrypted', async () => {
  const { stderr, exitCode } = await spawnProgram(['doctor'], {
    env: { GITHUB_API_URL: 'http://github.test', GH_TOKEN: TOKEN },
  })
  expect(stderr).toMatch(/GITHUB_API_URL must be an https URL/)
  expect(exitCode).toBe(2)
})
