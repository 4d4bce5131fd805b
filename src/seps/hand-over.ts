import { plain, quote } from '../text/quote.ts'
import { discussionLinksOf, isDiscordLink } from './discussion.ts'
import type { SepDraft } from './draft.ts'
import { peopleIn } from './people.ts'
import { fieldOf } from './preamble.ts'

type HandOverFacts = {
  /** owner/name of the repository that the SEP is for. */
  readonly repo: string
  /** The page that compares the author's branch with the repository. null: there is no branch. */
  readonly compare: string | null
}

/** Discord accepts 2000 characters in a message. The message without the links usually has fewer than 1000. */
const MAX_LINKS_LENGTH = 1_000
const MAX_TITLE_LENGTH = 300

/** The message in which authors who cannot open the pull request themselves ask the group or the sponsor to open it. */
export function handOverMessage({ sep }: SepDraft, { repo, compare }: HandOverFacts): string {
  const file = compare === null ? 'The file is attached.' : `You can open it from my branch: ${compare}`
  const links = linksThatFit(discussionLinksOf(sep))
  return plain(
    [
      `The SEP "${quote(sep.heading.title, MAX_TITLE_LENGTH)}" is ready for its pull request in ${repo}, which I cannot open myself. Would one of you open it as a draft?`,
      file,
      ...(links.length === 0 ? [] : [`Discussed in: ${links.join(', ')}`]),
      '',
    ].join('\n'),
  )
}

function linksThatFit(links: readonly string[]): readonly string[] {
  const fitting: string[] = []
  let room = MAX_LINKS_LENGTH
  for (const link of links) {
    if (link.length > room) continue
    fitting.push(link)
    room -= link.length
  }
  return fitting
}

/** The first link to a Discord thread, or else the first link to a discussion. null: the SEP links to none. */
export function threadOf({ sep }: SepDraft): string | null {
  const links = discussionLinksOf(sep)
  return links.find(isDiscordLink) ?? links[0] ?? null
}

/** The login of the first sponsor. null: the SEP names no sponsor, or one without a login. */
export function sponsorOf({ sep }: SepDraft): string | null {
  return peopleIn(fieldOf(sep, 'Sponsor')?.value ?? '')[0]?.login ?? null
}
