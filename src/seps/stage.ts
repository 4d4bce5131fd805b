import type { Stage } from './life-cycle.ts'
import { STATUSES } from './names.ts'

/** A SEP without a sponsor has no status of its own; this is what it is called where it needs a name. */
const AWAITING_SPONSOR = 'awaiting-sponsor'
export const STAGE_NAMES = [AWAITING_SPONSOR, ...STATUSES] as const
export type StageName = (typeof STAGE_NAMES)[number]

export function stageName(stage: Stage): StageName {
  return stage ?? AWAITING_SPONSOR
}

export function stageNamed(name: StageName): Stage {
  return name === AWAITING_SPONSOR ? null : name
}

/** As a person says it. */
export function stageText(name: StageName | null): string {
  return name === null ? 'unknown' : name.replaceAll('-', ' ')
}
