import { escaped, SVG_FONT, svgText } from '../../policy/diagram/svg-text.ts'
import { type Role, TRANSITIONS, type Transition } from '../life-cycle.ts'
import { STAGE_NAMES, type StageName, stageName, stageText } from '../stage.ts'
import type { Mark } from './diagram.ts'
import { BOX, boxOf, HEIGHT, pathBetween, WIDTH } from './places.ts'

/** Who decides is told by colour and by dashes, so that neither is needed to read it. */
const ROLES: Readonly<Record<Role, { readonly colour: string; readonly dashes: string }>> = {
  sponsor: { colour: '#1a7f37', dashes: '' },
  'core maintainers': { colour: '#0550ae', dashes: '8 4' },
  author: { colour: '#8a4600', dashes: '2 4' },
}

/** The life cycle: the way of a SEP that is accepted on top, what else may become of it below. */
export function svgDiagram(mark: Mark | null): string {
  const title = mark === null ? 'The life cycle of a SEP' : `The life cycle of ${mark.name}: ${stageText(mark.stage)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
    `<style>text{font:${SVG_FONT};fill:#1b1f24}.h{font-weight:600}.s{font-size:12px;fill:#57606a}</style>`,
    `<defs>${Object.entries(ROLES)
      .map(([role, { colour }]) => arrowHead(role, colour))
      .join('')}</defs>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    svgText(24, 34, title, 'h'),
    ...TRANSITIONS.map(edge),
    ...STAGE_NAMES.map((stage) => box(stage, mark)),
    ...legend(),
    '</svg>',
    '',
  ].join('\n')
}

function edge({ from, to, decidedBy, when }: Transition): string {
  const path = pathBetween(stageName(from), to)
  const label = `${stageText(stageName(from))} to ${stageText(to)}, by the ${decidedBy}: ${when}`
  return `<path d="${path}" fill="none" ${stroke(decidedBy)} marker-end="url(#${idOf(decidedBy)})"><title>${escaped(label)}</title></path>`
}

function box(stage: StageName, mark: Mark | null): string {
  const { x, y } = boxOf(stage)
  const isHere = mark?.stage === stage
  const look = isHere ? 'fill="#ffe8b8" stroke="#7a4f01" stroke-width="3"' : 'fill="#eef1f5" stroke="#57606a"'
  const middle = x + BOX.width / 2
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8" ${look}/>`,
    svgText(middle, y + (isHere ? 19 : 27), stageText(stage), isHere ? 'h' : '', 'middle'),
    svgText(middle, y + 36, isHere ? mark.name : '', 's', 'middle'),
  ].join('')
}

function legend(): readonly string[] {
  return Object.keys(ROLES)
    .filter((role): role is Role => Object.hasOwn(ROLES, role))
    .map((role, at) => {
      const x = 24 + at * 260
      const y = HEIGHT - 24
      return `<path d="M${x} ${y - 4}h40" ${stroke(role)}/>${svgText(x + 48, y, `decided by the ${role}`, 's')}`
    })
}

function stroke(role: Role): string {
  const { colour, dashes } = ROLES[role]
  return `stroke="${colour}" stroke-width="1.6"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}`
}

function arrowHead(role: string, colour: string): string {
  return `<marker id="${idOf(role)}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`
}

function idOf(role: string): string {
  return `by-${role.replaceAll(' ', '-')}`
}
