import { pageOf } from '../text/address.ts'
import { fieldOf } from './preamble.ts'
import { linksOf } from './sections.ts'
import type { Sep } from './sep.ts'

/*
 * A SEP has to be discussed before its pull request is opened: in a Discord thread, at a group's meeting, or in a GitHub Discussion.
 * The pull request links to that discussion. https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process
 */

/** The field of the preamble in which a draft keeps the links to its discussion. */
export const DISCUSSION_FIELD = 'Discussion'

const LINK = /https:\/\/[^\s<>()[\]|,;"`]{1,2000}/gi
/** Matches an address that can only lead to a discussion. Meeting notes do not match, because they can be at any address. */
const DISCUSSION_ADDRESS =
  /^https:\/\/(?:(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com\/channels\/\d|github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}\/discussions\/\d)/i
const DISCORD_HOST = /^(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com$/
const INVITATION = /^https:\/\/(?:(?:www\.)?discord\.gg|(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com\/invite)\//i
/** Matches the page of a group. Authors link to it beside the group's name, but it is not a discussion. */
const GROUP_PAGE = /\/community\/(?:working|interest)-groups\b/
/** The line in the Rationale in which earlier versions of this program listed the links. */
const OLD_DISCUSSION_LINE = /^Discussed in: (.{1,8000})$/gm

/**
 * The links to the discussion of a SEP: those in the fields of its preamble, and those in the line that earlier versions of this
 * program wrote. If there are none, those in its text that lead to Discord or to a GitHub Discussion. Other links in the text may be
 * about anything.
 */
export function discussionLinksOf(sep: Sep): readonly string[] {
  const fieldLinks = linksIn(fieldOf(sep, DISCUSSION_FIELD)?.value ?? '')
  const groupLinks = linksIn(fieldOf(sep, 'Working Group')?.value ?? '').filter((url) => !GROUP_PAGE.test(url))
  const oldLinks = [...sep.text.matchAll(OLD_DISCUSSION_LINE)].flatMap(([, links = '']) => linksIn(links))
  const namedLinks = validLinks([...fieldLinks, ...groupLinks, ...oldLinks])
  return namedLinks.length > 0
    ? namedLinks
    : validLinks(
        linksOf(sep)
          .map(({ url }) => url)
          .filter((url) => DISCUSSION_ADDRESS.test(url)),
      )
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
    ? 'That is an invite to a Discord server. Open the thread, and copy the link to a message there.'
    : null
}

/** Whether a link leads to Discord's web app, including its preview versions (PTB and Canary). */
export function isDiscordLink(link: string): boolean {
  return DISCORD_HOST.test(new URL(link).hostname)
}
