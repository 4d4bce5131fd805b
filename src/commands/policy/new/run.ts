import { basename, dirname } from 'node:path'
import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { shellOf, shellWord } from '../../../text/shell.ts'
import { writeResult } from '../../shared/write-result.ts'
import type { PolicyNewOptions } from './command.ts'

export async function run(app: App, { output = 'policy.yaml', ...options }: PolicyNewOptions): Promise<ExitCode> {
  if (output === '-' && options.json === true)
    throw new UsageError('--json describes the policy file', { hint: 'use -o policy.yaml' })
  const text = await app.files.readText(`${app.builtInTemplates}/policy/start.yaml`, POLICY_BYTE_LIMIT)
  const { out, err } = app.terminal
  if (output === '-') {
    out.write(text)
    return EXIT.done
  }
  const folder = dirname(output)
  if (basename(folder) === '.mcp-comms') await app.files.makeFolder(folder)
  await writeResult(app, options, text, { path: output, flag: '-o' })
  out.write(options.json === true ? jsonDocument({ output }) : `${output}\n`)
  if (!err.isTerminal) return EXIT.done
  const file = shellWord(output, shellOf(app.env))
  err.write(`Adapt it to your community, then check it with: mcp-comms policy lint ${file}\n`)
  err.write(`Use it with: mcp-comms where --policy ${file}\n`)
  return EXIT.done
}
