import { pageOf } from '../text/address.ts'
import { fieldOf } from './preamble.ts'
import { linksOf } from './sections.ts'
import type { Sep } from './sep.ts'

/*
 * A SEP needs a discussion before its pull request: a Discord thread, the notes of a group's meeting, or a GitHub Discussion.
 * The pull request links it. https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process
 */

/** The field of the preamble in which a draft keeps the links to its discussion. */
export const DISCUSSION_FIELD = 'Discussion'

const LINK = /https:\/\/[^\s<>()[\]|,;"`]{1,2000}/gi
/** Addresses that can only be a discussion. Meeting notes are not among them, because they can be at any address. */
const DISCUSSION_ADDRESS =
  /^https:\/\/(?:(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com\/channels\/\d|github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}\/discussions\/\d)/i
const INVITATION = /^https:\/\/(?:(?:www\.)?discord\.gg|(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com\/invite)\//i
/** The page of a group, which people link after the group's name. It is not a discussion. */
const GROUP_PAGE = /\/community\/(?:working|interest)-groups\b/
/** The line in the Rationale into which earlier versions of this program wrote the links. */
const OLD_LINE = /^Discussed in: (.{1,8000})$/gm

/**
 * The links to the discussion of a SEP, from the fields of its preamble and the line of earlier versions. If there are none,
 * the links in its text, but only those to Discord or to a GitHub Discussion, because the others may be about anything.
 */
export function discussionsOf(sep: Sep): readonly string[] {
  const inField = linksIn(fieldOf(sep, DISCUSSION_FIELD)?.value ?? '')
  const inGroupField = linksIn(fieldOf(sep, 'Working Group')?.value ?? '').filter((url) => !GROUP_PAGE.test(url))
  const inOldLine = [...sep.text.matchAll(OLD_LINE)].flatMap(([, links = '']) => linksIn(links))
  const fromFields = validLinks([...inField, ...inGroupField, ...inOldLine])
  return fromFields.length > 0
    ? fromFields
    : validLinks(linksOf(sep).flatMap(({ url }) => (DISCUSSION_ADDRESS.test(url) ? [url] : [])))
}

function validLinks(links: readonly string[]): readonly string[] {
  return [...new Set(links)].filter((url) => discussionProblem(url) === null)
}

function linksIn(text: string): readonly string[] {
  return (text.match(LINK) ?? []).map((url) => url.replace(/[.:!?*_'~]{1,20}$/, ''))
}

/** Why an address cannot be the link to a discussion. null: it can. */
export function discussionProblem(address: string): string | null {
  if (pageOf(address) === null) return 'A link to a discussion starts with https://'
  return INVITATION.test(address)
    ? 'That is an invitation to Discord. Open the thread, and copy the link of a message there.'
    : null
}
