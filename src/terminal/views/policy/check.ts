import { changesIn, hasChanges, type PolicyCheck } from '../../../policy/check/check.ts'
import { dependentsText, factText, sectionText } from '../../../policy/check/describe-changes.ts'
import type { CheckedFact, NewItems } from '../../../policy/check/facts.ts'
import type { CheckedSection, SectionState } from '../../../policy/check/sections.ts'
import type { Policy } from '../../../policy/schema.ts'
import { countOf, plain, quote } from '../../../text/quote.ts'
import { shellWord } from '../../../text/shell.ts'
import { type Style, textWidth, wrapText } from '../../style.ts'

const MAX_LINES_SHOWN = 12
const MAX_LINE_LENGTH = 300

export function policyCheckView(
  policy: Policy,
  check: PolicyCheck,
  ageInDays: number,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const { sections, facts, news } = changesIn(check)
  const unknown = check.facts.filter(({ state }) => state === 'unknown')
  const missing = check.sections.filter(({ state }) => state === 'missing')
  const age = ageInDays === 0 ? '' : `, ${countOf(ageInDays, 'day')} ago`
  const head = `${style.answer(policy.title)} ${style.quiet(`edition ${policy.edition} · checked ${policy.verified}${age}`)}`
  const parts = [
    wrapText(head, width, 2),
    ...sections.map((section) => sectionView(section, style, width)),
    ...facts.map((fact) => factView(fact, style, width)),
    ...newItemsView(news, style, width),
    ...listView('The policy does not say', unknown.map(unknownFactText), style, width),
    ...listView(
      'Not recorded, and not found',
      missing.map(({ source }) => source),
      style,
      width,
    ),
    summaryView(policy, check, style, width),
  ]
  return `\n${parts.join('\n\n')}\n\n`
}

function sectionView(section: CheckedSection, style: Style, width: number): string {
  return [
    wrapText(`${style.error(style.symbols.cross)} ${style.link(section.source, section.source)}`, width, 2),
    wrapText(style.chosen(sectionText(section)), width, 4),
    ...diffRows(section, style, width),
    wrapText(style.quiet(`affects ${dependentsText(section.dependents)}`), width, 4),
    ...(section.state === 'unchanged' ? [] : [`    ${style.quiet(style.link(section.history, section.history))}`]),
  ].join('\n')
}

function diffRows({ diff }: CheckedSection, style: Style, width: number): readonly string[] {
  const rows = diff.flatMap(({ removed, added }) => [
    ...(removed === 0 ? [] : [wrapText(style.error(`- ${countOf(removed, 'removed line')}`), width, 6)]),
    ...added.map((line) => wrapText(style.good(`+ ${quote(line, MAX_LINE_LENGTH)}`), width, 6)),
  ])
  const hiddenRows = rows.length - MAX_LINES_SHOWN
  return hiddenRows <= 0
    ? rows
    : [...rows.slice(0, MAX_LINES_SHOWN), style.quiet(`      … and ${hiddenRows} more; see --json`)]
}

function factView(fact: CheckedFact, style: Style, width: number): string {
  return [
    wrapText(`${style.error(style.symbols.cross)} ${fact.repo}`, width, 2),
    wrapText(style.chosen(plain(factText(fact))), width, 4),
    wrapText(style.quiet(`affects ${dependentsText(fact.dependents)}`), width, 4),
  ].join('\n')
}

function newItemsView({ groups, forms, repositories }: NewItems, style: Style, width: number): readonly string[] {
  return [
    ...listView('New pages in a folder of group charters, perhaps charters of new groups', groups, style, width),
    ...listView('New issue forms', forms, style, width),
    ...listView('New repositories', repositories, style, width),
  ]
}

function unknownFactText(fact: CheckedFact): string {
  return `${fact.repo}: ${factText(fact)}`
}

function listView(title: string, names: readonly string[], style: Style, width: number): readonly string[] {
  if (names.length === 0) return []
  return [[`  ${style.answer(title)}`, ...names.map((name) => wrapText(plain(name), width, 4))].join('\n')]
}

const STATE_NAMES: readonly (readonly [SectionState, string])[] = [
  ['unchanged', 'unchanged'],
  ['changed', 'changed'],
  ['gone', 'gone'],
  ['unrecorded', 'not recorded'],
  ['missing', 'not found'],
]

function summaryView(policy: Policy, check: PolicyCheck, style: Style, width: number): string {
  const counts = STATE_NAMES.flatMap(([state, words]) => {
    const count = check.sections.filter((section) => section.state === state).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  const { cross, tick } = style.symbols
  const mark = hasChanges(check) ? style.error(cross) : style.good(tick)
  return [
    wrapText(`${mark} ${countOf(check.sections.length, 'source')}: ${counts.join(' · ')}`, width, 2),
    ...nextRows(policy, hasChanges(check), width, style),
  ].join('\n')
}

function nextRows({ path }: Policy, isChanged: boolean, width: number, { shell }: Style): readonly string[] {
  if (!isChanged) return [wrapText('Nothing that was recorded has changed.', width, 2)]
  // Only its maintainers can correct the built-in policy.
  if (path === undefined) return [wrapText('Where the rules differ from these pages, the pages are right.', width, 2)]
  return [
    wrapText('Read what has changed, and correct the rules. Then record what the pages say now:', width, 2),
    `  mcp-comms policy check --policy ${shellWord(path, shell)} --update`,
  ]
}
