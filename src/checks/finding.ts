/** `block`: the draft is not published. `warn`: it is reported, and the author decides. */
export type Severity = 'block' | 'warn'

/** Tells the findings of one check apart, where it has several. Nothing compares messages. */
export type FindingCode =
  | 'form-required'
  | 'field-required'
  | 'box-required'
  | 'meaningless-title'
  | 'meaningless-body'
  | 'template-sentence'
  | 'placeholder'
  | 'hidden-comment'
  | 'empty-heading'
  | 'unchanged-answer'
  | 'ai-use-unknown'
  | 'ai-use-denied'
  | 'ai-use-not-in-body'

/** Scripts rely on these fields. `line` is the line of the draft file; `fix` names the next step. */
export type Finding = {
  readonly check: CheckName
  readonly code?: FindingCode
  readonly severity: Severity
  readonly message: string
  readonly line: number
  readonly fix: string
}

export type CheckReport = { readonly ok: boolean; readonly findings: readonly Finding[] }

export function checkReport(findings: readonly Finding[]): CheckReport {
  return { ok: findings.every(({ severity }) => severity !== 'block'), findings }
}

/** Every check, in the order in which findings are reported. */
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

/** `--allow` overrides every check except the one for whether this program may post at all. */
export const OVERRIDABLE: readonly CheckName[] = CHECKS.filter((check) => check !== 'ai-agent')

export function isOverridable(name: string): name is CheckName {
  return OVERRIDABLE.some((check) => check === name)
}
