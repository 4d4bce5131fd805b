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
