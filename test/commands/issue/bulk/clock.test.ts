import { describe, expect, test } from 'vitest'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'

const LEDGER = 'p.csv.ledger.jsonl'
const MINUTE = 60_000

function setUpClocks(clockAhead: number, rowCount = 3) {
  const bulk = setUpBulk({ files: { 'p.csv': planWithRows(rowCount) }, clockAhead })
  const githubTime = () => bulk.clock.now().getTime() + clockAhead * 1000
  return { ...bulk, githubTime }
}

const DIFFERENCES = [-86_400, -3_600, 3_600, 86_400]

describe.each(DIFFERENCES)("if GitHub's clock differs from ours by %i seconds", (clockAhead) => {
  test("all records of a run have GitHub's time", async () => {
    const { run, ledger, githubTime } = setUpClocks(clockAhead)
    const startedAt = githubTime()
    expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
    const times = ledger().map(({ at }) => Date.parse(at))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const time of times) {
      expect(time).toBeGreaterThan(startedAt - MINUTE)
      expect(time).toBeLessThan(githubTime() + MINUTE)
    }
  })

  test("the records of --undo have GitHub's time, and so does the record that it adds for a post that it found", async () => {
    const { run, ledger, file, changeFile, clock, posts, githubTime } = setUpClocks(clockAhead)
    await run('p.csv --apply --yes --stop-after 1')
    // The ledger as it would be if the run had been killed before it recorded the post.
    const lines = file(LEDGER).split('\n')
    changeFile(
      LEDGER,
      `${lines
        .slice(
          0,
          lines.findIndex((line) => line.includes('"done"')),
        )
        .join('\n')}\n`,
    )
    clock.advance(20 * MINUTE)
    const undoStartedAt = githubTime()
    expect((await run(`--undo ${LEDGER} --yes`)).exitCode).toBe(0)
    expect(posts().map(({ closed }) => closed)).toEqual([true])
    const undoTimes = ledger(`${LEDGER}.undo.jsonl`).map(({ at }) => Date.parse(at))
    expect(undoTimes.every((time) => time > undoStartedAt - MINUTE && time < githubTime() + MINUTE)).toBe(true)
    const [found] = ledger().filter(({ record }) => record === 'done')
    expect(Date.parse(found?.at ?? '')).toBeGreaterThan(undoStartedAt - MINUTE)
    expect(Date.parse(found?.at ?? '')).toBeLessThan(githubTime() + MINUTE)
  })
})

describe('the duration that the preview expects', () => {
  const previewWith = async (clockAhead: number) => {
    const { run } = setUpClocks(clockAhead, 120)
    await run('p.csv --apply --yes --stop-after 60 --max 120')
    return linesOf(await run('p.csv --json')).at(-1)
  }
  let expected: Promise<unknown> | undefined

  test.each(DIFFERENCES)("is the same if GitHub's clock differs from ours by %i seconds", async (clockAhead) => {
    expected ??= previewWith(0)
    expect(await expected).toMatchObject({ seconds: expect.any(Number) })
    expect(await previewWith(clockAhead)).toEqual(await expected)
  })
})
