import type { App } from '../../../app.ts'
import { type Draft, emptyDraft } from '../../../drafts/draft.ts'
import { printDraft } from '../../../drafts/print.ts'
import { type ExitCode, Failure } from '../../../errors.ts'
import { titleOf } from '../../../publish/proposal.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { readDraftFile } from '../../../storage/draft-file.ts'
import { disclosureIn, withDisclosure } from '../../../text/ai-disclosure.ts'
import { open } from '../../shared/open-drafts.ts'
import type { Gate } from './gate.ts'

/** As the founding edition had it: an issue, by the way of every other issue, from a draft beside the SEP. */
export async function openAsIssue({ app, options, repo }: Gate, { path, text, sep }: SepDraft): Promise<ExitCode> {
  const draft = `${path.replace(/\.md$/i, '')}.issue.md`
  const title = titleOf(null, sep.heading.title)
  const isNew = await writeOnce(app, draft, { ...emptyDraft('issue'), repo, title, labels: ['SEP'], body: text })
  try {
    return await open(app, [draft], {
      ...options,
      kind: 'issue',
      label: [],
      assignee: [],
      project: [],
      // As its text says it already; `none` would take that line out.
      aiDisclosure: disclosureIn(text) ?? 'none',
      // Where proposals are issues, an issue is the right place for one.
      allow: [...options.allow, 'wrong-channel', 'vulnerability', 'required'],
    })
  } finally {
    if (isNew && options.dryRun === true) await app.files.remove(draft)
  }
}

/** One that an earlier run left is gone on with, so that nothing is posted twice, if it says the same. */
async function writeOnce(app: App, path: string, draft: Draft): Promise<boolean> {
  if (await app.files.create(path, printDraft(draft))) return true
  const { draft: there } = await readDraftFile(app, path)
  if (there.title === draft.title && comparable(there.body) === comparable(draft.body)) return false
  throw new Failure(
    'file',
    `${path} is there already with another text: open that one with mcp-comms issue open ${path}, or move it away`,
  )
}

/** The line on AI may have moved to the end since. */
function comparable(body: string): string {
  return withDisclosure(body, disclosureIn(body) ?? 'none')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
