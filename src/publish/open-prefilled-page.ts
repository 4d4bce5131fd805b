import type { App } from '../app.ts'
import { withAiUse } from '../drafts/draft.ts'
import { isAsRendered, ownText } from '../drafts/from-template.ts'
import { Failure } from '../errors.ts'
import { readBody, renderForm } from '../forms/body.ts'
import { answerFields, asText, type Form, type Values, valueIn } from '../forms/form.ts'
import { isFromRepository, type Template } from '../forms/templates.ts'
import { pageServer } from '../github/endpoints.ts'
import { refuseSecretInAddress } from '../preflight/overrides.ts'
import type { Ready } from '../preflight/preflight.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { isSameName } from '../text/github-names.ts'
import { plain } from '../text/quote.ts'
import { categoryOf } from './post-input.ts'
import { categorySlug, type PageForm, prefilledPage } from './prefilled-page.ts'

/**
 * Prefills GitHub's own page for the post, and opens it if `opensBrowser` is true. We cannot see whether the person submits it, or
 * which number the post gets.
 * @returns the address of the page
 */
export async function openPrefilledPage(
  app: App,
  ready: Ready,
  { path, draft }: DraftFile,
  { opensBrowser }: { readonly opensBrowser: boolean },
): Promise<string> {
  const viewer = ready.destination.onGitHub?.target.viewer ?? null
  const publication = withCategorySlug(ready)
  const draftForm = isOnAnotherPage(ready.template, publication) ? null : pageForm(ready.template, draft)
  const body = draftForm?.coversBody === true ? renderForm(draftForm.form, draftForm.values).trim() : publication.body
  const { url, omitted } = prefilledPage(serverOf(app, ready.destination), { ...publication, body }, draftForm, viewer)
  await refuseSecretInAddress(url, ready.warnings)
  const print = (text: string) => app.terminal.err.write(`${plain(text)}\n`)
  if (omitted.length > 0) print(omittedText(omitted, draftForm, path))
  const { type } = publication
  // The form on the page sets its own type.
  if (type !== null && !isSameName(type, draftForm?.form.type ?? '')) print(`Set the type "${type}" on the page.`)
  if (opensBrowser) await openPage(app, url)
  print(`After you submit the page, add the post's address to ${path}: "url: https://…".`)
  return url
}

/** Lists what cannot be prefilled; fields have the labels that the page shows. All of it stays in the draft. */
function omittedText(omitted: readonly string[], form: PageForm | null, path: string): string {
  const labels = new Map(form === null ? [] : answerFields(form.form).map(({ id, label }) => [id, label]))
  const lines = omitted.map((name) => `  ${labels.get(name) ?? name}`)
  return [`These can't be prefilled. Copy them from ${path}:`, ...lines].join('\n')
}

/**
 * A missing browser is not an error, because every caller prints the address too.
 * @throws Failure (validation) for an address that is not a page
 */
export async function openPage({ openInBrowser, terminal }: App, url: string): Promise<void> {
  try {
    await openInBrowser(url)
  } catch (error) {
    if (!(error instanceof Failure) || error.failureClass !== 'file') throw error
    terminal.err.write('Could not open a browser. Open the page yourself.\n')
  }
}

/** GitHub shows a discussion category form only on the page of the category after whose slug its file is named. */
function isOnAnotherPage(template: Template | null, { kind, category }: Ready['publication']): boolean {
  if (kind === 'issue' || category === null || template === null) return false
  return categorySlug(template.id) !== categorySlug(category)
}

/** Uses the category's slug as GitHub has it, because the one we derive from its name may differ. */
function withCategorySlug({ publication, destination: { onGitHub } }: Ready): Ready['publication'] {
  const category = onGitHub === null ? undefined : categoryOf(publication, onGitHub.target)
  return category === undefined ? publication : { ...publication, category: category.slug }
}

/** The base address of GitHub's pages. */
export function serverOf({ env }: App, { onGitHub, repo }: Pick<Ready['destination'], 'onGitHub' | 'repo'>): string {
  if (onGitHub !== null) return onGitHub.target.url.slice(0, -(repo.length + 1))
  return pageServer(env)
}

type DraftForm = PageForm & {
  /** Whether the form holds the whole text, which then consists only of the answers and the AI disclosure. */
  readonly coversBody: boolean
}

/** GitHub's page can show only forms of the repository or its owner. */
function pageForm(template: Template | null, draft: DraftFile['draft']): DraftForm | null {
  if (template === null || template.form.kind !== 'form' || !isFromRepository(template)) return null
  const { file, form } = template
  const text = ownText(draft)
  // What the person has removed from the text must not come back from the answers in the front matter.
  const values = text.trim() === '' ? draft.fields : readBody(form, text)
  return { file, form, values: withAiLine(form, values, draft), coversBody: isAsRendered(draft, template) }
}

/** Adds the AI disclosure to the last text area that can be prefilled, because the form has no field for it. */
function withAiLine(form: Form, values: Values, draft: DraftFile['draft']): Values {
  const lastField = answerFields(form).findLast(
    (field) => field.type === 'textarea' && field.render === null && field.isInventedId !== true,
  )
  if (lastField === undefined || ownText(draft) === draft.body) return values
  const { body } = withAiUse({ ...draft, body: asText(valueIn(values, lastField.id)) })
  return { ...values, [lastField.id]: body }
}
