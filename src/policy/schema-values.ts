import * as z from 'zod'
import { isMailtoAddress, pageOf } from '../text/address.ts'
import { isRepoName } from '../text/github-names.ts'

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')
export const text = z.string().trim().min(1)
export const url = text.refine((value) => pageOf(value) !== null, 'expected an https address')
/** An https address that may have placeholders after its host, or a single placeholder that stands for a whole address. */
export const urlPattern = text.refine(isUrlPattern, 'expected an https address')
export const urlOrMail = text.refine(
  (value) => isUrlPattern(value) || isMailtoAddress(value),
  'expected an https address, or mailto: and an address',
)

function isUrlPattern(value: string): boolean {
  if (['{advisory}', '{docs}', '{questions}'].includes(value)) return true
  return !/^[^/]*\/\/[^/]*\{/.test(value) && pageOf(value.replaceAll(/[{}]/g, '')) !== null
}
export const date = z.iso.date()
export const repositoryName = z.string().refine(isRepoName, 'expected owner/name')
/** `page` or `page#section`: an id of `sources`, and an anchor on that page. */
export const sourceRef = z.string().regex(/^[a-z0-9-]+(#[\w-]+)?$/, 'expected source or source#section')
export const texts = z.array(text).default([])

/** A sentence with the source that states it. */
export const statement = z.strictObject({ text, source: sourceRef })

/** Who may open a pull request. `linked-issue`: those who link an issue. `issues-only`: nobody. */
const PULL_REQUESTS = ['open', 'linked-issue', 'collaborators-only', 'issues-only'] as const
/** In earlier policies, `collaborators-only` was called `maintainers-only`. */
export const pullRequests = z.preprocess(
  (value) => (value === 'maintainers-only' ? 'collaborators-only' : value),
  z.enum(PULL_REQUESTS),
)
