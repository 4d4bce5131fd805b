import type { Draft } from '../../../drafts/draft.ts'
import { Failure, UsageError } from '../../../errors.ts'
import type { Post } from '../../../github/github.ts'
import type { Place } from '../../../preflight/places.ts'
import { issueRef } from '../../../publish/publication.ts'
import { known, resolve } from '../../../publish/resolve.ts'
import { type Attempt, type Completed, complete, type Dispatch, findEarlier, send } from '../../../publish/send.ts'
import { saveDraft } from '../../../storage/draft-file.ts'
import { type Bound, type Opening, publicationIn } from './bound.ts'
import type { Outcome } from './outcome.ts'

/** Posts it. The marker is on disk before anything is sent, so that a run that dies can be gone on with. */
export async function post(opening: Opening, bound: Bound): Promise<Outcome> {
  const { app } = opening
  const place = placeIn(bound, opening.options)
  const resolved = await resolveAt(place, bound)
  const marker = attemptOf(bound.file.draft)?.marker ?? app.newId()
  let { file } = bound
  const dispatch: Dispatch = async (sendIt) => {
    file = await saveDraft(app, file, { ...file.draft, marker, sent: app.clock.now().toISOString() })
    return sendIt()
  }
  const spinner = await app.progress(`Posting to ${bound.repo} …`)
  try {
    const found = await send(place.github, app.clock, place.target, resolved, marker, dispatch)
    return posted({ ...bound, file }, found)
  } finally {
    spinner.stop()
  }
}

/** An earlier run may have posted it and not learned so: then GitHub shows it, by its marker. */
export async function earlierPost(opening: Opening, bound: Bound): Promise<Outcome | null> {
  const attempt = attemptOf(bound.file.draft)
  if (attempt === null || opening.options.dryRun === true) return null
  const place = placeIn(bound, opening.options)
  const spinner = await opening.app.progress('An earlier run may have posted it; looking …')
  try {
    const found = await findEarlier(place.github, opening.app.clock, bound.repo, bound.kind, attempt)
    if (found === null) return null
    return posted(bound, await completed(place, bound, found))
  } finally {
    spinner.stop()
  }
}

/** Whatever is wrong with the draft by now, the post is there. */
async function completed({ github, target }: Place, bound: Bound, found: Post): Promise<Completed> {
  const publication = publicationIn(bound)
  const resolved = known(publication, target, { parentId: null, projects: await projectsFor(github, publication) })
  return complete(github, target, resolved, found)
}

/** The last try, which the next one continues: only its marker tells whether it arrived after all. */
function attemptOf({ marker, sent }: Draft): Attempt | null {
  return marker === null || sent === null ? null : { marker, sent: new Date(sent) }
}

/** @throws Failure (authentication) where there is no token. */
function placeIn({ place, file }: Bound, { offline }: Opening['options']): Place {
  if (place !== null) return place
  if (offline === true)
    throw new UsageError(`An earlier run may have posted ${file.path}: leave out --offline, so that it can be seen.`)
  throw new Failure(
    'authentication',
    `an earlier run may have posted ${file.path}, and without a token nobody can see whether it did: run \`gh auth login\`, or set GH_TOKEN`,
  )
}

async function resolveAt({ github, target }: Place, bound: Bound) {
  const publication = publicationIn(bound)
  const projects = await projectsFor(github, publication)
  return resolve(publication, target, { parentId: await parentId(github, publication), projects })
}

/** Asked for only by those who name one. */
async function projectsFor(github: Place['github'], { projects, repo }: ReturnType<typeof publicationIn>) {
  return projects.length === 0 ? [] : github.projects(repo)
}

async function parentId(github: Place['github'], { parent, repo }: ReturnType<typeof publicationIn>) {
  if (parent === null) return null
  const ref = issueRef(parent, repo)
  const found = ref === null ? null : await github.issue(ref.repo, ref.number)
  if (found === null) throw new Failure('validation', `there is no issue ${parent} that could be the parent`)
  return found.id
}

function posted(bound: Bound, { number, url, title, labels, outside }: Completed): Outcome {
  return { kind: 'posted', bound, number, url, title, applied: labels, outside }
}
