import type { OpenOptions } from '../open/options.ts'

/** `issue new` and `discussion new` as they were called. */
export type NewOptions = Omit<OpenOptions, 'web' | 'dryRun'> & {
  readonly template?: string
  /** `id=value`, `id=@file`, `id=-` */
  readonly field: readonly string[]
  readonly body?: string
  readonly bodyFile?: string
  readonly from?: string
  readonly output?: string
  readonly open?: true
  /** What `where` knows already; a person may change it. */
  readonly suggestion?: { readonly template: string | null; readonly text: string }
}
