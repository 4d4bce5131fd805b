import type { Policy } from '../policy/schema.ts'
import type { Prompter } from '../terminal/questions.ts'

/** Asks which intended behaviour the post is about. @returns its id in the policy; null: none of them. */
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
