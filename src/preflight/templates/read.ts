import type { App } from '../../app.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { Templates } from '../../github/github.ts'
import type { Kind } from '../../github/reasons.ts'
import { parseRepoName } from '../../text/repo-name.ts'
import { keepTemplates, keptTemplates } from '../../storage/template-cache.ts'

/** null: what the repository has is not known. The notes say why, and how old it is. */
export type Offered = { readonly templates: Templates | null; readonly notes: readonly string[] }

/** GitHub has not said anything about the repository, so what it said the last time still counts. */
const SILENT: ReadonlySet<Kind> = new Set<Kind>([
  'missing-token',
  'unreachable',
  'network',
  'timeout',
  'gateway',
  'not-json',
  'partial',
  'primary-limit',
  'secondary-limit',
])

/** The templates that GitHub has for a repository, or had when it could last be asked. */
export async function readTemplatesOf(
  app: App,
  repo: string,
  { offline }: { readonly offline: boolean },
): Promise<Offered> {
  parseRepoName(repo)
  if (offline) return remembered(app, repo, { hint: ': ask for them once without --offline' })
  try {
    const templates = await ask(app, repo)
    await keepTemplates(app, repo, templates)
    return { templates, notes: [] }
  } catch (error) {
    if (!(error instanceof GitHubFailure && SILENT.has(error.reason.kind))) throw error
    return remembered(app, repo, { why: error.message })
  }
}

async function ask(app: App, repo: string): Promise<Templates> {
  const { github } = await app.github()
  const progress = await app.progress(`Reading the templates of ${repo} …`)
  try {
    return (await github.target(repo)).templates
  } finally {
    progress.ends()
  }
}

type Why = { readonly why?: string; readonly hint?: string }

async function remembered(app: App, repo: string, { why, hint = '' }: Why): Promise<Offered> {
  const kept = await keptTemplates(app, repo)
  const whose = `the templates of ${repo} are`
  const known = kept === null ? `not known here${hint}` : `those of ${kept.at.toISOString().slice(0, 10)}`
  return {
    templates: kept?.templates ?? null,
    notes: [...(why === undefined ? [] : [why]), `${whose} ${known}`],
  }
}
