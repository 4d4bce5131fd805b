import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { createFakeGitHub } from './fake-github.ts'
import { parseSeed } from './seed.ts'
import { listen } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    seed: { type: 'string' },
    /** The lag of listings in seconds: `30`, `0-60` (a different lag at each read) or `0,30,5` (replicas that answer in turn). */
    lag: { type: 'string' },
    /** The lag of what is read by its name, number or id, in the same format. */
    'lookup-lag': { type: 'string' },
    'clock-ahead': { type: 'string' },
    /** JSON in the format of `POST /_fake/faults`. */
    faults: { type: 'string', default: '[]' },
  },
})
const file = values.seed ?? `${import.meta.dirname}/seeds/example.yaml`
const fake = createFakeGitHub(parseSeed(parse(readFileSync(file, 'utf8'))))
fake.conditions({
  lag: {
    ...(values.lag === undefined ? {} : { listings: ageOf(values.lag) }),
    ...(values['lookup-lag'] === undefined ? {} : { lookups: ageOf(values['lookup-lag']) }),
  },
  ...(values['clock-ahead'] === undefined ? {} : { clockAhead: Number(values['clock-ahead']) }),
})
fake.faults(JSON.parse(values.faults))
const { url } = await listen(fake, Number(values.port))
process.stdout.write(`listening on ${url}\n`)

function ageOf(text: string) {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? []
  if (from !== undefined && to !== undefined) return { from: Number(from), to: Number(to) }
  return text.includes(',') ? { replicas: text.split(',').map(Number) } : Number(text)
}
