import { checkReport } from '../../../checks/finding.ts'
import { isPublished } from '../../../drafts/draft.ts'
import { Failure, UsageError } from '../../../errors.ts'
import type { PostKind } from '../../../github/github.ts'
import { closedFor } from '../../../github/target.ts'
import type { Place } from '../../../preflight/places.ts'
import { prepareReview } from '../../../preflight/prepare.ts'
import { review, reviewTogether } from '../../../preflight/review.ts'
import { showFindings } from '../../../preflight/show.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import { findTemplate, requiredForms } from '../../../preflight/templates.ts'
import { type DraftFile, readDraftFile } from '../../../storage/draft-file.ts'
import { isSameRepo, parseRepoName } from '../../../text/repo-name.ts'
import { type Bound, type Opening, saveUnlessDry } from './bound.ts'
import { withCategory } from './category.ts'
import { confirm } from './confirm.ts'
import { dryRun } from './dry-run.ts'
import type { Outcome } from './outcome.ts'
import { earlierPost, post } from './post.ts'
import { handOver } from './web.ts'
import { withFlags } from './with-flags.ts'

/** No other run works on a draft at the same time: it would not know of this one's post. */
export async function openDraft(opening: Opening, path: string): Promise<Outcome> {
  if (opening.options.dryRun === true) return openLocked(opening, path)
  const release = await opening.app.files.lock(path)
  try {
    return await openLocked(opening, path)
  } finally {
    await release()
  }
}

async function openLocked(opening: Opening, path: string): Promise<Outcome> {
  const elsewhere = await earlierElsewhere(opening, path)
  if (elsewhere !== null) return elsewhere
  const bound = await bind(opening, await readDraftFile(opening.app, path))
  const earlier = await earlierPost(opening, bound)
  if (earlier !== null) return earlier
  const reviewed = await reviewBound(opening, await withCategory(opening, bound))
  const { findings, ...rest } = reviewed
  if (!checkReport(findings).ok) return { kind: 'stopped', bound: rest.bound, findings }
  if (opening.options.dryRun === true) return dryRun(opening, rest.bound)
  return (await confirm(opening, rest.bound)) === 'web' ? handOver(opening, rest.bound) : post(opening, rest.bound)
}

/** Sent once, and now to go to another repository: it may be in the first one. */
async function earlierElsewhere(opening: Opening, path: string): Promise<Outcome | null> {
  const file = await readDraftFile(opening.app, path)
  const { repo: now, ...options } = opening.options
  const { repo: before, sent } = file.draft
  if (sent === null || before === null || now === undefined || isSameRepo(now, before)) return null
  return earlierPost(opening, await bind({ ...opening, options }, file))
}

/** Finds out where it goes. Nothing is written yet. @throws Failure where nothing can be posted there. */
async function bind(opening: Opening, read: DraftFile): Promise<Bound> {
  const { app, policy, options, placeOf } = opening
  refuse(read, options.kind)
  const draft = withFlags(read.draft, options)
  const repo = targetRepo(app, policy, draft.repo ?? undefined)
  parseRepoName(repo)
  const place = options.dryRun === true || options.offline === true ? null : await placeOf(repo)
  const kind = kindAt(opening, repo, place)
  const closed = place === null ? null : closedFor(place.target, kind)
  if (closed !== null) throw closed
  const template = await findTemplate(app, draft.template, { kind, repo, place })
  const file = await saveUnlessDry(opening, read, { ...draft, repo })
  return { file, repo, kind, place, template }
}

function refuse({ path, draft }: DraftFile, kind: PostKind): void {
  if (draft.kind !== kind)
    throw new UsageError(`${path} is a draft of kind ${draft.kind}: open it with mcp-comms ${draft.kind} open ${path}`)
  if (isPublished(draft)) throw new Failure('validation', `${path} was published already: ${draft.url}`)
}

/** Where Discussions are switched off, an issue takes their place; that is said aloud. */
function kindAt({ app, policy, options }: Opening, repo: string, place: Place | null): PostKind {
  if (options.kind === 'issue') return 'issue'
  const known = Object.values(policy.repositories).find((one) => isSameRepo(one.repo, repo))
  const isOff = place === null ? known?.discussions === false : !place.target.hasDiscussions
  if (!isOff) return 'discussion'
  app.terminal.err.write(`Discussions are switched off in ${repo}: this becomes an issue there.\n`)
  return 'issue'
}

export type Reviewed = { readonly bound: Bound; readonly findings: Awaited<ReturnType<typeof review>>['findings'] }

async function reviewBound(opening: Opening, bound: Bound): Promise<Reviewed> {
  const { app, policy, read, prompter } = opening
  const { place, template } = bound
  const ownForms = template === null ? await requiredForms(app, bound) : null
  const reviewing = await prepareReview({ app, policy, read, place, template, ownForms }, bound.file.draft)
  const { file, findings } =
    prompter === null ? await review(reviewing, bound.file) : await reviewTogether(reviewing, prompter, bound.file)
  const saved = await saveUnlessDry(opening, bound.file, file.draft)
  await showFindings(app.terminal.err, saved, findings)
  return { bound: { ...bound, file: saved }, findings }
}
