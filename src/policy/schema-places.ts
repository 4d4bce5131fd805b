import * as z from 'zod'
import { TYPES } from './answers.ts'
import { date, id, pullRequests, repositoryName, sourceRef, statement, text, texts, url } from './schema-values.ts'

/** A command that a person copies into a shell. `{number}` and `{slug}` stand for the proposal's number and slug. */
const shellCommand = text.regex(/^[\w ./:@{}-]+$/, 'expected a command without special characters of the shell')
const rendered = z.strictObject({
  files: z.array(text.regex(/^[\w./{}-]+$/, 'expected the path of a file')).min(1),
  commands: z.array(shellCommand).min(1),
  /** The repository's command that fails if the files are missing from the pull request. */
  check: shellCommand,
  source: sourceRef,
})

const form = z.strictObject({ file: text, name: text, for: z.array(z.enum(TYPES)) })
const questionsPlace = z.union([
  z.literal('discussions'),
  z.strictObject({ form: text }),
  z.strictObject({ name: text, url }),
])
export const repository = z.strictObject({
  repo: repositoryName,
  /** Its earlier names, which people still use. */
  formerly: z.array(repositoryName).default([]),
  /** What belongs in the repository; `not` says what belongs elsewhere. */
  belongs: text,
  not: text.nullable(),
  forms: z.array(form).default([]),
  blankIssues: z.boolean().nullable().default(null),
  /** Whether the repository has Discussions. null: unknown until a draft is posted there. `meeting-notes`: only for notes of meetings. */
  discussions: z.union([z.boolean(), z.literal('meeting-notes')]).nullable(),
  pullRequests: pullRequests.default('open'),
  /** The source of `pullRequests`. */
  pullRequestsSource: sourceRef.nullable().default(null),
  /** The files that the repository's generator makes from a proposal, and that the pull request must contain as well. */
  rendered: rendered.nullable().default(null),
  questions: questionsPlace,
  /** Private reports. `accepted`: whether the repository accepts them. null: unknown. */
  security: z.strictObject({
    url: url.nullable(),
    accepted: z.boolean().nullable(),
    note: text.nullable().default(null),
  }),
  /** Where contributors of this repository talk, in the channel `discord`. */
  discord: text.nullable(),
  docs: z.array(url).default([]),
  sources: z.array(url).min(1),
  /** The source of the facts above. */
  source: sourceRef.nullable().default(null),
  /** What has changed since the sources were written. */
  since: z.array(statement).default([]),
  /** The repository is archived: it accepts no posts. `instead`: what replaced it. null: it is not archived. */
  archived: z.strictObject({ instead: text, url }).nullable().default(null),
})
/** Types of packages as in package URLs: https://github.com/package-url/purl-spec/blob/main/purl-types-index.json */
const PACKAGE_TYPES = ['npm', 'pypi', 'golang', 'maven', 'nuget', 'cargo', 'gem', 'composer', 'swift'] as const
export type PackageType = (typeof PACKAGE_TYPES)[number]

export const area = z.strictObject({
  label: text,
  hint: text,
  /** An id of `repositories`. null: not a repository of the project. */
  repository: id.nullable(),
  ours: z.boolean().default(true),
  /** Whether we offer the area as an answer. The words of a text also find an area that we do not offer. */
  listed: z.boolean().default(true),
  /** Words that suggest this area, as people write them: see `src/classifier/cues.ts`. */
  words: texts,
  /** Phrases that contain one of `words` and mean something else. */
  except: texts,
  /** The packages that the repository publishes, by their type. */
  packages: z.partialRecord(z.enum(PACKAGE_TYPES), z.array(text)).default({}),
})
/** Names in the public API of one repository that the other repositories hardly ever use. `npm run api-names` gathers them. */
export const apiNames = z.strictObject({ gathered: date, areas: z.record(id, z.array(text)) })

export const group = z.strictObject({
  name: text,
  /** Earlier names and channels of the group, and names of groups that it has absorbed: people still look for them. */
  formerly: texts,
  kind: z.enum(['working-group', 'interest-group']),
  channel: text.nullable(),
  charter: url.nullable(),
  about: text,
  repositories: z.array(repositoryName).default([]),
  areas: z.array(id).default([]),
  leads: z.array(text).default([]),
  topics: z.array(text).default([]),
  /** Whether we list the group. The words of a text also find a group that we do not list. */
  listed: z.boolean().default(true),
  source: sourceRef.nullable().default(null),
  since: z.array(statement).default([]),
})
