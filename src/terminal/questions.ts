type Question = {
  readonly message: string
  /** Whether the answer sends or deletes something. Then a line that was typed before the question was shown does not answer it. */
  readonly isDecision?: true
  /** true: the question is marked as required; false: as optional; missing: it has no mark. */
  readonly required?: boolean
}
export type Choice<Value> = {
  readonly value: Value
  readonly label: string
  readonly hint: string
  /** A heading above the first choice of each section. */
  readonly section?: string
  /** Other words by which a search finds the choice. */
  readonly words?: readonly string[]
}
export type Select<Value> = Question & {
  readonly choices: readonly Choice<Value>[]
  readonly preselected?: Value
  /** The values to list first. A last line shows all choices, and a search covers all of them. */
  readonly frequent?: readonly Value[]
  /** Returns the choice to offer for typed words that no choice has, so that they are not lost. */
  readonly choiceFor?: (words: string) => Choice<Value>
}
export type Checkboxes<Value> = Question & {
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly checked: boolean }[]
  /** Returns a sentence about what is wrong with the chosen values. null: they are valid. */
  readonly validate: (chosen: readonly Value[]) => string | null
}
export type Input = Question & {
  /** The text that is in the box at the start. The person may edit it. */
  readonly initial?: string
  /** The usual beginning of an answer, such as `[Bug] `. `initial` includes it. */
  readonly prefix?: string
  /** A text that we inferred. Enter accepts it; typing replaces it. */
  readonly suggested?: string
  readonly validate: (text: string) => string | null
  /** Whether the answer may have several lines. Otherwise, pasted lines are joined into one line that the person can edit. */
  readonly isMultiline?: true
}
export type Confirm = Question & { readonly preset: boolean }

export type Answer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  /** `unfinished`: the text that the person had typed. */
  | { readonly kind: 'back'; readonly unfinished: string }

export type PlaceInSequence = {
  readonly number: number
  readonly total: number
  readonly canGoBack: boolean
  /** The text that the person had typed when they went back from this question. */
  readonly unfinished: string
  /** Whether the person went back to this question. Its earlier answer may still be on the screen. */
  readonly isBack?: boolean
}

/** Prompts for one question, from which the person can go back if it has a place in a sequence. */
export type StepPrompter = {
  select<Value>(question: Select<Value>): Promise<Answer<Value>>
  checkbox<Value>(question: Checkboxes<Value>): Promise<Answer<readonly Value[]>>
  input(question: Input): Promise<Answer<string>>
  confirm(question: Confirm): Promise<Answer<boolean>>
}

/**
 * Asks a person. Any text in a question may be untrusted, so its control characters are removed.
 * Every prompt throws `CancelledError` if the person cancels it.
 */
export type Prompter = {
  select<Value>(question: Select<Value>): Promise<Value>
  checkbox<Value>(question: Checkboxes<Value>): Promise<readonly Value[]>
  input(question: Input): Promise<string>
  confirm(question: Confirm): Promise<boolean>
  /** Returns the prompts for a question at this place. */
  at(place: PlaceInSequence): StepPrompter
  /** What a person presses or types to go back in a sequence, or to stop. */
  readonly keys: Keys
  readonly supportsMultiline: boolean
}
type Keys = { readonly back: string; readonly cancel: string }
type Traits = Pick<Prompter, 'keys' | 'supportsMultiline'>

/** Makes a prompter from prompts that can go back. `prompterAt` gets null for a question outside a sequence, where nobody can go back. */
export function prompterOf(prompterAt: (place: PlaceInSequence | null) => StepPrompter, traits: Traits): Prompter {
  const alone = prompterAt(null)
  return {
    select: async (question) => requireAnswer(await alone.select(question)),
    checkbox: async (question) => requireAnswer(await alone.checkbox(question)),
    input: async (question) => requireAnswer(await alone.input(question)),
    confirm: async (question) => requireAnswer(await alone.confirm(question)),
    at: prompterAt,
    ...traits,
  }
}

function requireAnswer<Value>(answer: Answer<Value>): Value {
  if (answer.kind === 'answered') return answer.value
  throw new Error('cannot go back from a single question')
}

/** The choices to list first, in the order of `frequent`. A preselected choice that is not among them comes before them. */
export function frequentChoices<Value>({
  choices,
  frequent = [],
  preselected,
}: Select<Value>): readonly Choice<Value>[] {
  const first = preselected === undefined || frequent.includes(preselected) ? frequent : [preselected, ...frequent]
  return first.flatMap((value) => {
    const choice = choices.find((candidate) => candidate.value === value)
    if (choice === undefined) return []
    const { section: _, ...shown } = choice
    return [shown]
  })
}

/** Whether a choice contains all words of a search, in any order. */
export function matchesSearch<Value>(
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
