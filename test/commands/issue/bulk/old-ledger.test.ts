import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
/** The numeric keys are long, because a key of up to nine digits looks like the number of an issue, and is refused. */
const KEYS = ['"setup"', '7000000001', '9007199254740991'] as const
const jsonl = (keys: readonly string[]) =>
  keys.map((key, index) => `{"key": ${key}, "title": "Task number ${index + 1}", "body": "${TEXT}"}\n`).join('')
const csv = (keys: readonly string[]) =>
  ['key,title,body,labels', ...keys.map((key, index) => `${key},Task number ${index + 1},${TEXT},"bug,docs"`), ''].join(
    '\n',
  )

/** The keys as earlier versions wrote them into ledgers. They wrote a number as JavaScript prints it. */
const OLD_KEYS = KEYS.map((key) => JSON.stringify(String(JSON.parse(key))))

test.each([
  ['p.jsonl', jsonl(OLD_KEYS), jsonl(KEYS)],
  ['p.csv', csv(KEYS), csv(KEYS).replaceAll('"bug,docs"', 'bug;docs')],
])(
  'the rows of %s are recognized in the ledger of an earlier version, and none is created twice',
  async (name, oldPlan, newPlan) => {
    const { run, changeFile, titles } = setUpBulk({ files: { [name]: oldPlan } })
    expect((await run(`${name} --repo ${REPO} --apply --yes`)).exitCode).toBe(0)
    const titlesBefore = titles()
    expect(titlesBefore).toHaveLength(KEYS.length)
    changeFile(name, newPlan)
    const { stdout, stderr } = await run(`${name} --repo ${REPO} --apply --yes`)
    expect(titles(), stdout + stderr).toEqual(titlesBefore)
  },
)

const matrixOf = (versions: string) =>
  `{"matrix": {"version": [${versions}]}, "rows": [{"title": "Support version {{version}}", "body": "${TEXT}"}]}`

test.each([
  ['p.jsonl', jsonl(['"1.5"', '"12345678901234567000"']), jsonl(['1.50', '12345678901234567890'])],
  ['p.json', `[{"title": "2", "body": "${TEXT}"}]`, `[{"title": 2.0, "body": "${TEXT}"}]`],
  ['p.json', matrixOf('"1.1", "2"'), matrixOf('1.10, 2.0')],
])(
  'a row of %s is not created twice if an earlier version read its number differently',
  async (name, oldPlan, newPlan) => {
    const { run, changeFile, titles } = setUpBulk({ files: { [name]: oldPlan } })
    const apply = `${name} --repo ${REPO} --apply --yes --allow placeholders`
    expect((await run(apply)).exitCode).toBe(0)
    const titlesBefore = titles()
    changeFile(name, newPlan)
    const { exitCode, stderr } = await run(apply)
    expect([exitCode, titles()], stderr).toEqual([1, titlesBefore])
    expect(stderr).toContain('an earlier version of mcp-comms read a number in this row differently')
  },
)

test('a new row whose number looks like one in the ledger is created', async () => {
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.jsonl': jsonl(['1.5']) } })
  const apply = `p.jsonl --repo ${REPO} --apply --yes`
  expect((await run(apply)).exitCode).toBe(0)
  changeFile('p.jsonl', jsonl(['1.5', '1.50']))
  const { exitCode, stderr } = await run(apply)
  expect([exitCode, titles().length], stderr).toEqual([0, 2])
})
