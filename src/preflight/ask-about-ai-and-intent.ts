import type { Policy } from '../policy/schema.ts'
import type { Prompter, Select } from '../terminal/questions.ts'

/** Asks how AI helped. @returns `none`, `some`, or a sentence by the author. */
export async function askDisclosure(prompter: Prompter): Promise<string> {
  const answer = await prompter.select<'none' | 'some' | 'words'>({
    message: 'Did AI help with it?',
    choices: [
      { value: 'none', label: 'No', hint: 'neither with the text nor with the work behind it' },
      { value: 'some', label: 'Yes, with parts', hint: 'I have checked all of it; a line in the post will say so' },
      { value: 'words', label: 'Yes, in my own words', hint: 'one sentence, which readers will see' },
    ],
  })
  if (answer !== 'words') return answer
  return prompter.input({
    message: 'How did AI help?',
    validate: (text) => (text.trim() === '' ? 'Write a few words, for example: it translated my notes.' : null),
  })
}

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
