import { toErrorReport } from '../../../src/errors.ts'
import { onInterrupt } from '../../../src/system/interrupt.ts'
import { inquirerPrompter } from '../../../src/terminal/inquirer-prompter.ts'
import { richStyle } from '../../../src/terminal/rich-style.ts'

const { stdin, stderr, env } = process
const { input, checkbox, confirm } = inquirerPrompter(
  { input: stdin, output: stderr, onInterrupt: (stop) => onInterrupt(process, stop) },
  richStyle(stderr, env),
)
try {
  const title = await input({
    message: 'Title',
    initial: 'It breaks',
    validate: (text) => (text.length < 4 ? 'A title has at least 4 characters.' : null),
  })
  const promises = await checkbox({
    message: 'Before you post',
    choices: [
      { value: 'read', label: 'I have read the guide', checked: false },
      { value: 'help', label: 'I will help', checked: true },
    ],
    validate: (chosen) => (chosen.includes('read') ? null : 'Mark the first one to go on.'),
  })
  const post = await confirm({ message: 'Post it now?', preset: true })
  process.stdout.write(`result: ${JSON.stringify({ title, promises, post })}\n`)
} catch (error) {
  stderr.write(`${toErrorReport(error).message}\n`)
  process.exitCode = toErrorReport(error).exitCode
}
