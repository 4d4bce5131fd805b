export type HttpResponse = {
  /** False for the response of a proxy or scanner between us and GitHub, and for that of GitHub's gateway. */
  readonly isFromGitHub: boolean
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
/** `dropped`: the connection breaks, so there is no response. */
export type Outcome = HttpResponse | 'dropped'

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return {
    isFromGitHub: true,
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

export const SECONDARY_PAGE =
  'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits'

const SECONDARY = {
  documentation_url: SECONDARY_PAGE,
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
}

export const badCredentials = () =>
  json(401, { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' })

export const secondaryLimit = (seconds: number) => json(403, SECONDARY, { 'retry-after': String(seconds) })

export const SECONDARY_MESSAGE = SECONDARY.message
