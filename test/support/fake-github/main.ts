import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { createFakeGitHub } from './fake-github.ts'
import { parseSeed } from './seed.ts'
import { listen } from './server.ts'

const HELP = `A fake GitHub, until Ctrl-C.

  --port PORT           (default: 4010; 0: any free one)
  --seed FILE           what it contains, in YAML (default: seeds/example.yaml beside this program)
  --lag SECONDS         the lag of listings: 30, 0-60 (a different lag at each read) or 0,30,5 (replicas that answer in turn)
  --lookup-lag SECONDS  the lag of what is read by its name, number or id, in the same format
  --clock-ahead SECONDS how far its clock is ahead
  --faults JSON         in the format of POST /_fake/faults
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    seed: { type: 'string' },
    lag: { type: 'string' },
    'lookup-lag': { type: 'string' },
    'clock-ahead': { type: 'string' },
    faults: { type: 'string', default: '[]' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(HELP)
  process.exit()
}
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
