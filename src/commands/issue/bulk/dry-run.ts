import { withMarker } from '../../../drafts/marker.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { MARKER, requestByName } from '../../../preflight/dry-run.ts'
import { publicationOf } from '../../../publish/publication.ts'
import { jsonLine } from '../../../terminal/json.ts'
import type { BulkContext } from './context.ts'
import { faultsExit, showFaults } from './faults.ts'
import { readLedgerFile } from './ledger-file.ts'
import { look } from './look.ts'

/** Prints each request that `--apply` would send, one JSON document a line. GitHub is not asked, so ids stand there by name. */
export async function dryRun(context: BulkContext): Promise<ExitCode> {
  const { app, ledger } = context
  const { out } = app.terminal
  const records = await readLedgerFile(app, ledger)
  app.terminal.err.write('Nothing is sent. These requests would be:\n')
  const { survey } = await look(context, records, async (row, outlook, prepared) => {
    if (row === null || prepared === null || outlook !== 'new') return
    const publication = publicationOf(prepared.draft, row.draft.kind, row.draft.repo)
    const parent = row.parentKey === null ? publication.parent : `the issue of ${row.parentKey}`
    const { operation, variables } = requestByName({ ...publication, parent }, withMarker(publication.body, MARKER))
    out.write(jsonLine({ row: row.at.row, key: row.key, operation, variables }))
    await out.drained()
  })
  await showFaults(context, survey.faults)
  return survey.faults.length === 0 ? EXIT.done : faultsExit(survey.faults)
}
