import type { CheckName } from './check.ts'

/** Explains each check to a person who does not know it. */
export const EXPLANATIONS: Readonly<Record<CheckName, string>> = {
  secrets:
    'It looks for tokens, keys and passwords. Anyone who reads one in a public post can use it. Deleting the post does not help: revoke the secret first.',
  vulnerability:
    'It looks for text that describes a vulnerability. A vulnerability is reported privately first, so that it can be fixed before anyone exploits it.',
  people:
    'It looks for words about a person: their conduct, their health, their circumstances. Such a matter goes privately to the people who handle it.',
  'private-repo':
    'It looks for what a post would reveal: names and texts of private repositories, and ids of unpublished advisories.',
  'ai-agent': 'Some repositories accept posts from an AI agent only on behalf of people who are known there.',
  'wrong-channel':
    'It compares your words with what belongs in each channel. In the wrong channel, a post is closed, or those who could help do not find it.',
  'wrong-repo':
    'It compares your words with what each repository is for. In the wrong repository, a post is closed or moved.',
  required: 'The form of the repository requires these answers, and maintainers close a post without them.',
  placeholders: 'It looks for text of the template that was not replaced. Readers cannot tell it from your own words.',
  'ai-disclosure': 'The project asks everyone to say whether AI helped, and how. "No" is also an answer.',
  duplicate: 'It searches for posts about the same thing. A comment there reaches those who already work on it.',
}
