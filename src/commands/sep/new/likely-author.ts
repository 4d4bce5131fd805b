import type { App } from '../../../app.ts'
import { orNull } from '../../../errors.ts'
import { githubOrNull } from '../../../preflight/github-access.ts'
import { plain } from '../../../text/quote.ts'

/** Returns the probable author, for the person to confirm: the name from git's configuration, the handle from the token. */
export async function likelyAuthor(app: App, isOffline: boolean): Promise<string> {
  // A person can also write a SEP without a token or a network.
  const [name, login] = await Promise.all([nameInGit(app), isOffline ? null : orNull(() => loginIn(app))])
  if (login === null) return name
  return `${name === '' ? login : name} (@${login})`
}

async function nameInGit({ git }: Pick<App, 'git'>): Promise<string> {
  return plain((await git(['config', '--get', 'user.name'])) ?? '').trim()
}

/** null: there is no token. */
async function loginIn(app: App): Promise<string | null> {
  const github = await githubOrNull(app)
  return github === null ? null : (await github.whoami()).login
}
