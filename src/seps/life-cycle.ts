import type { Status } from './names.ts'

const GUIDELINES = 'https://modelcontextprotocol.io/community/sep-guidelines'
/** The SEP by which the guidelines came to be; it says who makes a SEP dormant. */
const WORKFLOW =
  'https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/seps/1850-pr-based-sep-workflow.md'

export type Role = 'author' | 'sponsor' | 'core maintainers'

/** Where a SEP stands. null: nowhere yet, it awaits a sponsor. */
export type Stage = Status | null

export type Transition = {
  readonly from: Stage
  readonly to: Status
  /** Who decides it. */
  readonly decidedBy: Role
  /** Who writes it into the file and sets the label. */
  readonly setBy: Role
  readonly when: string
  readonly source: string
}

/**
 * Which status may follow which, and who says so. The sponsor sets the status; what an author decides, the author asks
 * the sponsor to set: https://modelcontextprotocol.io/community/sep-guidelines#status-management
 */
export const TRANSITIONS: readonly Transition[] = [
  step(null, 'draft', 'sponsor', 'a sponsor has agreed and assigned themselves to the pull request'),
  {
    from: null,
    to: 'dormant',
    decidedBy: 'core maintainers',
    setBy: 'core maintainers',
    when: 'nobody has sponsored it within six months',
    source: `${WORKFLOW}#4-review-flow`,
  },
  {
    from: null,
    to: 'withdrawn',
    decidedBy: 'author',
    setBy: 'author',
    when: 'the author gives it up before there is a sponsor',
    source: `${GUIDELINES}#sep-workflow`,
  },
  step('draft', 'in-review', 'sponsor', 'the sponsor finds it ready for the core maintainers'),
  step('in-review', 'draft', 'core maintainers', 'it is returned for revision'),
  step('in-review', 'accepted', 'core maintainers', 'there is a prototype, a clear benefit, and consensus'),
  step('in-review', 'rejected', 'core maintainers', 'the core maintainers decline it'),
  step('accepted', 'final', 'sponsor', 'reference implementation, conformance scenario and specification are complete'),
  ...(['draft', 'in-review', 'accepted'] as const).map((from) => ({
    ...step(from, 'withdrawn', 'author', 'the author gives it up'),
    source: `${GUIDELINES}#sep-statuses`,
  })),
  ...(['accepted', 'final'] as const).map((from) => ({
    ...step(from, 'superseded', 'core maintainers', 'a newer SEP takes its place'),
    source: `${GUIDELINES}#sep-statuses`,
  })),
  {
    ...step('dormant', 'draft', 'sponsor', 'it has found a sponsor, and its pull request is open again'),
    source: `${GUIDELINES}#sep-statuses`,
  },
  {
    ...step('rejected', 'draft', 'sponsor', 'what was said against it is answered, and it is handed in again'),
    source: `${GUIDELINES}#after-rejection`,
  },
]

/** Where a SEP may go from here, and who lets it. Empty: it stays. */
export function transitionsFrom(from: Stage): readonly Transition[] {
  return TRANSITIONS.filter((transition) => transition.from === from)
}

export function nextStatuses(from: Stage): readonly Status[] {
  return transitionsFrom(from).map(({ to }) => to)
}

export function mayFollow(from: Stage, to: Status): boolean {
  return nextStatuses(from).includes(to)
}

/** Who writes this status into the file at this step. null: it may not follow. */
export function setterOf(from: Stage, to: Status): Role | null {
  return transitionsFrom(from).find((transition) => transition.to === to)?.setBy ?? null
}

function step(from: Status | null, to: Status, decidedBy: Role, when: string): Transition {
  return { from, to, decidedBy, setBy: 'sponsor', when, source: `${GUIDELINES}#step-by-step-process` }
}
