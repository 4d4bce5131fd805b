import { Failure } from '../errors.ts'
import { failureClass, type Kind, type Reason, sentence } from './reasons.ts'

/** Nothing in the answer says whether a write took effect. */
const UNCERTAIN: ReadonlySet<Kind> = new Set<Kind>(['network', 'timeout', 'gateway', 'not-json', 'partial'])
/** May pass by itself; worth asking again where asking changes nothing. */
const TRANSIENT: ReadonlySet<Kind> = new Set<Kind>(['unreachable', 'network', 'timeout', 'gateway'])

/** GitHub did not do what was asked. Carries the reason alone, never the request or its error: they hold the token. */
export class GitHubFailure extends Failure {
  override readonly name = 'GitHubFailure'
  readonly reason: Reason
  constructor(reason: Reason) {
    super(failureClass(reason), sentence(reason))
    this.reason = reason
  }

  get mayHaveSucceeded(): boolean {
    return UNCERTAIN.has(this.reason.kind)
  }

  get isTransient(): boolean {
    return TRANSIENT.has(this.reason.kind)
  }
}
