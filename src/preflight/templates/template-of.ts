import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { chooseTemplate } from '../../forms/choose.ts'
import type { Offer, Template } from '../../forms/offer.ts'
import type { PostKind } from '../../github/github.ts'
import { notesView } from '../../terminal/views/shared/notes.ts'
import type { Place } from '../places.ts'
import { findTemplates } from '../templates.ts'
import { readTemplatesOf } from './read.ts'

type Named = {
  readonly kind: PostKind
  readonly repo: string
  /** null: GitHub is not asked; what it said the last time counts. */
  readonly place: Place | null
}

/** The template that a draft names; null: it names none, or one that is not known, which is said on stderr. */
export async function templateOf(app: App, named: string | null, wanted: Named): Promise<Template | null> {
  if (named === null) return null
  const { kind, repo, place } = wanted
  const offered = place?.target.templates ?? (await readTemplatesOf(app, repo, { offline: true })).templates
  const found =
    chosen(await findTemplates(app, { kind, repo, offered, only: named }), named) ??
    chosen(await findTemplates(app, { kind, repo, offered }), named)
  if (found === null)
    app.terminal.err.write(notesView([`the template ${named} is not known here, so what it asks for is not checked`]))
  return found
}

/** The repository's own forms, where it takes no issue without one; null: it does, or it is not known whether. */
export async function formsNeeded(app: App, { kind, repo, place }: Named): Promise<readonly string[] | null> {
  if (kind !== 'issue' || place === null) return null
  const { blank, templates } = await findTemplates(app, { kind, repo, offered: place.target.templates })
  return blank ? null : templates.map(({ file }) => file)
}

function chosen(offer: Offer, named: string): Template | null {
  try {
    return chooseTemplate(offer, named)
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}
