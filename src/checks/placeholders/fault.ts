import type { Finding } from '../finding.ts'

/** A place that nobody filled. `line` is a line of the body, counted from 0. */
export type Unfilled = Pick<Finding, 'severity' | 'message' | 'fix'> & { readonly line: number }
