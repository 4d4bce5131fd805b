import { checkAiAgent, checkAiDisclosure } from './ai.ts'
import type { CheckInput, Finding, Mask, MaskedInput } from './check.ts'
import { CHECKS, type CheckName, isOverridable, isPrivacyCheck, publishedText } from './check.ts'
import { checkDuplicates } from './duplicate.ts'
import { checkPlaceholders } from './placeholders.ts'
import { checkRequired } from './required.ts'
import { detectSecrets } from './secrets/detect.ts'
import { createMask, LONG_PIECE } from './secrets/mask.ts'
import { checkSecrets, checkSecretsIn } from './secrets.ts'
import { checkPeople, checkVulnerability, intendedHint } from './vulnerability-and-people.ts'
import { checkChannel, checkPrivateRepo, checkRepo } from './wrong-place.ts'

type Check = (input: MaskedInput) => readonly Finding[] | Promise<readonly Finding[]>

const CHECK_BY_NAME: { readonly [C in CheckName]: Check } = {
  secrets: async (input) => [...(await checkSecrets(input)), ...(await checkSecretsIn(input.otherTexts))],
  vulnerability: checkVulnerability,
  people: checkPeople,
  'private-repo': checkPrivateRepo,
  'ai-agent': checkAiAgent,
  'wrong-channel': checkChannel,
  'wrong-repo': checkRepo,
  required: checkRequired,
  placeholders: checkPlaceholders,
  'ai-disclosure': checkAiDisclosure,
  duplicate: checkDuplicates,
}

export type CheckOptions = {
  /** The checks that this run asks to override, in addition to those that the draft asks to override. */
  readonly allow?: readonly string[]
  readonly checks?: readonly CheckName[]
  /** The checks about privacy that a person has overridden at a prompt. */
  readonly confirmed?: readonly CheckName[]
}

const MAX_FINDINGS = 100

/** Limits the findings of one check. If some are left out, the last one listed says how many. */
function limitFindings(findings: readonly Finding[]): readonly Finding[] {
  // A finding that blocks the draft must not be left out because there are many warnings before it.
  const ranked = findings.length <= MAX_FINDINGS ? findings : findings.toSorted((a, b) => rank(a) - rank(b))
  const listed = ranked.slice(0, MAX_FINDINGS)
  const unlistedCount = findings.length - listed.length
  return listed.map((finding, index) =>
    unlistedCount > 0 && index === MAX_FINDINGS - 1
      ? { ...finding, message: `${finding.message} (and ${unlistedCount.toLocaleString('en')} more from this check)` }
      : finding,
  )
}

function rank({ severity }: Finding): number {
  return severity === 'block' ? 0 : 1
}

const NEEDS_A_PERSON =
  'Only a person can override this check, at a prompt that shows what was found: post this draft alone, in a terminal and without --yes.'

/** Runs the named checks; every check by default. The findings of an overridden check become warnings. */
export async function runChecks(
  input: CheckInput,
  { allow = [], checks = CHECKS, confirmed = [] }: CheckOptions = {},
): Promise<readonly Finding[]> {
  const requested = new Set([...input.draft.allow, ...allow].filter(isOverridable))
  const isOverridden = (check: CheckName) => (isPrivacyCheck(check) ? confirmed.includes(check) : requested.has(check))
  const fixOf = ({ check, fix }: Finding) =>
    requested.has(check) && !isOverridden(check) ? `${fix} ${NEEDS_A_PERSON}` : fix
  const runAll = (mask: Mask) => {
    const maskedInput = withMask(input, mask)
    return Promise.all(checks.map((name) => CHECK_BY_NAME[name](maskedInput)))
  }
  const unmaskedFindings = await runAll((quotation) => quotation)
  // Most texts have no findings, and then there is nothing to mask.
  if (unmaskedFindings.every((findings) => findings.length === 0)) return []
  const text = textsOf(input).join('\n')
  const foundSecrets = await detectSecrets(text)
  const mask = createMask(foundSecrets, text)
  // Masks secrets again, in case a check forgot to, but not short pieces of them, which our own sentences may contain.
  const maskMessage = createMask(foundSecrets, text, LONG_PIECE)
  const findingsByCheck = foundSecrets.length === 0 ? unmaskedFindings : await runAll(mask)
  return findingsByCheck.flatMap(limitFindings).map((finding) => ({
    ...finding,
    severity: isOverridden(finding.check) ? 'warn' : finding.severity,
    message: maskMessage(finding.message),
    fix: maskMessage(fixOf(finding)),
  }))
}

/** Lists the fields, because Node 20 would keep each copy `{ ...input, mask }` in memory for a long time, and a plan has many rows. */
function withMask(input: CheckInput, mask: Mask): MaskedInput {
  const { draft, lines, form, policy, placement, placementByWords, suspicions, otherTexts, facts } = input
  return { draft, lines, form, policy, placement, placementByWords, suspicions, otherTexts, facts, mask }
}

/** The texts of a draft that a check may quote. */
function textsOf({ draft, otherTexts, facts }: CheckInput): readonly string[] {
  const { aiDisclosure, privateSource, repo } = draft
  const quoted = [facts.aiUse, aiDisclosure, privateSource, repo].filter((text) => text !== null)
  return [publishedText(draft), ...otherTexts.map(({ text }) => text), ...quoted]
}

/** Removes the hints to post the draft in a terminal, for a person who has just answered there. */
export function withoutTerminalHints(findings: readonly Finding[], policy: CheckInput['policy']): readonly Finding[] {
  const hints = [NEEDS_A_PERSON, intendedHint(policy)]
  return findings.map((finding) => ({
    ...finding,
    fix: hints.reduce((fix, hint) => fix.replace(hint, ''), finding.fix).trim(),
  }))
}
