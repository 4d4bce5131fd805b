import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import { describeAnonymousAccess, type PublicReader } from '../../github/public-reader.ts'
import { sepPathOf } from '../../github/seps.ts'
import { readPublicly } from '../../preflight/github-access.ts'
import { notesView } from '../../terminal/terminal.ts'
import { type Source, type SourceRef, sourceRef } from './source.ts'

const PASS_AS_FILE = 'pass its text as a file'
const SIGN_IN = 'run `gh auth login`, or set GH_TOKEN'

export async function readPublicSource(app: App, ref: SourceRef): Promise<Source> {
  const { kind, repo, number } = ref
  const name = `#${number} of ${repo}`
  if (kind === 'discussion')
    throw new Failure('authentication', `GitHub shows discussion ${name} only to those who are signed in`, {
      hint: `${SIGN_IN}; or ${PASS_AS_FILE}`,
    })
  return readPublicly(app, PASS_AS_FILE, async (reader) => {
    try {
      const source = await readIssueOrPullRequest(reader, ref)
      app.terminal.err.write(notesView([describeAnonymousAccess(reader)]))
      return source
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.reason.kind !== 'not-found') throw error
      throw new Failure('authentication', `GitHub does not show ${name} to anyone who is not signed in`, {
        hint: `check the spelling; to read a discussion or a private repository, ${SIGN_IN}`,
        cause: error,
      })
    }
  })
}

async function readIssueOrPullRequest(
  reader: PublicReader,
  { repo: requestedRepo, number }: SourceRef,
): Promise<Source> {
  const { url, body, isPullRequest } = await reader.issue(requestedRepo, number)
  // The repository may have been renamed, and the issue transferred.
  const repo = sourceRef(url)?.repo ?? requestedRepo
  const sep = isPullRequest ? await readSepOf(reader, repo, number) : null
  return {
    name: url,
    texts: [
      { name: url, markdown: body },
      ...(sep === null ? [] : [{ name: `${sep.path} of ${url}`, markdown: sep.text }]),
    ],
    post: { url, repo, isIssue: !isPullRequest, isPrivate: false },
  }
}

/** Reads the SEP that a pull request is about; null: it has none. */
async function readSepOf(
  reader: PublicReader,
  repo: string,
  number: number,
): Promise<{ readonly path: string; readonly text: string } | null> {
  const changes = await reader.changes(repo, number)
  const path = sepPathOf(number, changes)
  const oid = changes.find((change) => change.path === path)?.oid ?? null
  return path === null || oid === null ? null : { path, text: await reader.text(repo, oid) }
}
