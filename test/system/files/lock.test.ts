import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ProcessSpace } from '../../../src/system/files/lock.ts'
import { fileFailureOf, makePipe, processesSeenBy, realFiles, SPACE, withoutRoot } from '../../support/folder.ts'

const DEAD_PID = 666
const processWithId = (ownPid: number) => processesSeenBy(ownPid, { isRunning: (pid) => pid !== DEAD_PID })
const lockHeldBy = (pid: number, space: Partial<ProcessSpace> = {}, started: string | null = '7') =>
  JSON.stringify({ pid, started, ...SPACE, ...space })

/** A folder with the lock of a run whose process is dead. */
function setUpStaleLock() {
  const disk = realFiles({ processes: processWithId(1) })
  writeFileSync(disk.at('draft.md.lock'), lockHeldBy(DEAD_PID))
  return disk
}

describe('the lock of a file', () => {
  test.each([
    ['the same', 1],
    ['another', 2],
  ])('is refused to %s run, with an error that names its holder', async (_, ownPid) => {
    const { files, asProcess, names, at } = realFiles({ processes: processWithId(1) })
    await files.lock('draft.md')
    expect(await fileFailureOf(asProcess(processWithId(ownPid)).lock('draft.md'))).toBe(
      `draft.md: another run (process 1 on desk) is using it; wait for it to finish, or remove draft.md.lock if it is not running`,
    )
    expect(names()).toEqual(['draft.md.lock'])
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(1))
  })

  test('does not prevent locking another file', async () => {
    const { files, asProcess } = realFiles({ processes: processWithId(1) })
    await files.lock('draft.md')
    await asProcess(processWithId(2)).lock('other.md')
  })

  test('is also the lock of a link to the file', async () => {
    const { files, asProcess, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md'), '')
    symlinkSync(at('draft.md'), at('link.md'))
    await files.lock('link.md')
    expect(await fileFailureOf(asProcess(processWithId(2)).lock('draft.md'))).toMatch(/another run/)
    expect(await fileFailureOf(asProcess(processWithId(2)).lock('link.md'))).toMatch(/draft\.md: another run/)
  })

  test('is refused for a pipe, because the run could not write its result into it', async () => {
    const { files, at, names } = realFiles()
    makePipe(at('draft.md'))
    await expect(files.lock('draft.md')).rejects.toThrow('draft.md is a pipe or a device: name a file')
    expect(names()).toEqual(['draft.md'])
  })

  test('can be taken again as soon as it is released', async () => {
    const { files, asProcess, names } = realFiles({ processes: processWithId(1) })
    const release = await files.lock('draft.md')
    await release()
    expect(names()).toEqual([])
    await asProcess(processWithId(2)).lock('draft.md')
    expect(names()).toEqual(['draft.md.lock'])
  })

  test('is not released by a run that no longer holds it', async () => {
    const { files, asProcess, at } = realFiles({ processes: processWithId(1) })
    const release = await files.lock('draft.md')
    await files.remove('draft.md.lock')
    await asProcess(processWithId(2)).lock('draft.md')
    await release()
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(2))
  })

  test('can be released twice', async () => {
    const release = await realFiles().files.lock('draft.md')
    await release()
    await release()
  })
})

