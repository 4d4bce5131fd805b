import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BIN } from '../support/program.ts'
import { bulkLines, bulkNumbers } from './bulk.ts'
import { firstPrompt } from './first-prompt.ts'
import { measureManyTexts } from './many-texts.ts'
import { againstBareNode } from './measure.ts'
import { prefilledPage, requestsToOpen } from './open-issue.ts'
import { packageSize } from './package-size.ts'
import { sepLintTimes } from './sep-lint.ts'

const FLAGS = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'spec', '--json']
const WORDS = ['the inspector crashes when I connect', '--json']

/**
 * Prints the numbers on speed and size for docs/benchmarks.md. Each ratio compares a command with bare Node; the two run alternately.
 * `--seps DIR`: real SEPs to lint. `--json FILE`: also writes the numbers to this file.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '31' },
      json: { type: 'string' },
      seps: { type: 'string', default: '../shared/upstream/seps' },
    },
  })
  const runs = Number(values.runs)
  const ratios = [
    againstBareNode('where, from flags', [BIN, 'where', ...FLAGS], runs),
    againstBareNode('where, from words', [BIN, 'where', ...WORDS], runs),
    againstBareNode('--help', [BIN, '--help'], runs),
    againstBareNode('--version', [BIN, '--version'], runs),
    await firstPrompt(Math.min(runs, 15)),
    ...sepLintTimes(values.seps, runs),
    await prefilledPage(runs),
  ]
  const { operations } = await requestsToOpen()
  const bulk = await bulkNumbers(Math.min(runs, 5))
  const few = measureManyTexts(1_000)
  const many = measureManyTexts(10_000)
  const { size, entryCount } = packageSize()
  for (const { name, baseline, median, ratio } of ratios)
    console.log(
      `${name.padEnd(20)} ${median.toFixed(0)} ms, bare node ${baseline.toFixed(0)} ms: ${ratio.toFixed(2)} x`,
    )
  console.log(`where --file         ${many.perSecond.toFixed(0)} texts a second (10,000 texts)`)
  console.log(
    `its peak memory      ${many.peakMegabytes.toFixed(0)} MB for 10,000 texts, ${few.peakMegabytes.toFixed(0)} MB for 1,000`,
  )
  console.log(`issue open           ${operations.length} GraphQL requests (${operations.join(', ')})`)
  for (const line of bulkLines(bulk)) console.log(line)
  console.log(`the packed tarball   ${(size / 1024).toFixed(0)} kB in ${entryCount} files`)
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify({ ratios, few, many, operations, bulk, size }, null, 2))
}

await bench()
