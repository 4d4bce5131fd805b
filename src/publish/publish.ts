import type { App } from '../app.ts'
import { type Draft, type Receipt, type SendAttempt, withReceipt } from '../drafts/draft.ts'
import { CancelledError, Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { Post } from '../github/posts.ts'
import type { FiledReport } from '../github/private-reports.ts'
import { interruption, type LookUpTiming, unlessAbandoned } from '../github/retry.ts'
import type { Destination, OnGitHub } from '../preflight/destination.ts'
import type { Ready } from '../preflight/preflight.ts'
import type { ReadyReport } from '../preflight/private-report.ts'
import { type DraftFile, readDraftFile, saveDraft } from '../storage/draft-file.ts'
import { watchInterrupts } from '../system/interrupt.ts'
import { toPostInput } from './post-input.ts'
import { type CompletePost, contentHash, type Dispatch, postOnce } from './post-with-labels.ts'
import { reportsPage, sendReportOnce } from './private-report.ts'
import { describeUnconfirmed, toUnconfirmed } from './unconfirmed.ts'

/** `file` has the draft's latest content. */
export type PublishResult<P = CompletePost> = {
  readonly file: DraftFile
  readonly post: P
}

/** `marker`: the id of the post's hidden comment. `policy`: the file of `--policy`, if the run had that flag. */
export function publish(
  app: App,
  ready: Ready,
  draftFile: DraftFile,
  { marker, policy }: { readonly marker: string; readonly policy: string | undefined },
): Promise<PublishResult> {
  const { github, target } = requireSignIn(ready.destination)
  const input = toPostInput(ready.publication, target, ready.onDemand)
  const { publication } = ready
  const outgoing = { github, target, marker, kind: input.kind, content: contentHash(publication), policy }
  return recordAndSend<Post, CompletePost>(app, draftFile, outgoing, ({ dispatch, timing }) =>
    postOnce(github, { target, input, marker }, dispatch, timing),
  )
}

export function publishReport(
  app: App,
  { destination, draft, report }: ReadyReport,
  draftFile: DraftFile,
  policy: string | undefined,
): Promise<PublishResult<FiledReport>> {
  const { github, target } = requireSignIn(destination)
  const { marker: earlierMarker, sent } = draftFile.draft
  const marker = sent === null || earlierMarker === null ? app.newId() : earlierMarker
  const outgoing = { github, target, marker, kind: 'advisory', content: contentHash(draft), policy } as const
  return recordAndSend<FiledReport, FiledReport>(app, draftFile, outgoing, ({ dispatch, timing }) =>
    sendReportOnce(github, { target, report, marker }, dispatch, timing),
  )
}

type OutgoingDraft = Pick<OnGitHub, 'github' | 'target'> &
  Pick<SendAttempt, 'content' | 'kind'> & {
    readonly marker: string
    readonly policy: string | undefined
  }
type Sending<T> = { readonly dispatch: Dispatch<T>; readonly timing: LookUpTiming }

/** Before sending a draft, records where and when it is sent, so that an interrupted run can be resumed. */
async function recordAndSend<T, P>(
  app: App,
  draftFile: DraftFile,
  { github, target, marker, kind, content, policy }: OutgoingDraft,
  send: (sending: Sending<T>) => Promise<P>,
): Promise<PublishResult<P>> {
  const spinner = await app.progress(`${kind === 'advisory' ? 'Reporting' : 'Posting'} to ${target.repo} …`)
  // After the second Ctrl-C it is unknown whether the post exists, and the draft says so.
  const interrupt = watchInterrupts(app.onInterrupt, () =>
    spinner.update("Waiting for GitHub's answer; press Ctrl-C again to stop …"),
  )
  const recorder = createRecorder(app, draftFile, (time) => ({
    marker,
    sent: {
      at: time.toISOString(),
      repo: target.repo,
      repositoryId: target.id,
      kind,
      viewer: target.viewer,
      content,
    },
  }))
  const dispatch: Dispatch<T> = async (sendAt) => {
    const time = await github.time()
    if (interrupt.stop.aborted) throw recorder.isUnconfirmed() ? interruption() : new CancelledError()
    await recorder.begin(time)
    const result = await unlessAbandoned(sendAt(time), interrupt.abandon)
    if (result.outcome === 'refused') await recorder.withdraw()
    return result
  }
  try {
    const post = await send({ dispatch, timing: { clock: app.clock, stop: interrupt.stop } })
    return { post, file: recorder.file() }
  } catch (error) {
    // Even if the last attempt was not sent, GitHub may have created the post of an earlier one.
    const unconfirmed = recorder.isUnconfirmed() ? toUnconfirmed(error) : error
    const page = kind === 'advisory' ? { page: reportsPage(target.url) } : {}
    throw describeUnconfirmed(app, unconfirmed, recorder.file(), { policy, ...page })
  } finally {
    interrupt.close()
    spinner.stop()
  }
}

/** Records in the draft that it is about to be sent, and removes this record if GitHub refuses the draft. */
function createRecorder(app: App, draftFile: DraftFile, record: (time: Date) => Pick<Draft, 'marker' | 'sent'>) {
  let file = draftFile
  let isUnconfirmed = false
  return {
    file: () => file,
    /** Whether an attempt was recorded that GitHub has not refused. */
    isUnconfirmed: () => isUnconfirmed,
    begin: async (time: Date) => {
      file = await saveDraft(app, file, { ...file.draft, ...record(time) })
      isUnconfirmed = true
    },
    // Also settles earlier attempts, because we send a draft again only once GitHub has shown that they created no post.
    withdraw: async () => {
      isUnconfirmed = false
      try {
        file = await saveDraft(app, file, { ...file.draft, sent: null })
      } catch (error) {
        // The refusal matters more than this error; the next run looks the post up first.
        if (!(error instanceof Failure)) throw error
      }
    },
  }
}

/** @throws Failure (authentication) if there is no token. */
function requireSignIn({ onGitHub }: Destination): OnGitHub {
  if (onGitHub !== null) return onGitHub
  throw new GitHubFailure({ kind: 'missing-token' })
}

/** Writes the address of the post into its draft. @returns the error if that failed, otherwise null: see `missingReceiptText`. */
export async function writeReceipt(
  app: App,
  path: string,
  { url, number }: Pick<Receipt, 'url' | 'number'>,
): Promise<Failure | null> {
  try {
    const published = app.clock.now().toISOString()
    // Read the file again, because somebody may have edited it while we posted.
    const file = await readDraftFile(app, path)
    await saveDraft(app, file, withReceipt(file.draft, { url, number, published }))
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/**
 * Tells the person how to keep a draft from being sent again, after the address of its post could not be written into it.
 * @param action what was done with the draft
 */
export function missingReceiptText(action: 'posted' | 'sent', path: string, url: string, { message }: Failure): string {
  return `mcp-comms: ${action}, but the draft file could not be updated: ${message}\nAdd "url: ${url}" to ${path}, so that it is not ${action} again.\n`
}