describe('a lock that was left behind', () => {
  test('by a dead run is taken over, and nothing else is left', async () => {
    const { files, names, at } = setUpStaleLock()
    const release = await files.lock('draft.md')
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(1))
    expect(names()).toEqual(['draft.md.lock'])
    await release()
    expect(names()).toEqual([])
  })

  test.each([
    '',
    'null',
    '{"pid":',
    '{"pid":-1,"host":"x"}',
    '[]',
    '{"pid":666,"host":"\\u001b[2J"}',
    '\u0000'.repeat(100),
  ])('with invalid content (%j) is taken over', async (content) => {
    const { files, names, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md.lock'), content)
    await files.lock('draft.md')
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(1))
    expect(names()).toEqual(['draft.md.lock'])
  })

  test('by a run on another machine counts as held', async () => {
    const { files, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md.lock'), lockHeldBy(DEAD_PID, { host: 'elsewhere' }))
    expect(await fileFailureOf(files.lock('draft.md'))).toMatch(/\(process 666 on elsewhere\)/)
  })

  test('counts as held if the run that created it has not written into it yet', async () => {
    const { asProcess, at } = realFiles()
    writeFileSync(at('draft.md.lock'), '')
    const late = processesSeenBy(2, { whileWaiting: () => writeFileSync(at('draft.md.lock'), lockHeldBy(3)) })
    expect(await fileFailureOf(asProcess(late).lock('draft.md'))).toMatch(/another run \(process 3 on desk\)/)
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(3))
  })

  test('by a machine without a host name is understood', async () => {
    const space = { host: '' }
    const { files, asProcess } = realFiles({ processes: processesSeenBy(1, { space }) })
    await files.lock('draft.md')
    const other = asProcess(processesSeenBy(2, { space }))
    expect(await fileFailureOf(other.lock('draft.md'))).toMatch(/: another run \(process 1\) is using it/)
  })

  test('by an older version, which wrote less, is understood', async () => {
    const { files, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md.lock'), JSON.stringify({ pid: 5, host: 'desk' }))
    expect(await fileFailureOf(files.lock('draft.md'))).toMatch(/process 5 on desk/)
    writeFileSync(at('draft.md.lock'), JSON.stringify({ pid: DEAD_PID, host: 'desk' }))
    await files.lock('draft.md')
  })

  test.each([
    ['another program has its PID now', lockHeldBy(5, {}, '6')],
    ['its PID is ours now', lockHeldBy(1, {}, '6')],
    ['the machine was restarted', lockHeldBy(5, { boot: 'b0' })],
  ])('is taken over if %s', async (_, content) => {
    const { files, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md.lock'), content)
    await files.lock('draft.md')
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(1))
  })

  test.each([
    ['another container with the same host name', lockHeldBy(DEAD_PID, { namespace: 'pid:[2]' })],
    ['a container in which its process has the same PID as ours', lockHeldBy(1, { namespace: 'pid:[2]' }, '6')],
    ['another machine with the same host name', lockHeldBy(DEAD_PID, { machine: 'm2', boot: 'b2' })],
    ['a machine that may be another one', lockHeldBy(DEAD_PID, { machine: null, boot: 'b2' })],
    ['a system that does not say when a process started', lockHeldBy(5, {}, null)],
  ])('counts as held if it belongs to %s', async (_, content) => {
    const { files, at } = realFiles({ processes: processWithId(1) })
    writeFileSync(at('draft.md.lock'), content)
    expect(await fileFailureOf(files.lock('draft.md'))).toMatch(/another run \(process \d+ on desk\) is using it/)
  })

  test('causes an error, and is kept, if it cannot be read', async () => {
    const { files, folder, at, names } = setUpStaleLock()
    chmodSync(at('draft.md.lock'), 0o000)
    await withoutRoot(folder, async () => {
      expect(await fileFailureOf(files.lock('draft.md'))).toBe('draft.md.lock: no permission to read it')
    })
    expect(names()).toEqual(['draft.md.lock'])
  })

  test('causes an error, and is kept, if it is a folder', async () => {
    const { files, at, names } = realFiles()
    mkdirSync(at('draft.md.lock'))
    expect(await fileFailureOf(files.lock('draft.md'))).toBe('draft.md.lock: this is a folder, not a file')
    expect(names()).toEqual(['draft.md.lock'])
  })

  test('is taken over even if the lock for its takeover was left behind as well', async () => {
    const { files, at, names } = setUpStaleLock()
    writeFileSync(at('draft.md.lock.lock'), lockHeldBy(DEAD_PID))
    await files.lock('draft.md')
    expect(names()).toEqual(['draft.md.lock'])
  })
})

describe('when several runs find the same stale lock', () => {
  test('a run that read the lock before another run took it over is rejected', async () => {
    const { asProcess, at, names } = setUpStaleLock()
    const late = processesSeenBy(2, {
      isRunning: (pid) => {
        // While the late run still handles the dead run's lock, the other run takes the lock over.
        if (pid === DEAD_PID) writeFileSync(at('draft.md.lock'), lockHeldBy(3))
        return pid !== DEAD_PID
      },
    })
    expect(await fileFailureOf(asProcess(late).lock('draft.md'))).toMatch(/another run \(process 3 on/)
    expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(3))
    expect(names()).toEqual(['draft.md.lock'])
  })

  test.each(Array.from({ length: 30 }, (_, round) => round))(
    'only one of eight runs gets the lock (round %i)',
    async () => {
      const { asProcess, at, names } = setUpStaleLock()
      const takers = Array.from({ length: 8 }, (_, taker) => processWithId(taker + 1))
      const taken = await Promise.allSettled(takers.map((taker) => asProcess(taker).lock('draft.md')))
      const winners = taken.flatMap(({ status }, taker) => (status === 'fulfilled' ? [taker + 1] : []))
      expect(winners).toHaveLength(1)
      expect(readFileSync(at('draft.md.lock'), 'utf8')).toBe(lockHeldBy(winners[0] ?? 0))
      expect(names()).toEqual(['draft.md.lock'])
    },
  )
})
