import type { App } from '../../app.ts'
import { type Draft, emptyDraft, isPublished } from '../../drafts/draft.ts'
import { DRAFT_SIZE_LIMIT } from '../../drafts/parse.ts'
import { Failure, UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { targetRepo } from '../../preflight/target-repo.ts'
import { readDraftFile } from '../../storage/draft-file.ts'
import { keep, placeForDraft, type Written } from '../../storage/draft-store.ts'
import type { Prompter } from '../../terminal/prompter.ts'
import { parseRepoName } from '../../text/repo-name.ts'
import { withFlags } from './draft-flags.ts'
import type { NewOptions } from './flags.ts'
import { readFieldFlags } from './field-flags.ts'

/** What was said on the command line, on disk before anything else happens. */
export async function begin(
  app: App,
  policy: Policy,
  options: NewOptions,
  prompter: Prompter | null,
): Promise<Written> {
  if (options.from !== undefined) return goOn(app, policy, options, options.from)
  const draft = await draftOf(app, policy, emptyDraft(options.kind), options)
  const naming = { output: options.output, yes: options.yes === true, prompter }
  const written = await placeForDraft(app, draft, naming)
  return saysSomething(draft) ? keep(app, written, draft) : written
}

/** `--from`: an unfinished draft, in its own file. */
async function goOn(app: App, policy: Policy, options: NewOptions, from: string): Promise<Written> {
  if (options.output !== undefined)
    throw new UsageError('--from goes on in the draft’s own file; it does not go with -o. Copy the file first.')
  const { path, text, draft } = await readDraftFile(app, from)
  if (draft.kind !== options.kind)
    throw new UsageError(
      `${path} is a draft of kind ${draft.kind}: go on with mcp-comms ${draft.kind} new --from ${path}`,
    )
  if (isPublished(draft)) throw new Failure('validation', `${path} was published already: ${draft.url}`)
  return keep(app, { draft, place: { kind: 'file', path, text } }, await draftOf(app, policy, draft, options))
}

async function draftOf(app: App, policy: Policy, draft: Draft, options: NewOptions): Promise<Draft> {
  const fields = { ...draft.fields, ...(await readFieldFlags(app, options.field)) }
  const body = await bodyOf(app, options)
  const told = withFlags(body === null ? draft : { ...draft, body }, options)
  const repo = targetRepo(app, policy, told.repo ?? undefined)
  parseRepoName(repo)
  return {
    ...told,
    repo,
    template: options.template ?? draft.template,
    fields,
  }
}

async function bodyOf(app: App, { body, bodyFile }: NewOptions): Promise<string | null> {
  if (body !== undefined && bodyFile !== undefined) throw new UsageError('Give either --body or --body-file, not both.')
  return body ?? (bodyFile === undefined ? null : app.files.readText(bodyFile, DRAFT_SIZE_LIMIT))
}

function saysSomething({ title, body, fields }: Draft): boolean {
  return title !== '' || body !== '' || Object.keys(fields).length > 0
}
