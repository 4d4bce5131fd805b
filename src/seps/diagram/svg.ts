import { escapeXml, SVG_FONT, svgText } from '../../policy/diagram/labels.ts'
import type { MarkedSep } from '../life-cycle.ts'
import {
  type Role,
  STAGE_NAMES,
  type StageName,
  stageName,
  stageText,
  TRANSITIONS,
  type Transition,
} from '../life-cycle.ts'

/** Color and dashes both show who decides, so either is enough to read the diagram. */
const ROLE_STYLES: Readonly<Record<Role, { readonly color: string; readonly dashes: string }>> = {
  sponsor: { color: '#1a7f37', dashes: '' },
  'core maintainers': { color: '#0550ae', dashes: '8 4' },
  author: { color: '#8a4600', dashes: '2 4' },
}

/** Draws the path of an accepted SEP at the top, and all other outcomes below. */
export function svgDiagram(mark: MarkedSep | null): string {
  const title = mark === null ? 'The life cycle of a SEP' : `The life cycle of ${mark.name}: ${stageText(mark.stage)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}">`,
    `<style>text{font:${SVG_FONT};fill:#1b1f24}.h{font-weight:600}.s{font-size:12px;fill:#57606a}</style>`,
    `<defs>${Object.entries(ROLE_STYLES)
      .map(([role, { color }]) => arrowHead(role, color))
      .join('')}</defs>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    svgText(24, 34, title, 'h'),
    ...TRANSITIONS.map(arrow),
    ...STAGE_NAMES.map((stage) => box(stage, mark)),
    ...legend(),
    '</svg>',
    '',
  ].join('\n')
}

function arrow({ from, to, decidedBy, when }: Transition): string {
  const path = pathBetween(stageName(from), to)
  const label = `${stageText(stageName(from))} to ${stageText(to)}, by the ${decidedBy}: ${when}`
  return `<path d="${path}" fill="none" ${stroke(decidedBy)} marker-end="url(#${markerId(decidedBy)})"><title>${escapeXml(label)}</title></path>`
}

function box(stage: StageName, mark: MarkedSep | null): string {
  const { x, y } = cornerOf(stage)
  const isMarked = mark?.stage === stage
  const style = isMarked ? 'fill="#ffe8b8" stroke="#7a4f01" stroke-width="3"' : 'fill="#eef1f5" stroke="#57606a"'
  const middle = x + BOX.width / 2
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8" ${style}/>`,
    svgText(middle, y + (isMarked ? 19 : 27), stageText(stage), isMarked ? 'h' : '', 'middle'),
    svgText(middle, y + 36, isMarked ? mark.name : '', 's', 'middle'),
  ].join('')
}

function legend(): readonly string[] {
  return Object.keys(ROLE_STYLES)
    .filter((role): role is Role => Object.hasOwn(ROLE_STYLES, role))
    .map((role, index) => {
      const x = 24 + index * 260
      const y = HEIGHT - 24
      return `<path d="M${x} ${y - 4}h40" ${stroke(role)}/>${svgText(x + 48, y, `decided by the ${role}`, 's')}`
    })
}

function stroke(role: Role): string {
  const { color, dashes } = ROLE_STYLES[role]
  return `stroke="${color}" stroke-width="1.6"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}`
}

function arrowHead(role: string, color: string): string {
  return `<marker id="${markerId(role)}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="${color}"/></marker>`
}

function markerId(role: string): string {
  return `by-${role.replaceAll(' ', '-')}`
}

export const WIDTH = 960
export const HEIGHT = 400
export const BOX = { width: 136, height: 46 } as const

const STEP = { x: 190, y: 100 } as const
const MARGIN = { x: 24, y: 76 } as const

/** The column and row of each stage, chosen so that arrows cross no box. */
const GRID: Readonly<Record<StageName, readonly [column: number, row: number]>> = {
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

export function cornerOf(stage: StageName): { readonly x: number; readonly y: number } {
  const [column, row] = GRID[stage]
  return { x: MARGIN.x + column * STEP.x, y: MARGIN.y + row * STEP.y }
}

/** The path of an arrow: a straight line between neighbors, a curve above for a step back, and a corner for distant boxes. */
export function pathBetween(from: StageName, to: StageName): string {
  const a = middleOf(from)
  const b = middleOf(to)
  const columns = (b.x - a.x) / STEP.x
  if (a.y === b.y && columns < 0)
    return `M${a.x} ${a.y - BOX.height / 2}Q${(a.x + b.x) / 2} ${a.y - BOX.height - 30} ${b.x} ${b.y - BOX.height / 2}`
  if (a.y !== b.y && Math.abs(columns) >= 2)
    return `M${a.x} ${a.y + BOX.height / 2}V${b.y}H${b.x + (Math.sign(-columns) * BOX.width) / 2}`
  const start = pointOnEdge(a, b)
  const end = pointOnEdge(b, a)
  return `M${start.x} ${start.y}L${end.x} ${end.y}`
}

type Point = { readonly x: number; readonly y: number }

function middleOf(stage: StageName): Point {
  const { x, y } = cornerOf(stage)
  return { x: x + BOX.width / 2, y: y + BOX.height / 2 }
}

/** The point where the line from the middle of a box toward another point crosses the box's edge. */
function pointOnEdge(middle: Point, toward: Point): Point {
  const dx = toward.x - middle.x
  const dy = toward.y - middle.y
  const scale = 1 / Math.max(Math.abs(dx) / (BOX.width / 2), Math.abs(dy) / (BOX.height / 2))
  return { x: Math.round(middle.x + dx * scale), y: Math.round(middle.y + dy * scale) }
}
