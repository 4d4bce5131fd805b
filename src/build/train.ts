import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parsePolicy } from '../policy/parse.ts'
import { crossValidate } from '../policy/training/cross-validate.ts'
import { fitModel } from '../policy/training/fit.ts'
import { reportOn } from '../policy/training/report.ts'
import { parseTexts, withFeatures } from '../policy/training/texts.ts'
import { THRESHOLDS } from '../policy/training/thresholds.ts'
import { writeModel } from '../policy/training/write.ts'
import { printReport } from './print-report.ts'

const TEXTS = 'src/policy/texts'
const MODEL = 'src/policy/model.bin'
const POLICY = 'src/policy/mcp.yaml'

/** `npm run train [-- --cross-validate]`: the same texts make the same model, to the byte. */
function train(crossValidating: boolean): void {
  const files = readdirSync(TEXTS)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
  const policy = parsePolicy(readFileSync(POLICY, 'utf8'), POLICY)
  const texts = files.flatMap((file) => parseTexts(readFileSync(`${TEXTS}/${file}`, 'utf8'), file))
  const examples = withFeatures(texts, policy.areas)
  if (crossValidating) {
    printReport(
      `${examples.length} texts, each by a model that has not seen its author`,
      reportOn(crossValidate(examples, policy)),
    )
    return
  }
  const bytes = writeModel(fitModel(examples, THRESHOLDS))
  writeFileSync(MODEL, bytes)
  console.log(`${MODEL}: ${bytes.length} bytes from ${examples.length} texts`)
}

train(process.argv.includes('--cross-validate'))
