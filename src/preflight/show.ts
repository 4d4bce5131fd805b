import type { Finding } from '../checks/finding.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import type { Screen } from '../terminal/terminal.ts'

/** Prints findings for a person; prints nothing if there are none. */
export async function showFindings(
  screen: Screen,
  { path }: Pick<DraftFile, 'path'>,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return
  const { findingsView } = await import('../terminal/views/shared/findings.ts')
  screen.write(findingsView(path, findings, await screen.style(), screen.columns))
}
