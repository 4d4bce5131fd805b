import type { CheckInput, Finding, Link } from './check.ts'

/**
 * Who may see a post may also see the titles, addresses and repositories of the issues that it is linked with. So nothing of a
 * private repository is linked with something public, and nothing that was copied from there becomes public.
 */
export function privateRepo({ facts: { visibility }, lines }: CheckInput): readonly Finding[] {
  if (visibility === null) return []
  const { isPrivate, links } = visibility
  return links.flatMap((link): readonly Finding[] => {
    const problem = problemOf(link, isPrivate)
    return problem === null ? [] : [{ check: 'private-repo', severity: 'block', line: lines.title, ...problem }]
  })
}

function problemOf({ part, name, isPrivate }: Link, isPostPrivate: boolean): Pick<Finding, 'message' | 'fix'> | null {
  if (isPrivate === isPostPrivate) return null
  if (part === 'source') {
    if (isPostPrivate) return null
    return {
      message: `its text comes from ${name}, which is private, and everyone could read it here`,
      fix: 'Post it in a private repository. If everyone may read all of it, remove "source" from the plan, and every link to the source.',
    }
  }
  // A tracker that few people see may list what everyone sees.
  if (part === 'tracker' && isPrivate) return null
  return isPrivate
    ? {
        message: `its parent ${name} is in a private repository, and this post is public`,
        fix: 'Give it a public parent, or none; or post it in a private repository.',
      }
    : {
        message: `it is in a private repository, and its ${part} ${name} is public: that would show its title and its address to everyone`,
        fix: `Give it a private ${part}, or none.`,
      }
}
