import type { SepEntry } from '../../seps/catalogue.ts'

/** What file and label say, where that is not the same. */
export function disagreementText({ disagrees, labelStatuses, fileStatus }: SepEntry): string | null {
  if (!disagrees) return null
  const labels = labelStatuses.length === 0 ? 'no label says so' : `its label says ${labelStatuses.join(' and ')}`
  return `its file says ${fileStatus ?? 'no status'}, and ${labels}; the file counts`
}
