import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { githubOrNull } from '../../../preflight/github-access.ts'
import { plain } from '../../../text/quote.ts'

/** Returns the probable author, for the person to confirm: the name from git's configuration, the handle from the token. */
export async function likelyAuthor(app: App, isOffline: boolean): Promise<string> {
  const [name, login] = await Promise.all([nameInGit(app), isOffline ? null : loginOrNull(app)])
  if (login === null) return name
  return `${name === '' ? login : name} (@${login})`
}

async function nameInGit({ git }: Pick<App, 'git'>): Promise<string> {
  return plain((await git(['config', '--get', 'user.name'])) ?? '').trim()
}

/** Returns null without a token or a network, because a person can also write a SEP without them. */
async function loginOrNull(app: App): Promise<string | null> {
  try {
    const github = await githubOrNull(app)
    return github === null ? null : (await github.whoami()).login
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
