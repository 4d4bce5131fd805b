import type { Style } from './style.ts'
import { padded } from './style.ts'

const MESSAGE_WIDTH = 30

/** How prompts look. Every colour comes from `style`: Inquirer colours whatever is missing here, even under NO_COLOR. */
export function theme(style: Style, wide: boolean) {
  return {
    prefix: { idle: style.chosen('?'), done: style.good(style.symbols.tick) },
    icon: { cursor: style.symbols.pointer },
    style: {
      answer: style.chosen,
      message: (text: string, status: string) =>
        status === 'done' && wide ? padded(text, MESSAGE_WIDTH) : style.answer(text),
      error: style.error,
      help: style.quiet,
      highlight: style.chosen,
      description: style.quiet,
      disabled: style.quiet,
      defaultAnswer: (hint: string) => style.quiet(`(${hint})`),
      keysHelpTip: () => style.quiet('Arrows: move · type to jump · Enter: choose · Esc: quit'),
    },
  }
}

/** Where the label of a checkbox begins: after the pointer and the box. */
export const CHECKBOX_INDENT = 6

export function checkboxTheme(style: Style, wide: boolean) {
  const shared = theme(style, wide)
  return {
    ...shared,
    icon: { ...shared.icon, checked: style.good(' [x]'), unchecked: ' [ ]' },
    style: {
      ...shared.style,
      renderSelectedChoices: (chosen: readonly { readonly short: string }[]) =>
        selectionText(chosen.map(({ short }) => short)) ?? style.quiet('(none)'),
      keysHelpTip: () => style.quiet('Arrows: move · Space: select · Enter: continue · Esc: quit'),
    },
  }
}

/** The chosen labels, or only their number if they are long. null: nothing was chosen. */
function selectionText(labels: readonly string[]): string | null {
  const all = labels.join(', ')
  if (all === '') return null
  return all.length <= 40 ? all : `${labels.length} selected`
}

export function searchTheme(style: Style, wide: boolean) {
  const shared = theme(style, wide)
  return {
    ...shared,
    style: {
      ...shared.style,
      searchTerm: style.chosen,
      keysHelpTip: () => style.quiet('Arrows: move · type to search · Enter: choose · Esc: quit'),
    },
  }
}

export function inputTheme(style: Style, wide: boolean) {
  const shared = theme(style, wide)
  return { ...shared, style: { ...shared.style, defaultAnswer: () => style.quiet('(empty; press Tab to restore it)') } }
}

export function confirmTheme(style: Style, wide: boolean) {
  return { ...theme(style, wide), keywords: { yes: 'yes', no: 'no', error: () => 'Answer y or n.' } }
}
