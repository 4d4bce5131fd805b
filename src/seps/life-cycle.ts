import { STATUSES, type Status } from './names.ts'

export const GUIDELINES = 'https://modelcontextprotocol.io/community/sep-guidelines'
/** The SEP that introduced the guidelines; it says who makes a SEP dormant. */
const WORKFLOW =
  'https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/seps/1850-pr-based-sep-workflow.md'

export type Role = 'author' | 'sponsor' | 'core maintainers'

/** The status of a SEP; null while it awaits a sponsor. */
export type Stage = Status | null

export type Transition = {
  readonly from: Stage
  readonly to: Status
  readonly decidedBy: Role
  /** Who changes the file and the label. */
  readonly setBy: Role
  readonly when: string
  readonly source: string
}

/**
 * Which status may follow which, and who decides. Once a SEP has a sponsor, only the sponsor sets its status:
 * https://modelcontextprotocol.io/community/sep-guidelines#status-management
 */
export const TRANSITIONS: readonly Transition[] = [
  transition(null, 'draft', 'sponsor', 'a sponsor has agreed and assigned themselves to the pull request'),
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
    when: 'the author withdraws it before it has a sponsor',
    source: `${GUIDELINES}#sep-workflow`,
  },
  transition('draft', 'in-review', 'sponsor', 'the sponsor considers it ready for the core maintainers'),
  transition('in-review', 'draft', 'core maintainers', 'it is returned for revision'),
  transition('in-review', 'accepted', 'core maintainers', 'it has a prototype, a clear benefit, and consensus'),
  transition('in-review', 'rejected', 'core maintainers', 'the core maintainers decline it'),
  transition(
    'accepted',
    'final',
    'sponsor',
    'reference implementation, conformance scenario and specification are complete',
  ),
  ...(['draft', 'in-review', 'accepted'] as const).map((from) => ({
    ...transition(from, 'withdrawn', 'author', 'the author withdraws it'),
    source: `${GUIDELINES}#sep-statuses`,
  })),
  ...(['accepted', 'final'] as const).map((from) => ({
    ...transition(from, 'superseded', 'core maintainers', 'a newer SEP takes its place'),
    source: `${GUIDELINES}#sep-statuses`,
  })),
  {
    ...transition('dormant', 'draft', 'sponsor', 'it has a sponsor, and its pull request was reopened'),
    source: `${GUIDELINES}#sep-statuses`,
  },
  {
    ...transition('rejected', 'draft', 'sponsor', 'the objections are addressed and it is resubmitted'),
    source: `${GUIDELINES}#after-rejection`,
  },
]

export function transitionsFrom(from: Stage): readonly Transition[] {
  return TRANSITIONS.filter((transition) => transition.from === from)
}

function transition(from: Stage, to: Status, decidedBy: Role, when: string): Transition {
  return { from, to, decidedBy, setBy: 'sponsor', when, source: `${GUIDELINES}#step-by-step-process` }
}

/** A SEP that awaits a sponsor has no official status; this is our name for its stage. */
const AWAITING_SPONSOR = 'awaiting-sponsor'
export const STAGE_NAMES = [AWAITING_SPONSOR, ...STATUSES] as const
export type StageName = (typeof STAGE_NAMES)[number]

export function stageName(stage: Stage): StageName {
  return stage ?? AWAITING_SPONSOR
}

export function stageByName(name: StageName): Stage {
  return name === AWAITING_SPONSOR ? null : name
}

/** The name as people read it, such as `in review`. */
export function stageText(name: StageName | null): string {
  return name === null ? 'unknown' : name.replaceAll('-', ' ')
}

/** A SEP to mark in the diagram: its stage, and its name, such as `SEP-1234`. */
export type MarkedSep = { readonly stage: StageName; readonly name: string }
