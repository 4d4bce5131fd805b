import { toErrorReport } from '../../../src/errors.ts'
import { editText } from '../../../src/system/editor.ts'

const { env, stderr } = process
const context = { env, signals: process, notify: (sentence: string) => stderr.write(`${sentence}\n`) }
try {
  process.stdout.write(`result: ${await editText('before', context)}\n`)
} catch (error) {
  stderr.write(`${toErrorReport(error).message}\n`)
  process.exitCode = toErrorReport(error).exitCode
}
