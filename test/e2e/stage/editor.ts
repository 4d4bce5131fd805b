import { report } from '../../../src/errors.ts'
import { edit } from '../../../src/system/editor.ts'

try {
  process.stdout.write(`result: ${await edit('before', process.env, process)}\n`)
} catch (error) {
  process.stderr.write(`${report(error, false).message}\n`)
  process.exitCode = report(error, false).exitCode
}
