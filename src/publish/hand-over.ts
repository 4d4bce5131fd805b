import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { readBody } from '../forms/read-body.ts'
import { isOfRepository, type Template } from '../forms/templates.ts'
import type { Ready } from '../preflight/preflight.ts'
import { refuseSecretInAddress } from '../preflight/secrets.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { plain } from '../text/quote.ts'
import { categoryOf } from './post-input.ts'
import { type PageForm, prefilledPage } from './prefilled-page.ts'

/** Opens GitHub's own page, prefilled. We cannot see whether the person submits it, or which number it gets. */
export async function handOver(
  app: App,
  ready: Ready,
  { path, draft }: DraftFile,
  { opens }: { readonly opens: boolean },
): Promise<string> {
  const viewer = ready.destination.onGitHub?.target.viewer ?? null
  const { url, omitted } = prefilledPage(
    serverOf(app, ready.destination),
    withCategorySlug(ready),
    pageForm(ready.template, draft),
    viewer,
  )
  await refuseSecretInAddress(url, ready.warnings)
  const print = (text: string) => app.terminal.err.write(`${plain(text)}\n`)
  if (omitted.length > 0) print(`These can't be prefilled: ${omitted.join(', ')}. Copy them from ${path}.`)
  if (draft.type !== null) print(`Set the type "${draft.type}" on the page.`)
  if (opens) await openPage(app, url)
  print(`After you submit it, add its address to ${path}: "url: https://…".`)
  return url
}

/** The address is always printed, so a missing browser is not an error. An address that is not a page is an error. */
export async function openPage({ openInBrowser, terminal }: App, url: string): Promise<void> {
  try {
    await openInBrowser(url)
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'file') throw error
    terminal.err.write('Could not open a browser. Open the page yourself.\n')
  }
}

/** Uses the category's slug as GitHub has it, because the one we derive from its name may differ. */
function withCategorySlug({ publication, destination: { onGitHub } }: Ready): Ready['publication'] {
  const category = onGitHub === null ? undefined : categoryOf(publication, onGitHub.target)
  return category === undefined ? publication : { ...publication, category: category.slug }
}

/** The base address of GitHub's pages. */
export function serverOf({ env }: App, { onGitHub, repo }: Pick<Ready['destination'], 'onGitHub' | 'repo'>): string {
  if (onGitHub !== null) return onGitHub.target.url.slice(0, -(repo.length + 1))
  return (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '')
}

/** GitHub's page can show only the repository's own forms. */
function pageForm(template: Template | null, { fields, body }: DraftFile['draft']): PageForm | null {
  if (template === null || template.form.kind !== 'form' || !isOfRepository(template)) return null
  return { file: template.file, form: template.form, values: { ...fields, ...readBody(template.form, body) } }
}
