import { discussionLinksOf } from '../../discussion.ts'
import { fieldOf } from '../../preamble.ts'
import {
  type Context,
  isAboutProtocol,
  isHomePage,
  isNumbered,
  isOpen,
  linksIn,
  linksToCode,
  namesGroup,
  needsNoImplementation,
  writtenSection,
} from '../context.ts'
import { guidelines, type Rule } from '../rule.ts'

/** Matches a place where people talk: a discussion, an issue, a pull request, Discord, meeting notes. */
const DISCUSSION =
  /^https:\/\/(?:github\.com\/[\w.-]+\/[\w.-]+\/(?:discussions|issues|pull)\/\d|discord\.(?:com|gg)\/|docs\.google\.com\/document\/)/

export const consensusLinked: Rule = {
  id: 'SEP041',
  name: 'consensus-linked',
  severity: 'warning',
  source: guidelines('5-rationale'),
  summary: 'there is evidence that others want the change: a discussion, a thread, an issue, or a group',
  explanation: `Community support is one of three conditions for acceptance, and building it is the author's job. Link the discussions, including
the objections. The SEP's own pull request does not count; an Issue line or a working group does.`,
  check(context) {
    // As long as a SEP has no number, `discussionLinked` asks for the link.
    if (!isNumbered(context)) return []
    if (
      fieldOf(context.sep, 'Issue') !== null ||
      namesGroup(context) ||
      linksDiscussion(context) ||
      mentionsDiscussion(context)
    )
      return []
    const range = context.sections.get('Rationale')?.lines ?? null
    return [
      { range, message: 'no evidence that others want the change; link a discussion, a thread, or the working group' },
    ]
  },
}

const REFERENCE =
  /(?:\b(?:discussions?|issues?|PRs?|pull requests?)[ \t]{1,3}|[\s(,]|[\w.-]\/[\w.-]{1,100})#(\d{2,9})\b/gi
/** For example "discussed at the maintainers' meeting in May". */
const MEETING =
  /\b(?:discussed|presented|agreed|reviewed|raised)\b[^.\n]{0,100}\b(?:meetings?|calls?|discord|working group|interest group|summit|office hours|[A-Z]\w{0,30} (?:WG|IG))\b/i

/** Whether the text mentions, even without a link, a group, a meeting, or the number of another issue, pull request or discussion. */
function mentionsDiscussion(context: Context): boolean {
  const { text } = context.sep
  const mentionsNumber = [...text.matchAll(REFERENCE)].some(([, number]) => !isOwnNumber(context, Number(number)))
  return mentionsNumber || MEETING.test(text) || GROUP.test(text)
}

function isOwnNumber({ sep, pullRequest, file }: Context, number: number): boolean {
  return [pullRequest?.number, file?.number, sep.heading.number].includes(number)
}

const GROUP =
  /\b[A-Z][\w-]{1,40}[ \t]{1,3}(?:Working|Interest)[ \t]{1,3}Group\b|\b[A-Z][\w-]{1,40}[ \t]{1,3}(?:WG|IG)\b/

function linksDiscussion(context: Context): boolean {
  return context.links.some(({ url }) => DISCUSSION.test(url) && !isOwnNumber(context, pullNumberIn(url)))
}

/** The number in the address of a pull request or of one of its pages or comments. NaN: it is another address. */
function pullNumberIn(url: string): number {
  return Number(/\/pull\/(\d{1,9})\b/.exec(url)?.[1])
}

export const discussionLinked: Rule = {
  id: 'SEP044',
  name: 'discussion-linked',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary:
    'a SEP without a number links to its prior discussion: a Discord thread, meeting notes, or a GitHub Discussion',
  explanation: `Since September 2026, a SEP has to be discussed with the nearest group before its pull request is opened. The SEP links to that
discussion, and the sponsor confirms this. Add "- **Discussion**: https://…" to the preamble, with a link to a message in the thread, to
the notes of a meeting, or to a GitHub Discussion. A SEP with a number already has a pull request, and is not checked. To find the
group: mcp-comms groups.`,
  check(context) {
    if (isNumbered(context) || discussionLinksOf(context.sep).length > 0) return []
    return [
      {
        range: null,
        message:
          'no prior discussion is linked; add "- **Discussion**: https://…" (to find the group: mcp-comms groups)',
      },
    ]
  },
}

export const prototypeLinked: Rule = {
  id: 'SEP040',
  name: 'prototype-linked',
  severity: 'error',
  source: guidelines('prototype-requirements'),
  summary: 'Reference Implementation links a prototype; a warning while the SEP is open',
  explanation: `A SEP is accepted only with a prototype that reviewers can run: a branch of an SDK, a proof of concept, a reference server or client.
Pseudocode is not enough, and neither is the home page of a product. Link the prototype, and explain how to set it up. Process and
Informational SEPs need no prototype; any other SEP without one explains why.`,
  check(context) {
    const section = writtenSection(context, 'Reference Implementation')
    if (section === undefined || !isAboutProtocol(context)) return []
    if (linksToCode(context, section) || needsNoImplementation(context, section)) return []
    const linksHomePage = linksIn(context, section).some(({ url }) => isHomePage(url))
    const message = linksHomePage
      ? 'a home page is not a prototype; link the code that reviewers can run'
      : 'no prototype is linked; link code that reviewers can run'
    return [{ range: section.lines, message, ...(isOpen(context) ? { severity: 'warning' } : {}) }]
  },
}
