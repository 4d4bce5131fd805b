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

/** The last question of a form. */
export const RIGHT = { ask: 'Is everything right?', pick: 'Yes' } as const

export const LEAVE = Symbol('Ctrl-C')

export type Disk = Map<string, string>

/** What a scripted person does at one prompt: chooses a label, types, selects boxes, answers, goes back, or cancels. */
export type Keystroke = {
  readonly ask: string
  /** Changes the files before they answer. */
  readonly meanwhile?: (disk: Disk) => void
} /** `first`: what must come first in the list. */ & (
  | { readonly pick: string | typeof LEAVE; readonly first?: readonly string[] }
  /** `expects`: the text that must already be in the input. */
  | { readonly type: string; readonly expects?: string }
  | { readonly mark: readonly string[] }
  | { readonly say: boolean }
  | { readonly write: string }
  /** How the editor changes the text. */
  | { readonly edit: (text: string) => string }
  /** Goes back, with what they had typed. */
  | { readonly back: string }
  /** Cancels, with what they had typed. */
  | { readonly leave: string }
)

/** The name of the scripted editor, and of its prompt in a script. */
export const EDITOR = 'nano'

export type Scripted = { readonly prompter: Prompter; readonly edit: App['edit']; unused(): readonly string[] }

/** Every scripted prompt must be used, in this order; an unexpected prompt fails the test. */
export function scripted(script: readonly Keystroke[], disk: Disk = new Map()): Scripted {
  const remaining = [...script]
  // The program turns this into its own error, which a test may not check.
  const unexpected: string[] = []
  onTestFinished(() => {
    expect(remaining, 'prompts that were never asked').toEqual([])
    expect(unexpected, 'unexpected prompts').toEqual([])
  })
  const next = (message: string): Keystroke => {
    const keystroke = remaining.shift()
    if (keystroke === undefined || keystroke.ask !== message) {
      unexpected.push(message)
      throw new Error(`an unexpected prompt: ${message}`)
    }
    keystroke.meanwhile?.(disk)
    if ('pick' in keystroke && keystroke.pick === LEAVE) throw new CancelledError()
    if ('leave' in keystroke) throw new CancelledError(keystroke.leave)
    return keystroke
  }
  /** Answers the prompt, or goes back where that is possible. */
  const answer = <Value>(message: string, canGoBack: boolean, read: (keystroke: Keystroke) => Value): Answer<Value> => {
    const keystroke = next(message)
    if (!('back' in keystroke)) return { kind: 'answered', value: read(keystroke) }
    if (!canGoBack) throw new Error(`there is no way back from: ${message}`)
    return { kind: 'back', unfinished: keystroke.back }
  }
  const prompterAt = (place: PlaceInSequence | null): StepPrompter => {
    const reply = <Value>(message: string, read: (keystroke: Keystroke) => Value) =>
      Promise.resolve(answer(message, place?.canGoBack === true, read))
    return {
      select: ({ message, choices }) =>
        reply(message, (keystroke) => {
          if ('pick' in keystroke && keystroke.first !== undefined)
            expect(choices.slice(0, keystroke.first.length).map(({ label }) => label)).toEqual(keystroke.first)
          const chosen = choices.find(({ label }) => 'pick' in keystroke && label === keystroke.pick)
          if (chosen === undefined) throw new Error(`"${message}" has no such choice: ${JSON.stringify(keystroke)}`)
          return chosen.value
        }),
      checkbox: ({ message, choices, validate }) =>
        reply(message, (keystroke) => {
          const marked = 'mark' in keystroke ? keystroke.mark : []
          const unknown = marked.filter((label) => !choices.some((choice) => choice.label === label))
          if (unknown.length > 0) throw new Error(`"${message}" has no choice ${unknown.join()}`)
          const chosen = choices.filter(({ label }) => marked.includes(label)).map(({ value }) => value)
          return expectValid(message, chosen, validate)
        }),
      input: ({ message, suggested = '', initial = suggested, validate }) =>
        reply(message, (keystroke) => {
          const known = place?.unfinished || initial
          if ('type' in keystroke && keystroke.expects !== undefined) expect(known).toBe(keystroke.expects)
          return expectValid(message, 'type' in keystroke ? keystroke.type : known, validate)
        }),
      confirm: ({ message, preset }) => reply(message, (keystroke) => ('say' in keystroke ? keystroke.say : preset)),
    }
  }
  const edit = async (text: string) => {
    const keystroke = next(EDITOR)
    if ('edit' in keystroke) return keystroke.edit(text)
    return 'write' in keystroke ? keystroke.write : text
  }
  return {
    prompter: prompterOf(prompterAt, { keys: { back: '<', stop: 'Esc' }, supportsMultiline: false }),
    edit,
    unused: () => remaining.map(({ ask }) => ask),
  }
}

function expectValid<Value>(message: string, value: Value, validate: (value: Value) => string | null): Value {
  const fault = validate(value)
  if (fault !== null) throw new Error(`"${message}" refuses: ${fault}`)
  return value
}

/** A person who answers every question of `where`: a bug in the Go SDK that they do not want to write down now. */
export const BUG_IN_GO: readonly Keystroke[] = [
  { ask: 'What is it about?', pick: 'Something is broken' },
  { ask: 'May everyone read it?', pick: 'Yes' },
  { ask: 'Can it be reproduced?', pick: 'Yes, it can be reproduced' },
  { ask: 'Where does it happen?', pick: 'Go SDK' },
  { ask: 'Start writing it now?', pick: 'Not now' },
]
