import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { numberedTextAt } from '../../../publish/sent-version.ts'
import type { PullRequestApi, SepVersion } from '../../../publish/update-proposal.ts'
import { type SepDraft, withText } from '../../../seps/draft.ts'
import { type Conflict, diffLines, mergeTexts } from '../../../seps/merge.ts'
import { replaceUnchanged } from '../../../storage/draft-file.ts'
import { normalizeLineEndings } from '../../../text/lines.ts'
import { countOf, plain } from '../../../text/quote.ts'

const MAX_LINES_SHOWN = 40
/** The length to which git shortens the id of a commit. */
const SHORT_ID_LENGTH = 7

/**
 * Merges what others have changed in the pull request since the author last sent the SEP, such as the status that a sponsor
 * set, so that the new version does not undo it. Writes the merged text into the file, too.
 * @throws Failure if both sides changed the same lines, or if the texts are too long to compare line by line, unless `replace` names
 * this version. Before that, prints the lines of both sides
 */
export async function mergeChanges(
  app: App,
  draft: SepDraft,
  version: SepVersion,
  replace: string | undefined,
): Promise<SepDraft> {
  const { number, text, sentText, url, head } = version
  const commit = head.oid.slice(0, SHORT_ID_LENGTH)
  const preferOurs = namesCommit(replace, head.oid)
  const { text: mergedText, conflicts, isCompared } = mergeTexts(sentText, draft.text, text, { preferOurs })
  const { err } = app.terminal
  if (mergedText === null) {
    err.write(plain(conflictText(conflicts, draft.path, number)))
    const problem = isCompared
      ? `the same lines were changed in ${draft.path} and in the pull request of SEP-${number}`
      : `others have changed SEP-${number} in its pull request, and the texts are too long to merge the changes line by line`
    throw new Failure('validation', `${problem}. Nothing was sent`, {
      hint: `Copy the lines of the pull request (${url}) into the file, and run the same command again. To replace them with yours, add --replace ${commit}`,
    })
  }
  if (conflicts.length > 0) err.write(plain(replacedText(conflicts, number)))
  if (mergedText === draft.text) return draft
  const changes = diffLines(draft.text, mergedText)
  err.write(
    plain(
      `Changed in the pull request in the meantime, and merged into ${draft.path}:\n${firstLines(changes).join('\n')}\n`,
    ),
  )
  await replaceUnchanged(app, draft, mergedText)
  return withText(draft, mergedText)
}

/**
 * Refuses a file that seems to be an older copy, such as one in another clone, because it would undo what the author has sent since, or
 * merged from others. @throws Failure, unless `replace` names this version. Before that, prints the changes that the file would undo
 */
export async function refuseOlderCopy(
  { terminal: { err } }: App,
  github: PullRequestApi,
  { path, text }: SepDraft,
  version: SepVersion,
  replace: string | undefined,
): Promise<void> {
  const { number, url, head } = version
  if (namesCommit(replace, head.oid)) return
  const changes = await findUndoneChanges(github, version, text)
  if (changes.length === 0) return
  err.write(
    plain(`Changed in the pull request of SEP-${number}, and not in ${path}:\n${firstLines(changes).join('\n')}\n`),
  )
  throw new Failure(
    'validation',
    `${path} seems to be an older copy: it would undo your last changes to SEP-${number}. Nothing was sent`,
    {
      hint: `Copy what is new from the pull request (${url}) into the file, and run the same command again. To undo these changes, add --replace ${head.oid.slice(0, SHORT_ID_LENGTH)}`,
    },
  )
}

/**
 * Returns the changes in the pull request that the file would undo, because it is closer to an earlier version from the viewer than to
 * their last one. Empty if it is closer to the last one: then the viewer has edited those lines themselves.
 */
async function findUndoneChanges(
  github: PullRequestApi,
  { head, number, url, text, sentText, earlierOwnCommits }: SepVersion,
  fileText: string,
): Promise<readonly string[]> {
  const [current, sent] = [normalizeLineEndings(fileText), normalizeLineEndings(sentText)]
  if (sent === '' || current === sent) return []
  const lines = new Set(current.split('\n'))
  const location = { repo: head.repo, pull: { number, url } }
  for (const commit of earlierOwnCommits) {
    const earlierText = normalizeLineEndings((await numberedTextAt(github, location, commit)) ?? '')
    if (earlierText === '' || diffLines(current, earlierText).length >= diffLines(current, sent).length) continue
    const changes = diffLines(earlierText, normalizeLineEndings(text))
    const undone = changes.filter((change) => isUndone(change, lines))
    if (undone.length > 0) return undone
  }
  return []
}

/** Whether lines lack what a change (`+ line`) has added, or still have what a change (`- line`) has removed. Empty lines do not count. */
function isUndone(change: string, lines: ReadonlySet<string>): boolean {
  const line = change.slice(2)
  return line !== '' && lines.has(line) === change.startsWith('-')
}

/** Whether the value of `--replace` is the beginning of this commit's id, and at least as long as the id that a conflict shows. */
function namesCommit(prefix: string | undefined, oid: string): boolean {
  return prefix !== undefined && prefix.length >= SHORT_ID_LENGTH && oid.startsWith(prefix.toLowerCase())
}

function conflictText(conflicts: readonly Conflict[], path: string, number: number): string {
  const sides = conflicts.flatMap(({ ours, theirs }) => [
    `In ${path}:`,
    ...firstLines(ours),
    `In the pull request of SEP-${number}:`,
    ...firstLines(theirs),
  ])
  return `${sides.join('\n')}\n`
}

function replacedText(conflicts: readonly Conflict[], number: number): string {
  const lines = conflicts.flatMap(({ theirs }) => theirs)
  return `Replaced in the pull request of SEP-${number} by your version:\n${firstLines(lines).join('\n')}\n`
}

function firstLines(lines: readonly string[]): readonly string[] {
  const hiddenCount = lines.length - MAX_LINES_SHOWN
  const first = lines.slice(0, MAX_LINES_SHOWN).map((line) => `  ${line}`)
  return hiddenCount > 0 ? [...first, `  … and ${countOf(hiddenCount, 'more line')}`] : first
}
