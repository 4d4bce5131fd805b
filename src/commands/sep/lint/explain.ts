import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { RULES } from '../../../seps/lint/rules.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { namedRule } from '../rule-options.ts'
import type { SepLintOptions } from './command.ts'

/** `--explain RULE` and `--list-rules`: what the rules are, without looking at a file. */
export async function explainRule(app: App, { explain, json, format }: SepLintOptions): Promise<ExitCode> {
  const { out } = app.terminal
  const rules = explain === undefined ? RULES : [namedRule(explain)]
  if (json === true || format === 'json') {
    out.write(jsonDocument(rules))
    return EXIT.done
  }
  const { ruleView, rulesView } = await import('../../../terminal/views/sep/rules.ts')
  const style = await out.style()
  const [rule] = rules
  out.write(
    explain === undefined || rule === undefined
      ? rulesView(RULES, style, out.columns)
      : ruleView(rule, style, out.columns),
  )
  return EXIT.done
}
