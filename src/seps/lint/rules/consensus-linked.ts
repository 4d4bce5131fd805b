import { fieldOf } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { namesGroup } from '../context.ts'
import { guidelines, type Rule } from '../rule.ts'

/** Where people talk: discussions, issues, pull requests, Discord, meeting notes. */
const TALK =
  /^https:\/\/(?:github\.com\/[\w.-]+\/[\w.-]+\/(?:discussions|issues|pull)\/\d|discord\.(?:com|gg)\/|docs\.google\.com\/document\/)/

export const consensusLinked: Rule = {
  id: 'SEP041',
  name: 'consensus-linked',
  severity: 'warning',
  source: guidelines('5-rationale'),
  summary: 'it links evidence that others want it: a discussion, a thread, an issue, or a group',
  explanation: `Community support is one of three conditions for acceptance, and it is the author's job to build it. Link the discussions, including
the objections. The SEP's own pull request does not count; an Issue line or a working group does.`,
  check(context) {
    if (fieldOf(context.sep, 'Issue') !== null || namesGroup(context) || linksTalk(context)) return []
    const at = context.sections.get('Rationale')?.lines ?? null
    return [{ at, message: 'no evidence that others want it; link a discussion, a thread, or the working group' }]
  },
}

function linksTalk({ sep, links, pullRequest, file }: Context): boolean {
  const own = [pullRequest?.number, file?.number, sep.heading.number]
  return links.some(
    ({ url }) => TALK.test(url) && !own.some((number) => number != null && url.endsWith(`/pull/${number}`)),
  )
}
