import { Failure } from '../../../errors.ts'
import { isOfRepository } from '../../../forms/offer.ts'
import { readBody } from '../../../forms/read-body.ts'
import { categoryOf } from '../../../publish/resolve.ts'
import { type PageForm, prefilledPage } from '../../../publish/web.ts'
import { plain } from '../../../text/quote.ts'
import { type Bound, type Opening, publicationIn } from './bound.ts'
import type { Outcome } from './outcome.ts'

/** GitHub's own page, prefilled. Whether it is sent there, and under which number, only the person sees. */
export async function handOver(opening: Opening, bound: Bound): Promise<Outcome> {
  const { app, options, prompter } = opening
  const { path, draft } = bound.file
  const viewer = bound.place?.target.viewer ?? null
  const { url, omitted } = prefilledPage(serverOf(opening, bound), onThePage(bound), pageForm(bound), viewer)
  const say = (text: string) => app.terminal.err.write(`${plain(text)}\n`)
  if (omitted.length > 0) say(`The page cannot be given: ${omitted.join(', ')}. Copy that from ${path}.`)
  if (draft.type !== null) say(`Set the type "${draft.type}" on the page.`)
  if (options.web === true || prompter !== null) await openPage(app, url)
  say(`When you have sent it there, write its address into ${path}, as "url: https://…".`)
  return { kind: 'web', bound, url }
}

/** The address is printed in any case, so a browser that is missing stops nobody. */
async function openPage({ openInBrowser, terminal }: Opening['app'], url: string): Promise<void> {
  try {
    await openInBrowser(url)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    terminal.err.write('No browser could be opened here: open the page yourself.\n')
  }
}

/** GitHub knows the slugs of its own categories best. */
function onThePage(bound: Bound): ReturnType<typeof publicationIn> {
  const publication = publicationIn(bound)
  const category = bound.place === null ? undefined : categoryOf(publication, bound.place.target)
  return category === undefined ? publication : { ...publication, category: category.slug }
}

function serverOf({ app }: Opening, { place, repo }: Bound): string {
  if (place !== null) return place.target.url.slice(0, -(repo.length + 1))
  return (app.env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '')
}

/** Only a form that the repository offers is one that its page can show. */
function pageForm({ template, file }: Bound): PageForm | null {
  if (template === null || template.form.kind !== 'form' || !isOfRepository(template)) return null
  const values = { ...file.draft.fields, ...readBody(template.form, file.draft.body) }
  return { file: template.file, form: template.form, values }
}
