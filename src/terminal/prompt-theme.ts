import { padText, type Style, wrapText } from './style.ts'

export const MESSAGE_WIDTH = 30
/** The width of the symbol and the space before a message. We wrap messages ourselves, because Inquirer would break them within a word. */
export const PREFIX_WIDTH = 2
/** Separates a message from its notes: its place in the sequence, and whether it is required. No message contains a line feed. */
export const NOTE_SEPARATOR = '\n'

type Look = { readonly isWide: boolean; readonly canGoBack: boolean; readonly width: number }

/** Sets every color, because Inquirer would color the missing parts even under NO_COLOR. */
function baseTheme(style: Style, { isWide, width }: Look, helpText: () => string) {
  return {
    prefix: { idle: style.chosen('?'), done: style.good(style.symbols.tick) },
    icon: { cursor: style.symbols.pointer },
    style: {
      answer: style.chosen,
      message: (text: string, status: string) => {
        const [message = '', notes] = text.split(NOTE_SEPARATOR)
        const isDone = status === 'done'
        const rows = wrapText(notes === undefined || isDone ? message : `${message} ${notes}`, width - PREFIX_WIDTH, 0)
        if (isDone && isWide && !rows.includes('\n')) return padText(rows, MESSAGE_WIDTH)
        const end = endOfMessage(rows, message)
        const shown = style.answer(rows.slice(0, end)) + style.quiet(rows.slice(end))
        return shown.replaceAll('\n', `\n${' '.repeat(PREFIX_WIDTH)}`)
      },
      error: style.error,
      help: style.quiet,
      highlight: style.chosen,
      description: style.quiet,
      disabled: style.quiet,
      defaultAnswer: (hint: string) => style.quiet(`(${hint})`),
      keysHelpTip: helpText,
    },
  }
}

/** The offset in the wrapped text at which the message ends. Wrapping changes its white space and its Unicode normalization. */
function endOfMessage(rows: string, message: string): number {
  let remaining = message.normalize().replaceAll(/\s/g, '').length
  let end = 0
  for (; remaining > 0 && end < rows.length; end++) if (/\S/.test(rows.charAt(end))) remaining--
  return end
}

/** `typingHint` says what happens when the person types. */
export type TypingLook = { readonly typingHint: string; readonly isSearching: () => boolean }
type ListLook = Look & TypingLook

/** @param moreText returns a line that says how long the list is; null: the whole list is visible */
export function listTheme(style: Style, look: ListLook, moreText: () => string | null) {
  const keysText = () =>
    keyHints(style, look.width, [
      'Arrows: move',
      look.typingHint,
      'Enter: choose',
      ...backKeyHint(look),
      look.isSearching() ? 'Esc: clear' : 'Esc: cancel',
    ])
  const shared = baseTheme(style, look, () => [moreText(), keysText()].filter((line) => line !== null).join('\n'))
  return { ...shared, style: { ...shared.style, searchTerm: style.chosen } }
}

function backKeyHint({ canGoBack }: Look): readonly string[] {
  return canGoBack ? ['Shift+Tab: back'] : []
}

const NON_BREAKING_SPACE = '\u00A0'

function keyHints(style: Style, width: number, keys: readonly string[]): string {
  // The line may break between two keys, but not within the text of one key.
  const whole = keys.map((key) => key.replaceAll(' ', NON_BREAKING_SPACE)).join(' · ')
  return style.quiet(wrapText(whole, width, 0).replaceAll(NON_BREAKING_SPACE, ' '))
}

/** Where the label of a checkbox begins: after the pointer and the box. */
export const CHECKBOX_INDENT = 6

/** @param wrap wraps the chosen labels so that they fit beside or below the question */
export function checkboxTheme(style: Style, look: Look, width: number, wrap: (labels: string) => string) {
  const keys = ['Arrows: move', 'Space: select', 'Enter: continue', ...backKeyHint(look), 'Esc: cancel']
  const shared = baseTheme(style, look, () => keyHints(style, width, keys))
  return {
    ...shared,
    icon: { ...shared.icon, checked: style.good(' [x]'), unchecked: ' [ ]' },
    style: {
      ...shared.style,
      renderSelectedChoices: (chosen: readonly { readonly short: string }[]) => {
        const selection = selectionText(chosen.map(({ short }) => short))
        return selection === null ? style.quiet('(none)') : wrap(selection)
      },
    },
  }
}

/** The chosen labels, or only their number if all labels together are long. null: nothing was chosen. */
function selectionText(labels: readonly string[]): string | null {
  const all = labels.join(', ')
  if (all === '') return null
  return all.length <= 40 ? all : `${labels.length} selected`
}

export function inputTheme(style: Style, look: Look, isSuggested: boolean) {
  const shared = baseTheme(style, look, () => '')
  const defaultAnswer = (text: string) =>
    style.quiet(isSuggested ? `${text} (Enter: accept it, Tab: edit it)` : '(empty; press Tab to restore the text)')
  return { ...shared, style: { ...shared.style, defaultAnswer } }
}

/** Inquirer writes this, or ` (Y/n)`, after the message. */
const CONFIRM_HINT = ' (y/N)'

export function confirmTheme(style: Style, look: Look) {
  const narrower = { ...look, width: look.width - CONFIRM_HINT.length }
  return { ...baseTheme(style, narrower, () => ''), keywords: { yes: 'yes', no: 'no', error: () => 'Answer y or n.' } }
}
