/** How a pull request or an issue is named: by its address, as `#123`, or with a `{NUMBER}` still to be filled in. */
export type Reference = {
  readonly form: 'url' | 'number' | 'placeholder'
  readonly number: number | null
  /** owner/name, where the address says it. */
  readonly repo: string | null
}

const URL =
  /https:\/\/github\.com\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull|issues|discussions)\/(\{[^{}\s]{0,40}\}|\d{1,9})/
const NUMBER = /^(?:PR|Issue)?[ \t]*#?(\d{1,9})\b/i
const PLACEHOLDER = /\{([^{}\s]{0,40})\}/

/** The value of PR or Issue. null: it says neither an address nor a number. */
export function referenceIn(value: string): Reference | null {
  const [, repo = null, inUrl] = URL.exec(value) ?? []
  const written = inUrl ?? NUMBER.exec(value.replace(/^\[/, ''))?.[1] ?? PLACEHOLDER.exec(value)?.[0]
  if (written === undefined) return null
  const number = Number(written.replaceAll(/[{}]/g, '')) || null
  if (written.startsWith('{')) return { form: 'placeholder', number, repo }
  return { form: inUrl === undefined ? 'number' : 'url', number, repo }
}
