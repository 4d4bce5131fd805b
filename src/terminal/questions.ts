type Question = {
  readonly message: string
  /** Marks the question as required, where the person should see that. */
  readonly required?: boolean
}
export type Choice<Value> = {
  readonly value: Value
  readonly label: string
  readonly hint: string
  /** A heading above the first choice of each section. */
  readonly section?: string
  /** Other words that people type to find it. */
  readonly words?: readonly string[]
  /** Stays in the list whatever they type, for example "something else". */
  readonly always?: true
}
export type Select<Value> = Question & {
  readonly choices: readonly Choice<Value>[]
  readonly preselected?: Value
  /** Shown first in a long list, with a last line that shows all. What the person types searches all. */
  readonly frequent?: readonly Value[]
}
export type Checkboxes<Value> = Question & {
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly checked: boolean }[]
  /** Describes what is wrong with the chosen values in a sentence; null: they are valid. */
  readonly validate: (chosen: readonly Value[]) => string | null
}
export type Input = Question & {
  /** The text in the box at first, which the person may edit. */
  readonly initial?: string
  /** The beginning of every answer. `initial` includes it. */
  readonly prefix?: string
  /** A text that we inferred. Enter accepts it; typing replaces it. */
  readonly suggested?: string
  readonly validate: (text: string) => string | null
  /** Accepts an answer of several lines. Otherwise a paste of several lines is joined into one, for the person to edit. */
  readonly isMultiline?: true
}
export type Confirm = Question & { readonly preset: boolean }

/** What a person does at a question in a sequence. */
export type Answer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  /** `unfinished`: what they had typed by then. */
  | { readonly kind: 'back'; readonly unfinished: string }

/** Where a question is in its sequence. */
export type Place = {
  readonly number: number
  readonly total: number
  readonly canGoBack: boolean
  /** What the person had typed when they went back from this question. */
  readonly unfinished: string
}

/** Asks one question of a sequence, from which the person can go back. */
export type StepPrompter = {
  select<Value>(question: Select<Value>): Promise<Answer<Value>>
  checkbox<Value>(question: Checkboxes<Value>): Promise<Answer<readonly Value[]>>
  input(question: Input): Promise<Answer<string>>
  confirm(question: Confirm): Promise<Answer<boolean>>
}

/**
 * Asks a person. Any text in a question may come from a stranger, so control characters are removed from all of it.
 * Every method throws `CancelledError` on Ctrl-C, Ctrl-D and Esc.
 */
export type Prompter = {
  select<Value>(question: Select<Value>): Promise<Value>
  checkbox<Value>(question: Checkboxes<Value>): Promise<readonly Value[]>
  input(question: Input): Promise<string>
  confirm(question: Confirm): Promise<boolean>
  /** The same prompts, at a place of a sequence. */
  at(place: Place): StepPrompter
  /** The keys of a sequence, as people know them. */
  readonly keys: Keys
  /** Whether a person can type several lines at its prompt, without pasting them. */
  readonly supportsMultiline: boolean
}
type Keys = { readonly back: string; readonly stop: string }
type Traits = Pick<Prompter, 'keys' | 'supportsMultiline'>

/** Makes a prompter from prompts that can go back. A person cannot go back from a single question. */
export function prompterOf(at: (place: Place | null) => StepPrompter, traits: Traits): Prompter {
  const alone = at(null)
  return {
    select: async (question) => answered(await alone.select(question)),
    checkbox: async (question) => answered(await alone.checkbox(question)),
    input: async (question) => answered(await alone.input(question)),
    confirm: async (question) => answered(await alone.confirm(question)),
    at,
    ...traits,
  }
}

function answered<Value>(answer: Answer<Value>): Value {
  if (answer.kind === 'answered') return answer.value
  throw new Error('cannot go back from a single question')
}

/** The choices that are shown first, in their order, and the preselected one before them. */
export function frequentOf<Value>({ choices, frequent = [], preselected }: Select<Value>): readonly Choice<Value>[] {
  const first = preselected === undefined || frequent.includes(preselected) ? frequent : [preselected, ...frequent]
  return first.flatMap((value) => {
    const choice = choices.find((one) => one.value === value)
    if (choice === undefined) return []
    const { section: _, ...shown } = choice
    return [shown]
  })
}

/** Whether a choice contains all words of a search, in any order. */
export function matches<Value>(
  { value, label, hint, section = '', words = [] }: Choice<Value>,
  search: string,
): boolean {
  const id = typeof value === 'string' ? value : ''
  const text = [label, hint, section, id, ...words].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
