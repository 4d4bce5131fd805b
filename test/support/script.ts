import { expect, onTestFinished } from 'vitest'
import type { App } from '../../src/app.ts'
import { CancelledError } from '../../src/errors.ts'
import {
  type Answer,
  type PlaceInSequence,
  type Prompter,
  prompterOf,
  type StepPrompter,
} from '../../src/terminal/questions.ts'

/** The last question of a form, answered with yes. */
export const CONFIRM_ALL = { ask: 'Is everything right?', pick: 'Yes' } as const

/** The choice of a person who presses Ctrl-C instead. */
export const CTRL_C = Symbol('Ctrl-C')

/** The files of a run in memory: path to text. */
export type Disk = Map<string, string>

/** What the person does at one prompt. */
export type ScriptedAnswer = Action & {
  /** The exact message of the prompt. */
  readonly ask: string
  /** Changes the files before the person answers. */
  readonly meanwhile?: (disk: Disk) => void
}

type Action =
  /** Chooses this label. `first`: the labels with which the list must start. */
  | { readonly pick: string | typeof CTRL_C; readonly first?: readonly string[] }
  /** Types words that match no choice, and picks the choice that the list then offers for them. */
  | { readonly search: string }
  /** Types this text. `expects`: the text that must already be in the input. */
  | { readonly type: string; readonly expects?: string }
  /** Selects the boxes with these labels. */
  | { readonly mark: readonly string[] }
  /** Answers yes or no. */
  | { readonly say: boolean }
  /** Writes this text in the editor. */
  | { readonly write: string }
  /** Changes the text in the editor. */
  | { readonly edit: (text: string) => string }
  /** Goes back to the previous question, after typing this text. */
  | { readonly back: string }
  /** Cancels, after typing this text. */
  | { readonly leave: string }

/** The name of the person's editor. As the `ask` of an answer, it means that the editor opens. */
export const EDITOR = 'nano'

export type ScriptedPerson = { readonly prompter: Prompter; readonly edit: App['edit']; unused(): readonly string[] }

/** A person who gives these answers in order. An unused answer, or a prompt that no answer expects, fails the test. */
export function scriptPerson(script: readonly ScriptedAnswer[], disk: Disk = new Map()): ScriptedPerson {
  const remaining = [...script]
  // The program catches the error thrown at an unexpected prompt, so the prompt is recorded too.
  const unexpected: string[] = []
  onTestFinished(() => {
    expect(remaining, 'prompts that were never asked').toEqual([])
    expect(unexpected, 'unexpected prompts').toEqual([])
  })
  const next = (message: string): ScriptedAnswer => {
    const scripted = remaining.shift()
    if (scripted === undefined || scripted.ask !== message) {
      unexpected.push(message)
      throw new Error(`an unexpected prompt: ${message}`)
    }
    scripted.meanwhile?.(disk)
    if ('pick' in scripted && scripted.pick === CTRL_C) throw new CancelledError()
    if ('leave' in scripted) throw new CancelledError(scripted.leave)
    return scripted
  }
  /** Answers the prompt, or goes back if the prompt allows it. */
  const answer = <Value>(
    message: string,
    canGoBack: boolean,
    read: (scripted: ScriptedAnswer) => Value,
  ): Answer<Value> => {
    const scripted = next(message)
    if (!('back' in scripted)) return { kind: 'answered', value: read(scripted) }
    if (!canGoBack) throw new Error(`this prompt does not let the person go back: ${message}`)
    return { kind: 'back', unfinished: scripted.back }
  }
  const prompterAt = (place: PlaceInSequence | null): StepPrompter => {
    const reply = <Value>(message: string, read: (scripted: ScriptedAnswer) => Value) =>
      Promise.resolve(answer(message, place?.canGoBack === true, read))
    return {
      select: ({ message, choices, choiceFor }) =>
        reply(message, (scripted) => {
          const shown = choices.map(({ label, hint, section = '' }) => [section, label, hint].join('\n'))
          expect(new Set(shown).size, `different choices of "${message}"`).toBe(shown.length)
          if ('search' in scripted && choiceFor !== undefined) return choiceFor(scripted.search).value
          if ('pick' in scripted && scripted.first !== undefined)
            expect(choices.slice(0, scripted.first.length).map(({ label }) => label)).toEqual(scripted.first)
          const chosen = choices.find(({ label }) => 'pick' in scripted && label === scripted.pick)
          if (chosen === undefined) throw new Error(`"${message}" has no such choice: ${JSON.stringify(scripted)}`)
          return chosen.value
        }),
      checkbox: ({ message, choices, validate }) =>
        reply(message, (scripted) => {
          const marked = 'mark' in scripted ? scripted.mark : []
          const unknown = marked.filter((label) => !choices.some((choice) => choice.label === label))
          if (unknown.length > 0) throw new Error(`"${message}" has no choice ${unknown.join()}`)
          const chosen = choices.filter(({ label }) => marked.includes(label)).map(({ value }) => value)
          return expectValid(message, chosen, validate)
        }),
      input: ({ message, suggested = '', initial = suggested, validate }) =>
        reply(message, (scripted) => {
          const prefilled = place?.unfinished || initial
          if ('type' in scripted && scripted.expects !== undefined) expect(prefilled).toBe(scripted.expects)
          return expectValid(message, 'type' in scripted ? scripted.type : prefilled, validate)
        }),
      confirm: ({ message, preset }) => reply(message, (scripted) => ('say' in scripted ? scripted.say : preset)),
    }
  }
  const edit = async (text: string) => {
    const scripted = next(EDITOR)
    if ('edit' in scripted) return scripted.edit(text)
    return 'write' in scripted ? scripted.write : text
  }
  return {
    prompter: prompterOf(prompterAt, { keys: { back: '<', cancel: 'Esc' }, supportsMultiline: false }),
    edit,
    unused: () => remaining.map(({ ask }) => ask),
  }
}

function expectValid<Value>(message: string, value: Value, validate: (value: Value) => string | null): Value {
  const problem = validate(value)
  if (problem !== null) throw new Error(`"${message}" does not accept the answer: ${problem}`)
  return value
}

/** Answers every question of `where`: a bug in the Go SDK, without starting a draft. */
export const BUG_IN_GO: readonly ScriptedAnswer[] = [
  { ask: 'What is it about?', pick: 'Something is broken' },
  { ask: 'May everyone read it?', pick: 'Yes' },
  { ask: 'Can it be reproduced?', pick: 'Yes, it can be reproduced' },
  { ask: 'Where does it happen?', pick: 'Go SDK' },
  { ask: 'Start writing it now?', pick: 'Not now' },
]
