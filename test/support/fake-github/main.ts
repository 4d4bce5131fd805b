import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { createFakeGitHub } from './fake-github.ts'
import { parseSeed } from './seed.ts'
import { listen } from './server.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4010' }, seed: { type: 'string' } },
})
const file = values.seed ?? `${import.meta.dirname}/seeds/example.yaml`
const fake = createFakeGitHub(parseSeed(parse(readFileSync(file, 'utf8'))))
const { url } = await listen(fake, Number(values.port))
process.stdout.write(`listening on ${url}\n`)
