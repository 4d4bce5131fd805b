import type * as z from 'zod'
import { Failure } from '../errors.ts'
import { explain } from './explanations.ts'
import { isUncertain, type Reason, type ReasonKind } from './reasons.ts'

/** Failures that may go away by themselves, so that a read is worth retrying. */
const TRANSIENT: ReadonlySet<ReasonKind> = new Set<ReasonKind>([
  'unreachable',
  'network',
  'timeout',
  'gateway',
  'not-github',
  'partial',
])

/** Carries only the reason, never the request or its error, because those hold the token. */
export class GitHubFailure extends Failure {
  override readonly name = 'GitHubFailure'
  readonly reason: Reason
  constructor(reason: Reason) {
    const { failureClass, what, ...advice } = explain(reason)
    super(failureClass, what, advice)
    this.reason = reason
  }

  override get reasonCode(): ReasonKind {
    return this.reason.kind
  }

  /** Returns the failure to report instead of this one after a write that may have taken effect. */
  toUnconfirmed(): GitHubFailure {
    return new GitHubFailure({ kind: 'unconfirmed', after: this.reason })
  }

  get mayHaveSucceeded(): boolean {
    return isUncertain(this.reason)
  }

  get isTransient(): boolean {
    return TRANSIENT.has(this.reason.kind)
  }
}

/** @throws GitHubFailure (`not-github`) for data that does not have GitHub's shape */
export function parseData<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
  return parsed.data
}
