import { expect, onTestFinished } from 'vitest'
import type { App } from '../../src/app.ts'
import { CancelledError } from '../../src/errors.ts'
import type { Prompter } from '../../src/terminal/prompter.ts'

export const LEAVE = Symbol('Ctrl-C')

export type Disk = Map<string, string>

/** What a scripted person does at one prompt: chooses a label, types, selects boxes, answers, or cancels. */
export type Keystroke = {
  readonly ask: string
  /** Changes the files before they answer. */
  readonly meanwhile?: (disk: Disk) => void
} /** `first`: what must come first in the list. */ & (
  | { readonly pick: string | typeof LEAVE; readonly first?: readonly string[] }
  | { readonly type: string }
  | { readonly mark: readonly string[] }
  | { readonly say: boolean }
  | { readonly write: string }
)

/** The name of the scripted editor, and of its prompt in a script. */
export const EDITOR = 'nano'

export type Scripted = { readonly prompter: Prompter; readonly edit: App['edit']; unused(): readonly string[] }

/** Every scripted prompt must be used, in this order; an unexpected prompt fails the test. */
export function scripted(script: readonly Keystroke[], disk: Disk = new Map()): Scripted {
  const remaining = [...script]
  onTestFinished(() => expect(remaining, 'prompts that were never asked').toEqual([]))
  const next = (message: string): Keystroke => {
    const keystroke = remaining.shift()
    if (keystroke === undefined || keystroke.ask !== message) throw new Error(`an unexpected prompt: ${message}`)
    keystroke.meanwhile?.(disk)
    if ('pick' in keystroke && keystroke.pick === LEAVE) throw new CancelledError()
    return keystroke
  }
  const prompter: Prompter = {
    select: async ({ message, choices }) => {
      const keystroke = next(message)
      if ('pick' in keystroke && keystroke.first !== undefined)
        expect(choices.slice(0, keystroke.first.length).map(({ label }) => label)).toEqual(keystroke.first)
      const chosen = choices.find(({ label }) => 'pick' in keystroke && label === keystroke.pick)
      if (chosen === undefined) throw new Error(`"${message}" has no such choice: ${JSON.stringify(keystroke)}`)
      return chosen.value
    },
    checkbox: async ({ message, choices, validate }) => {
      const keystroke = next(message)
      const marked = 'mark' in keystroke ? keystroke.mark : []
      const unknown = marked.filter((label) => !choices.some((choice) => choice.label === label))
      if (unknown.length > 0) throw new Error(`"${message}" has no choice ${unknown.join()}`)
      const chosen = choices.filter(({ label }) => marked.includes(label)).map(({ value }) => value)
      const fault = validate(chosen)
      if (fault !== null) throw new Error(`"${message}" refuses: ${fault}`)
      return chosen
    },
    input: async ({ message, initial, validate }) => {
      const keystroke = next(message)
      const text = 'type' in keystroke ? keystroke.type : (initial ?? '')
      const fault = validate(text)
      if (fault !== null) throw new Error(`"${message}" refuses: ${fault}`)
      return text
    },
    confirm: async ({ message, preset }) => {
      const keystroke = next(message)
      return 'say' in keystroke ? keystroke.say : preset
    },
  }
  const edit = async (text: string) => {
    const keystroke = next(EDITOR)
    return 'write' in keystroke ? keystroke.write : text
  }
  return { prompter, edit, unused: () => remaining.map(({ ask }) => ask) }
}
