import type { Maintainer } from '../maintainers.ts'

/** Lines that changed, from the first to the last one of each piece. */
export type ChangedLines = readonly { readonly from: number; readonly to: number }[]

/** What only the world knows. null: it is not known, and the rules that need it say nothing. */
export type Facts = {
  /** Without folders; null: it was not read from a file. */
  readonly fileName: string | null
  /** As in `2026-11-22`. */
  readonly today: string
  readonly maintainers: readonly Maintainer[] | null
  /** The numbers of the SEPs that there are. */
  readonly seps: ReadonlySet<number> | null
  /** Which of the relative addresses in the text lead to a file. */
  readonly present: ReadonlySet<string> | null
  /** Only what is on these lines is told. */
  readonly changed: ChangedLines | null
  /** What the status Final needs is asked for too. */
  readonly final: boolean
}
