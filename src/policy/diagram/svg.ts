import { ACTIONABILITIES, type Channel } from '../answers.ts'
import type { Policy } from '../schema.ts'
import { escapeXml, SVG_FONT, svgText as text } from './labels.ts'
import { type Tree, type TypeBranch, treeOf } from './tree.ts'

const WIDTH = 1120
const MARGIN = 24
const TITLE_HEIGHT = 34
const ROW_HEIGHT = 30
/** How far below the upper edge of a row its text stands. */
const BASELINE = 20
const INDENT = 12
const LABEL_WIDTH = 300
const GAP = 8
const CELL_WIDTH = (WIDTH - 2 * MARGIN - LABEL_WIDTH) / ACTIONABILITIES.length

/** One color for each channel, with enough contrast for dark text. */
const COLORS: Record<Channel, string> = {
  discord: '#dfe3ff',
  'private-discord': '#ffd9d2',
  discussion: '#d6efff',
  issue: '#d8f3dc',
  sep: '#ffe8b8',
  'pull-request': '#e9dcff',
  'decision-record': '#f3e1cf',
  'security-advisory': '#ffc9c9',
  conduct: '#ffd6e7',
  docs: '#e3f6f5',
  elsewhere: '#e6e6e6',
}

/** Draws the tree as a table: first the answers that decide at once, then each type with its channels. */
export function svgDiagram(policy: Policy): string {
  const tree = treeOf(policy)
  const rows = [...shortcutRows(policy, tree), ...typeRows(policy, tree)]
  const height = 2 * MARGIN + TITLE_HEIGHT + rows.length * ROW_HEIGHT
  const body = rows.map((drawRow, index) => drawRow(MARGIN + TITLE_HEIGHT + index * ROW_HEIGHT))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(`Decision tree: ${policy.title}`)}">`,
    `<style>text{font:${SVG_FONT};fill:#1b1f24}.h{font-weight:600}.q{fill:#57606a}.s{font-size:12px;fill:#57606a}</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(MARGIN, MARGIN + 12, `${policy.title}: where does it belong?`, 'h'),
    text(WIDTH - MARGIN, MARGIN + 12, `edition ${policy.edition}`, 's', 'end'),
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

/** Draws one row, whose upper edge is at `y`. */
type DrawRow = (y: number) => string

function shortcutRows(policy: Policy, { sensitivities, outsideAreas }: Tree): readonly DrawRow[] {
  const fullWidthRow = (label: string, channel: Channel): DrawRow =>
    row(policy, label, [{ channel, from: 0, to: ACTIONABILITIES.length }])
  return [
    heading(policy.questions.sensitivity.ask, []),
    ...sensitivities.map(({ label, channel }) => fullWidthRow(label, channel)),
    heading(`${policy.questions.sensitivity.options.public.label}: ${policy.questions.area.ask}`, []),
    ...outsideAreas.map(({ label, channel }) => fullWidthRow(label, channel)),
  ]
}

function typeRows(policy: Policy, { types }: Tree): readonly DrawRow[] {
  const { options, ask } = policy.questions.actionability
  const columnLabels = ACTIONABILITIES.map((value) => options[value].label)
  return [
    heading(`In this project: ${policy.questions.type.ask}`, [ask, '', '']),
    heading('', columnLabels),
    ...types.map((branch) => row(policy, branch.label, cellsOf(branch))),
  ]
}

type Cell = { readonly channel: Channel; readonly from: number; readonly to: number }

/** Adjacent answers that lead to the same channel share a cell. */
function cellsOf({ leaves }: TypeBranch): readonly Cell[] {
  const cells: Cell[] = []
  for (const [index, actionability] of ACTIONABILITIES.entries()) {
    const leaf = leaves.find(({ actionabilities }): boolean => actionabilities.includes(actionability))
    if (leaf === undefined) continue
    const last = cells.at(-1)
    if (last !== undefined && last.channel === leaf.channel) cells[cells.length - 1] = { ...last, to: index + 1 }
    else cells.push({ channel: leaf.channel, from: index, to: index + 1 })
  }
  return cells
}

function heading(left: string, columnLabels: readonly string[]): DrawRow {
  return (y) =>
    [
      text(MARGIN, y + BASELINE, left, 'h'),
      ...columnLabels.map((label, index) =>
        text(MARGIN + LABEL_WIDTH + index * CELL_WIDTH + 6, y + BASELINE, label, 's'),
      ),
    ].join('\n')
}

function row(policy: Policy, label: string, cells: readonly Cell[]): DrawRow {
  return (y) =>
    [
      text(MARGIN + INDENT, y + BASELINE, label, 'q'),
      ...cells.map(({ channel, from, to }) => {
        const x = MARGIN + LABEL_WIDTH + from * CELL_WIDTH
        const width = (to - from) * CELL_WIDTH - GAP
        const box = `<rect x="${x}" y="${y + 2}" width="${width}" height="${ROW_HEIGHT - 4}" rx="6" fill="${COLORS[channel]}"/>`
        return `${box}\n${text(x + INDENT, y + BASELINE, policy.channels[channel].title)}`
      }),
    ].join('\n')
}
