import type { App } from '../../app.ts'
import { maskFor } from '../../checks/quick-mask.ts'
import { type Draft, isPublished, openCommand, resumeCommand } from '../../drafts/draft.ts'
import { answersIn, isAsRendered } from '../../drafts/from-template.ts'
import { isFromEarlierForm } from '../../drafts/pieces.ts'
import { Failure } from '../../errors.ts'
import { readBody } from '../../forms/body.ts'
import { checkAnswers } from '../../forms/fill.ts'
import { findTemplate, type Template } from '../../forms/templates.ts'
import { findTemplates, loadTemplates, type TemplateKind } from '../../preflight/templates.ts'
import { READS_ONLY } from '../../storage/policy-file.ts'
import type { StoredDraft } from '../../storage/stored-drafts.ts'
import { shellOf } from '../../text/shell.ts'

/**
 * `written`: no answer is known to be missing. `sent`: the draft was sent, but GitHub has not confirmed it. `blocked`: the draft
 * became a private report, so it is never posted.
 */
export type DraftState = 'unfinished' | 'written' | 'sent' | 'blocked' | 'published' | 'unreadable'

/** A private report, and a draft that became one, are listed without their titles. A secret in a title is masked. */
export type ListedDraft = {
  /** The path of the draft. */
  readonly draft: string
  readonly modified: Date
  readonly state: DraftState
  readonly kind: Draft['kind'] | null
  readonly repo: string | null
  readonly template: string | null
  readonly title: string | null
  readonly url: string | null
  /** The command that resumes or opens the draft; null: neither is possible. */
  readonly command: string | null
  /** Why the draft cannot be read; null: it can. */
  readonly why: string | null
}

/** Sends nothing to GitHub, so it knows the forms of a repository only from the cache. */
export async function listDrafts(app: App, stored: readonly StoredDraft[]): Promise<readonly ListedDraft[]> {
  const templateCache: TemplateCache = new Map()
  const drafts: ListedDraft[] = []
  for (const draft of stored) drafts.push(await describeDraft(app, draft, templateCache))
  return drafts
}

/** The templates of each kind and repository. */
type TemplateCache = Map<string, readonly Template[]>

async function describeDraft(app: App, { path, modified, file }: StoredDraft, templateCache: TemplateCache) {
  const base = { draft: path, modified }
  if (file instanceof Failure) return { ...base, state: 'unreadable' as const, ...UNREADABLE, why: file.message }
  const { draft } = file
  const { kind, repo, template, url } = draft
  const state = stateOf(draft) ?? ((await isComplete(app, draft, templateCache)) ? 'written' : 'unfinished')
  const isPrivate = kind === 'advisory' || state === 'blocked'
  const title = isPrivate || draft.title === '' ? null : (await maskFor([draft.title], draft.title))(draft.title)
  const details = { kind, repo, template, title, url }
  return { ...base, state, ...details, command: commandFor(app, draft, state, path), why: null }
}

const UNREADABLE = { kind: null, repo: null, template: null, title: null, url: null, command: null }

function stateOf(draft: Draft): DraftState | null {
  if (isPublished(draft)) return 'published'
  if (draft.sent !== null) return 'sent'
  return draft.blocked === null ? null : 'blocked'
}

function commandFor(app: App, draft: Draft, state: DraftState, path: string): string | null {
  if (state === 'published' || state === 'blocked') return null
  return state === 'unfinished'
    ? resumeCommand(draft, path, shellOf(app.env))
    : openCommand(draft, path, shellOf(app.env))
}

async function isComplete(app: App, draft: Draft, templateCache: TemplateCache): Promise<boolean> {
  const { kind, repo, template: templateName, title, body, pending, unfinished } = draft
  if (title === '' || body.trim() === '' || unfinished !== null || kind === 'advisory') return false
  if (kind === 'sep' || repo === null || templateName === null) return true
  if (pending.length > 0) return false
  const templates = await templatesOf(app, kind, repo, templateCache)
  const template = findTemplate({ templates }, templateName)
  if (template === null) return true
  const { form } = template
  const isRendered = isAsRendered(draft, template)
  if (!isRendered && !isFromEarlierForm(draft, form)) return true
  // If the form has changed, reads the answers from the text, because the recorded answers may be under headings that the form no longer has.
  const answers = isRendered ? answersIn(draft, template) : readBody(form, body)
  // Ignores answers to fields that the form does not have, such as the checklist for a record of a private decision.
  return checkAnswers(form, answers).every(({ kind }) => kind === 'unknown')
}

async function templatesOf(app: App, kind: TemplateKind, repo: string, cache: TemplateCache) {
  const key = `${kind} ${repo}`.toLowerCase()
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  const { templates: repositoryTemplates } = await loadTemplates(app, repo, { offline: true })
  const { templates } = await findTemplates(app, { kind, repo, repositoryTemplates, consent: READS_ONLY })
  cache.set(key, templates)
  return templates
}
