import type { Policy } from '../policy/schema.ts'
import type { Prompter } from '../terminal/prompter.ts'

/** The intended behaviour that it is about, as an id of the policy; null: none of them. */
export function askIntended({ questions }: Policy, prompter: Prompter): Promise<string | null> {
  const { ask, none, options } = questions.intended
  return prompter.select<string | null>({
    message: ask,
    choices: [
      { value: null, ...none },
      ...Object.entries(options).map(([value, { label, hint }]) => ({ value, label, hint })),
    ],
  })
}
