import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const EXPORT = [
  'Ref,Summary,Details,Priority',
  ...[1, 2, 3].map(
    (part) => `W-${part},Show the icons of part ${part},The client has to show the icons of part ${part}.,High`,
  ),
].join('\n')
const FLAGS = `--column key=Ref --column title=Summary --column body=Details --skip-unknown -R ${REPO}`

test('with --column, the export of another program is previewed, applied and resumed', async () => {
  const { run, titles } = setUpBulk({ files: { 'export.csv': EXPORT } })
  const withoutFlags = await run(`export.csv -R ${REPO}`)
  expect(withoutFlags.exitCode).toBe(1)
  expect(withoutFlags.stderr.replaceAll(/\s+/g, ' ')).toContain('--column title=Summary --column body=Details')
  const preview = await run(`export.csv ${FLAGS}`)
  expect(preview.stdout.replaceAll(/\s+/g, ' ')).toContain(
    `--apply --column key=Ref --column title=Summary --column body=Details --skip-unknown --repo ${REPO}`,
  )
  expect((await run(`export.csv ${FLAGS} --apply --yes --stop-after 1`)).exitCode).toBe(5)
  const status = await run(`--status export.csv.ledger.jsonl ${FLAGS}`)
  expect(status.stdout).toContain('left     Show the icons of part 2')
  expect(status.stdout).toContain(`Resume with: mcp-comms issue bulk export.csv --apply --column key=Ref`)
  expect((await run(`export.csv ${FLAGS} --apply --yes`)).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('other flags in a later run create nothing twice', async () => {
  const { run, titles } = setUpBulk({ files: { 'export.csv': EXPORT } })
  await run(`export.csv ${FLAGS} --apply --yes`)
  await run(`export.csv --column title=Summary --column body=Details --skip-unknown -R ${REPO} --apply --yes`)
  expect(titles()).toHaveLength(3)
})

test('--column is refused for a plan that is not CSV', async () => {
  const { run } = setUpBulk({ files: { 'p.json': `[{"Summary":"A","repo":"${REPO}"}]` } })
  expect(await run('p.json --column title=Summary')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--column and --skip-unknown are for CSV plans'),
  })
})

test('--column cannot fill two columns from one, because one of them would stay empty', async () => {
  const { run } = setUpBulk({ files: { 'export.csv': EXPORT } })
  expect(await run(`export.csv ${FLAGS} --column labels=Priority --column milestone=priority`)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--column: "priority" cannot fill both labels and milestone; keep one of them'),
  })
})
