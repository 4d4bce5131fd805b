import { UsageError } from '../../errors.ts'
import type { LintOptions } from '../../seps/lint/lint.ts'
import type { Rule } from '../../seps/lint/rule.ts'
import { RULES, ruleOf } from '../../seps/lint/rules.ts'

const LEVELS = { off: 'off', warn: 'warning', warning: 'warning', error: 'error' } as const

function isLevel(text: string): text is keyof typeof LEVELS {
  return Object.hasOwn(LEVELS, text)
}

/** `--rule SEP034=off`, `--rule slug=error`. @throws UsageError that names what is wrong with one of them. */
export function severitiesIn(settings: readonly string[]): LintOptions['severities'] {
  return new Map(
    settings.map((setting) => {
      const [name = '', level = ''] = setting.split('=', 2)
      if (!isLevel(level)) throw new UsageError(`--rule ${setting}: say off, warn or error, as in --rule slug=off`)
      return [namedRule(name).id, LEVELS[level]] as const
    }),
  )
}

/** @throws UsageError where no rule is called so. */
export function namedRule(name: string): Rule {
  const rule = ruleOf(name)
  if (rule !== null) return rule
  const names = RULES.map((known) => `${known.id} ${known.name}`).join(', ')
  throw new UsageError(`"${name}" is no rule; there are ${names}`)
}
