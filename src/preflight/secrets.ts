import type { Finding } from '../checks/check.ts'
import { hasSecret } from '../checks/secrets/detect.ts'
import { Failure } from '../errors.ts'
import type { Context } from './context.ts'
import type { Destination, OnGitHub } from './destination.ts'

/** Did the author override the check that found a secret? A warning about something else, such as an internal name, is no override. */
export function hasOverriddenSecrets(findings: readonly Finding[]): boolean {
  return findings.some(({ check, severity, code }) => check === 'secrets' && severity === 'warn' && code === 'secret')
}

/** The destination of a text that passed its preflight. Only after an override does the client send a secret. */
export function destinationFor(destination: Destination, findings: readonly Finding[]): Destination {
  const { onGitHub } = destination
  if (onGitHub === null || !hasOverriddenSecrets(findings)) return destination
  return { ...destination, onGitHub: { ...onGitHub, github: onGitHub.github.withOverride('secrets') } }
}

/** GitHub for a SEP that passed its preflight, where a person has confirmed the override. Without a person, none counts. */
export function githubFor(
  { allow, overrider }: Pick<Context, 'allow' | 'overrider'>,
  { github }: Pick<OnGitHub, 'github'>,
): OnGitHub['github'] {
  return allow.includes('secrets') && overrider !== null ? github.withOverride('secrets') : github
}

/**
 * Looks at the address of a prefilled page once more, because a browser remembers it and a terminal shows it.
 * @throws Failure (validation) that does not show the address.
 */
export async function refuseSecretInAddress(url: string, warnings: readonly Finding[]): Promise<void> {
  if (hasOverriddenSecrets(warnings) || !(await hasSecret([...new URL(url).searchParams].flat()))) return
  throw new Failure(
    'validation',
    "GitHub's page was not opened, because its address would contain what looks like a secret, such as a token or a password",
    { hint: 'remove it from the draft, and revoke it if it is real' },
  )
}
