import type { StageName } from '../stage.ts'

export const WIDTH = 960
export const HEIGHT = 400
export const BOX = { width: 136, height: 46 } as const

const STEP = { x: 190, y: 100 } as const
const MARGIN = { x: 24, y: 76 } as const

/** Column and row of each place: no straight way between two that follow each other leads through a third, but for long ones. */
const PLACES: Readonly<Record<StageName, readonly [column: number, row: number]>> = {
  'awaiting-sponsor': [0, 0],
  draft: [1, 0],
  'in-review': [2, 0],
  accepted: [3, 0],
  final: [4, 0],
  dormant: [0, 1],
  rejected: [2, 1],
  superseded: [4, 1],
  withdrawn: [1, 2],
}

/** The upper left corner of its box. */
export function boxOf(stage: StageName): { readonly x: number; readonly y: number } {
  const [column, row] = PLACES[stage]
  return { x: MARGIN.x + column * STEP.x, y: MARGIN.y + row * STEP.y }
}

/** From one box to another: straight; in a bow above when it goes back; around the corner when it goes far. */
export function pathBetween(from: StageName, to: StageName): string {
  const a = middleOf(from)
  const b = middleOf(to)
  const columns = (b.x - a.x) / STEP.x
  if (a.y === b.y && columns < 0)
    return `M${a.x} ${a.y - BOX.height / 2}Q${(a.x + b.x) / 2} ${a.y - BOX.height - 30} ${b.x} ${b.y - BOX.height / 2}`
  if (a.y !== b.y && Math.abs(columns) >= 2)
    return `M${a.x} ${a.y + BOX.height / 2}V${b.y}H${b.x + (Math.sign(-columns) * BOX.width) / 2}`
  const start = edgeOf(a, b)
  const end = edgeOf(b, a)
  return `M${start.x} ${start.y}L${end.x} ${end.y}`
}

type Point = { readonly x: number; readonly y: number }

function middleOf(stage: StageName): Point {
  const { x, y } = boxOf(stage)
  return { x: x + BOX.width / 2, y: y + BOX.height / 2 }
}

/** Where the straight line from the middle of a box to a point leaves the box. */
function edgeOf(middle: Point, towards: Point): Point {
  const dx = towards.x - middle.x
  const dy = towards.y - middle.y
  const part = 1 / Math.max(Math.abs(dx) / (BOX.width / 2), Math.abs(dy) / (BOX.height / 2))
  return { x: Math.round(middle.x + dx * part), y: Math.round(middle.y + dy * part) }
}
