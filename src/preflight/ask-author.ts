import type { Policy } from '../policy/schema.ts'
import type { Prompter, Select } from '../terminal/questions.ts'

/** Asks which intended behavior the post is about. @returns its id in the policy; null: none of them. */
export function askIntended(policy: Policy, prompter: Prompter): Promise<string | null> {
  return prompter.select(intendedQuestion(policy))
}

export function intendedQuestion({ questions }: Policy): Select<string | null> {
  const { ask, none, options } = questions.intended
  return {
    message: ask,
    choices: [
      { value: null, ...none },
      ...Object.entries(options).map(([value, { label, hint }]) => ({ value, label, hint })),
    ],
  }
}
