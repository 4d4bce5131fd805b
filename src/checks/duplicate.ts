import { mentionsPost } from '../drafts/record-search.ts'
import type { Policy } from '../policy/schema.ts'
import { compareTitles, distinctiveWords, type SharedWords, type TitleWord } from '../text/title-words.ts'
import type { CheckInput, Finding, Mask, MaskedInput, SimilarPost } from './check.ts'

const MAX_POSTS = 5
const MAX_TITLE_LENGTH = 80

/** Suggests posts that may be about the same thing. Never blocks, because only a person can decide whether they are. */
export function checkDuplicates({ draft, lines, policy, facts, mask }: MaskedInput): readonly Finding[] {
  if (facts.similarPosts === null) return [noSearch(lines.title)]
  if (facts.similarPosts.length === 0) return []
  const commonWords = commonWordsOf(policy, draft.repo)
  const words = distinctiveWords(draft.title, commonWords)
  return facts.similarPosts
    .filter((post) => post.url !== draft.url && !isMentioned(draft, post))
    .flatMap((post) => matchPost(words, post, commonWords))
    .sort((a, b) => b.count - a.count || Number(a.post.closed) - Number(b.post.closed) || b.post.number - a.post.number)
    .slice(0, MAX_POSTS)
    .map((match) => duplicateFinding(match, lines.title, mask))
}

/** The words in the names of the project and the repository. Any title in that repository may contain them. */
export function commonWordsOf({ name, title }: Policy, repo: string | null): readonly string[] {
  return `${name} ${title} ${repo ?? ''}`.split(/[^\p{L}\p{N}]+/u).concat(repo?.split('/') ?? [])
}

/** Whether the draft mentions the post, as a decision mentions the discussion that led to it. The draft's author then knows the post. */
function isMentioned({ repo, title, body }: CheckInput['draft'], { number }: SimilarPost): boolean {
  return repo !== null && mentionsPost({ title, body }, { repo, number }, [repo])
}

type Match = SharedWords & { readonly post: SimilarPost }

function matchPost(words: readonly TitleWord[], post: SimilarPost, commonWords: readonly string[]): readonly Match[] {
  const overlap = compareTitles(words, distinctiveWords(post.title, commonWords))
  return overlap === null ? [] : [{ ...overlap, post }]
}

function noSearch(line: number): Finding {
  return {
    check: 'duplicate',
    code: 'no-search',
    severity: 'warn',
    message: "GitHub's search did not answer, so there may be similar posts",
    line,
    fix: 'Look for the title on GitHub yourself, or run the command again later.',
  }
}

function duplicateFinding({ post, shared }: Match, line: number, mask: Mask): Finding {
  const { kind, number, title, url, closed } = post
  const characters = [...title]
  const short = characters.length > MAX_TITLE_LENGTH ? `${characters.slice(0, MAX_TITLE_LENGTH).join('')}…` : title
  const name = kind === 'pull-request' ? 'pull request' : kind
  return {
    check: 'duplicate',
    severity: 'warn',
    message: `${closed ? 'closed ' : ''}${name} #${number} "${mask(short)}" may be the same; shared words: ${mask(shared.join(', '))}`,
    line,
    fix: closed ? `See how it ended: ${url}` : `Read it first: ${url}. If it is the same, add what you know there.`,
  }
}
