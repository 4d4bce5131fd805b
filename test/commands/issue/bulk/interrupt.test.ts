import { expect, test } from 'vitest'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'

function pressCtrlCAt(operation: string, nth: number) {
  let stop: () => void = () => undefined
  let count = 0
  return {
    onRequest: (sent: string) => {
      if (sent === operation && ++count === nth) stop()
    },
    onInterrupt: (listener: () => void) => {
      stop = listener
    },
  }
}

test('Ctrl-C lets the row in flight finish, and leaves the others', async () => {
  const { onRequest, onInterrupt } = pressCtrlCAt('CreateIssue', 2)
  const { run, titles, ledger } = setUpBulk({ files: { 'p.csv': planWithRows(4) }, onRequest })
  const { exitCode, stderr } = await run('p.csv --apply --yes --pace 20 --ai-disclosure none', { onInterrupt })
  expect(exitCode).toBe(5)
  expect(titles()).toEqual(['Task number 1', 'Task number 2'])
  expect(ledger().filter(({ record }) => record === 'done')).toHaveLength(2)
  expect(stderr).toContain('2 created, 2 left')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Resume mcp-comms issue bulk p.csv --apply --pace 20 --ai-disclosure none',
  )
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(4)
})

test('after Ctrl-C during a wait, nothing more is sent', async () => {
  let stop: () => void = () => undefined
  const { fake, run, clock, titles } = setUpBulk({ files: { 'p.csv': planWithRows(4) } })
  fake.faults([{ operation: 'CreateIssue', mode: 'secondary-403', after: 2 }])
  let sleepCount = 0
  const interruptingClock = {
    ...clock,
    sleep: async (milliseconds: number) => {
      await clock.sleep(milliseconds)
      if (++sleepCount === 10) stop()
    },
  }
  const { exitCode } = await run('p.csv --apply --yes', {
    clock: interruptingClock,
    onInterrupt: (listener) => {
      stop = listener
    },
  })
  expect(exitCode).toBe(5)
  expect(titles()).toHaveLength(2)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(4)
})

test('Ctrl-C before anything is created cancels the run', async () => {
  const { run, titles } = setUpBulk()
  const { exitCode } = await run('p.csv --apply --yes', { onInterrupt: (stop) => stop() })
  expect(exitCode).toBe(130)
  expect(titles()).toEqual([])
})

test('Ctrl-C at the last row does not change the result', async () => {
  const { onRequest, onInterrupt } = pressCtrlCAt('CreateIssue', 3)
  const { run, titles } = setUpBulk({ onRequest })
  expect((await run('p.csv --apply --yes', { onInterrupt })).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('Ctrl-C leaves the list of a tracker to the next run', async () => {
  const plan = `
defaults: { repo: example/protocol, body: The client has to follow the next version of the specification. }
tracker: { title: The next version }
rows: [{ title: Show the icons of servers }, { title: Show the progress of a task }]
`
  const { onRequest, onInterrupt } = pressCtrlCAt('CreateIssue', 3)
  const { run, posts } = setUpBulk({ files: { 'p.yaml': plan }, onRequest })
  const { exitCode, stderr } = await run('p.yaml --apply --yes', { onInterrupt })
  const entryCount = () => (posts()[0]?.body.match(/- \[ \] https/g) ?? []).length
  expect(exitCode).toBe(5)
  expect(entryCount()).toBe(0)
  expect(stderr).toContain('Resume ')
  expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
  expect(entryCount()).toBe(2)
})

test('after a second Ctrl-C, the run does not wait for the response, and the row is unconfirmed', async () => {
  let stop: () => void = () => undefined
  let count = 0
  const { run, titles } = setUpBulk({
    files: { 'p.csv': planWithRows(4) },
    onRequest: (sent) => {
      if (sent !== 'CreateIssue' || ++count !== 2) return
      stop()
      stop()
      return new Promise(() => undefined)
    },
  })
  const { exitCode, stderr } = await run('p.csv --apply --yes --ai-disclosure none', {
    onInterrupt: (listener) => {
      stop = listener
    },
  })
  expect([exitCode, titles()], stderr).toEqual([5, ['Task number 1']])
  expect(stderr).toMatch(/1 created, .*1 unconfirmed/)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Resume mcp-comms issue bulk p.csv --apply')
})

test('after a second Ctrl-C, the run does not wait for a read that hangs either, and leaves the other rows', async () => {
  let stop: () => void = () => undefined
  const abandon = new AbortController()
  const { run, titles, ledger } = setUpBulk({
    files: { 'p.csv': planWithRows(4) },
    abandon: abandon.signal,
    onRequest: (sent) => {
      // After a long pause, the run asks GitHub for its time.
      if (sent !== 'Viewer') return
      stop()
      abandon.abort()
      stop()
      return new Promise(() => undefined)
    },
  })
  const { exitCode, stderr } = await run('p.csv --apply --yes --pace 0.5 --ai-disclosure none', {
    onInterrupt: (listener) => {
      stop = listener
    },
  })
  expect([exitCode, titles()], stderr).toEqual([5, ['Task number 1']])
  expect(stderr).toContain('1 created, 3 left')
  expect(ledger().map(({ record }) => record)).toEqual(['run', 'sending', 'done'])
})
