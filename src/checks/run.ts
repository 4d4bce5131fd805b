import { aiAgent } from './ai-agent.ts'
import { aiDisclosure } from './ai-disclosure.ts'
import type { CheckInput, Finding } from './check.ts'
import { CHECKS, type CheckName, isOverridable, publishedText } from './check.ts'
import { duplicate } from './duplicate.ts'
import { secretsIn } from './outgoing.ts'
import { placeholders } from './placeholders.ts'
import { required } from './required.ts'
import { detectSecrets, maskSecrets } from './secrets/detect.ts'
import { secrets } from './secrets.ts'
import { people, vulnerability } from './sensitive.ts'
import { wrongChannel, wrongRepo } from './wrong-place.ts'

type Check = (input: CheckInput) => readonly Finding[] | Promise<readonly Finding[]>

const CHECK: { readonly [C in CheckName]: Check } = {
  secrets: async (input) => [...(await secrets(input)), ...(await secretsIn(input.others))],
  vulnerability,
  people,
  'ai-agent': aiAgent,
  'wrong-channel': wrongChannel,
  'wrong-repo': wrongRepo,
  required,
  placeholders,
  'ai-disclosure': aiDisclosure,
  duplicate,
}

export type CheckOptions = {
  /** Checks that this run overrides, in addition to those in the draft. */
  readonly allow?: readonly string[]
  readonly checks?: readonly CheckName[]
}

/** Runs the named checks; every check by default. The findings of an overridden check become warnings. */
export async function runChecks(
  input: CheckInput,
  { allow = [], checks = CHECKS }: CheckOptions = {},
): Promise<readonly Finding[]> {
  const overridden = new Set([...input.draft.allow, ...allow].filter(isOverridable))
  const found = await detectSecrets([publishedText(input.draft), ...input.others.map(({ text }) => text)].join('\n'))
  const findings = await Promise.all(checks.map((name) => CHECK[name](input)))
  return findings.flat().map((finding) => ({
    ...finding,
    severity: overridden.has(finding.check) ? 'warn' : finding.severity,
    // Several checks quote the draft.
    message: maskSecrets(finding.message, found),
    fix: maskSecrets(finding.fix, found),
  }))
}
