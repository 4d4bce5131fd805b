import { dateOfSeconds } from './time.ts'

export type Headers = Readonly<Record<string, string | number | undefined>>

export function needsSso(headers: Headers): boolean {
  return String(headers['x-github-sso'] ?? '').startsWith('required')
}

/** The page on which the person can authorize the token; null if GitHub does not name it. */
export function ssoPage(headers: Headers): string | null {
  return /url=(https:\S+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1] ?? null
}

/** One missing scope that would be enough. Empty if the token lacks none, or if GitHub does not name the token's scopes. */
export function missingScopes(headers: Headers): readonly string[] {
  if (headers['x-oauth-scopes'] === undefined) return []
  const granted = parseScopes(headers['x-oauth-scopes'])
  const accepted = parseScopes(headers['x-accepted-oauth-scopes'])
  return accepted.some((scope) => granted.includes(scope)) ? [] : accepted.slice(0, 1)
}

export function parseScopes(header: string | number | undefined): readonly string[] {
  return String(header ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
}

const ONE_HOUR_MS = 3_600_000

/** How many seconds the response asks us to wait; null if it names no number, or a number that cannot be a pause. */
export function retryAfterIn(headers: Headers): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  // If the number is too large for a date, the end of the pause would have no date either.
  return dateOfSeconds(seconds) === null ? null : seconds
}

/** When the hourly limit resets, at the latest; null unless the headers say that it is used up. */
export function primaryLimitReset(headers: Headers, now: Date): Date | null {
  if (Number(headers['x-ratelimit-remaining'] ?? Number.NaN) !== 0) return null
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  return dateOfSeconds(reset) ?? new Date(now.getTime() + ONE_HOUR_MS)
}
