/** What GitHub says beside an answer: which scopes count, and whether single sign-on is missing. */
export type Headers = Readonly<Record<string, string | number | undefined>>

export function needsSso(headers: Headers): boolean {
  return String(headers['x-github-sso'] ?? '').startsWith('required')
}

/** Where the token is authorised; null when GitHub does not say. */
export function ssoPage(headers: Headers): string | null {
  return /url=(https:\S+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1] ?? null
}

/** Tokens without scopes (fine-grained ones) have no such header, and so lack none. */
export function lackedScopes(headers: Headers): readonly string[] {
  if (headers['x-oauth-scopes'] === undefined) return []
  const held = scopesIn(headers['x-oauth-scopes'])
  const accepted = scopesIn(headers['x-accepted-oauth-scopes'])
  return accepted.some((scope) => held.includes(scope)) ? [] : accepted.slice(0, 1)
}

export function scopesIn(header: string | number | undefined): readonly string[] {
  return String(header ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
}
