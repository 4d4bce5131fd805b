/** `block`: it is not published. `warn`: it is said, and the author decides. */
export type Severity = 'block' | 'warn'

/** Scripts rely on these fields. `line` is the line of the draft file; `fix` names the next step. */
export type Finding = {
  readonly check: CheckName
  readonly severity: Severity
  readonly message: string
  readonly line: number
  readonly fix: string
}

export type CheckReport = { readonly ok: boolean; readonly findings: readonly Finding[] }

export function checkReport(findings: readonly Finding[]): CheckReport {
  return { ok: findings.every(({ severity }) => severity !== 'block'), findings }
}

/** Every check, in the order in which its findings are told. */
export const CHECKS = [
  'secrets',
  'vulnerability',
  'people',
  'ai-agent',
  'wrong-channel',
  'wrong-repo',
  'required',
  'placeholders',
  'ai-disclosure',
  'duplicate',
] as const
export type CheckName = (typeof CHECKS)[number]

/** Checks that `--allow` overrides: all but the one that speaks of whether this program may post at all. */
export const OVERRIDABLE: readonly CheckName[] = CHECKS.filter((check) => check !== 'ai-agent')

export function isOverridable(name: string): name is CheckName {
  return OVERRIDABLE.some((check) => check === name)
}
