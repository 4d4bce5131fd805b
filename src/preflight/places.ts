import type { App } from '../app.ts'
import type { GitHub, Target } from '../github/github.ts'

/** Where a draft goes to, as GitHub knows it; `null`: there is no token to ask with. */
export type Place = { readonly github: GitHub; readonly target: Target }

/** Asks GitHub about each repository once, however many drafts go there. */
export function placesOf(app: App): (repo: string) => Promise<Place | null> {
  const known = new Map<string, Promise<Place | null>>()
  return (repo) => {
    const place = known.get(repo) ?? placeOf(app, repo)
    known.set(repo, place)
    return place
  }
}

async function placeOf(app: App, repo: string): Promise<Place | null> {
  const github = await githubOrNull(app)
  return github && { github, target: await github.target(repo) }
}

/** @throws Failure for whatever is wrong with a token that is there. */
export async function githubOrNull(app: App): Promise<GitHub | null> {
  const { GitHubFailure } = await import('../github/failure.ts')
  try {
    return (await app.github()).github
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'missing-token') return null
    throw error
  }
}
