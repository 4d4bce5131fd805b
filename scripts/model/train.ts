import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parsePolicy } from '../../src/policy/parse.ts'
import { crossValidate } from './cross-validate.ts'
import { fitModel } from './fit.ts'
import { printReport } from './print-report.ts'
import { reportOn } from './report.ts'
import { parseTexts, withFeatures } from './texts.ts'
import { THRESHOLDS } from './thresholds.ts'
import { trainInThread } from './train-in-thread.ts'
import { writeModel } from './write.ts'

const TEXTS_FOLDER = 'scripts/model/texts'
const MODEL_FILE = 'src/classifier/model.bin'
const POLICY_FILE = 'src/policy/mcp.yaml'

/**
 * `npm run train` writes the model. The same texts and policy produce the same model, byte for byte.
 * `npm run train -- --cross-validate` prints the report of a cross-validation instead.
 */
async function train(isCrossValidation: boolean): Promise<void> {
  const files = readdirSync(TEXTS_FOLDER)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
  const policy = parsePolicy(readFileSync(POLICY_FILE, 'utf8'), POLICY_FILE)
  const texts = files.flatMap((file) => parseTexts(readFileSync(`${TEXTS_FOLDER}/${file}`, 'utf8'), file))
  const examples = withFeatures(texts, policy)
  if (isCrossValidation) {
    printReport(
      `${examples.length} texts, each classified by a model that was not trained on texts by its author`,
      reportOn(await crossValidate(examples, policy)),
    )
    return
  }
  const bytes = writeModel(await fitModel(examples, THRESHOLDS, trainInThread))
  writeFileSync(MODEL_FILE, bytes)
  console.log(`${MODEL_FILE}: ${bytes.length} bytes from ${examples.length} texts`)
}

await train(process.argv.includes('--cross-validate'))
