import type { CheckName } from './names.ts'

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
