import type { App } from '../../app.ts'
import { checkReport, type Finding, refuseUnknownChecks } from '../../checks/check.ts'
import { hasFrontMatter } from '../../drafts/front-matter.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { PostKind } from '../../github/target.ts'
import { type Context, createContext } from '../../preflight/context.ts'
import { findingsOn } from '../../preflight/findings.ts'
import { describeProblem, textProblems } from '../../publish/post-input.ts'
import { DRAFT_BYTES, type DraftFile, postAddressOf, readDraftFile } from '../../storage/draft-file.ts'
import { filesIn } from '../../storage/files-in.ts'
import { targetRepo } from '../../storage/target-repo.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { showFindings } from '../../terminal/views/shared/findings.ts'
import { notesView } from '../../terminal/views/shared/notes.ts'
import { plain } from '../../text/quote.ts'
import { templateOf } from '../shared/open-draft.ts'
import type { CheckOptions } from './command.ts'

/** `check DRAFT…`: whether they may be public. It publishes and changes nothing. */
export async function run(app: App, paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { json } = options
  refuseUnknownChecks(options.allow)
  const context = await createContext(app, { ...options, input: false }, { publishes: false })
  const drafts = await draftsIn(app, paths)
  const findings: (Finding & { readonly draft: string })[] = []
  for (const path of drafts) {
    const ofDraft = await check(context, await readDraftFile(app, path), options.repo)
    if (json !== true) await showFindings(app.terminal.out, path, ofDraft)
    for (const finding of ofDraft) findings.push({ ...finding, draft: path })
  }
  const { ok } = checkReport(findings)
  const { out } = app.terminal
  if (json === true) out.write(jsonDocument({ ok, findings }))
  else if (findings.length === 0)
    out.write(plain(`No problems found in ${drafts.length === 1 ? drafts[0] : `${drafts.length} drafts`}\n`))
  return ok ? EXIT.done : EXIT.stopped
}

/** In a folder, a Markdown file without front matter is another text. */
async function draftsIn(app: App, paths: readonly string[]): Promise<readonly string[]> {
  const files = await filesIn(app, paths, { isWanted: (name) => /\.md$/i.test(name), what: 'drafts' })
  const drafts: string[] = []
  for (const path of files)
    if (paths.includes(path) || hasFrontMatter(await app.files.readText(path, DRAFT_BYTES))) drafts.push(path)
    else app.terminal.err.write(notesView([`skipped ${path}: not a draft`]))
  return drafts
}

async function check(context: Context, file: DraftFile, named: string | undefined): Promise<readonly Finding[]> {
  const { app, policy, destinations } = context
  postAddressOf(app, file)
  const repo = targetRepo(app, policy, file.draft.repo ?? named)
  const draft = { ...file.draft, repo }
  const kind = postKindOf(draft)
  const destination = await destinations.at(repo)
  if (destination.onGitHub === null)
    app.terminal.err.write(notesView(['GitHub was not asked, so duplicates were not checked']))
  const template =
    kind === null
      ? null
      : await templateOf(context, destination, draft.kind === 'decision' ? 'decision' : kind, draft.template)
  const findings = await findingsOn(context, { draft, lines: file.lines, kind, destination, template })
  return [...findings, ...lengthFindings(file, repo)]
}

/** `open` refuses these although no check overrides them, so `check` reports them too. An empty title has a finding already. */
function lengthFindings({ draft, lines }: DraftFile, repo: string): readonly Finding[] {
  return textProblems(draft).flatMap((problem) =>
    problem.code === 'missing-title'
      ? []
      : {
          check: 'required',
          code: problem.code,
          severity: 'block',
          message: describeProblem(problem, repo),
          line: problem.code === 'long-title' ? lines.title : lines.body,
          fix: 'Shorten it, and move what does not fit to a comment or a linked file.',
        },
  )
}

function postKindOf({ kind, category }: DraftFile['draft']): PostKind | null {
  if (kind === 'decision') return category === null ? 'issue' : 'discussion'
  return kind === 'issue' || kind === 'discussion' ? kind : null
}
