import * as z from 'zod'
import { ACTIONABILITIES, CHANNELS, SENSITIVITIES, TYPES } from './answers.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')
const line = z.string().trim().min(1)
const url = z.url({ protocol: /^https$/ })
const date = z.iso.date()
const repositoryName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/name')
/** `page` or `page#section`: an id of `sources`, and an anchor on that page. */
const sourceRef = z.string().regex(/^[a-z0-9-]+(#[\w-]+)?$/, 'expected source or source#section')
const texts = z.array(line).default([])

const source = z.strictObject({ title: line, url, edition: date })

const option = z.strictObject({ label: line, hint: line })
const typeOption = option.extend({
  /** A type that says by itself how sensitive it is. */
  implies: z.enum(SENSITIVITIES).optional(),
  section: line,
  /** What the third question means for this type, where the general wording does not fit. */
  actionability: z.partialRecord(z.enum(ACTIONABILITIES), option).optional(),
})
const question = line
const partialAnswers = z.strictObject({
  type: z.enum(TYPES),
  sensitivity: z.enum(SENSITIVITIES),
  actionability: z.enum(ACTIONABILITIES),
})

const questions = z.strictObject({
  type: z.strictObject({ ask: question, sections: z.array(line), options: z.record(z.enum(TYPES), typeOption) }),
  sensitivity: z.strictObject({ ask: question, options: z.record(z.enum(SENSITIVITIES), option) }),
  actionability: z.strictObject({ ask: question, options: z.record(z.enum(ACTIONABILITIES), option) }),
  area: z.strictObject({ ask: question, unknown: option }),
  /** Asked before somebody is sent to a private report: behaviour that the project intends. */
  intended: z.strictObject({
    ask: question,
    source: sourceRef,
    none: option,
    options: z.record(id, option.extend({ answers: partialAnswers })),
  }),
})

const channel = z.strictObject({
  title: line,
  public: z.boolean(),
  about: line,
  url: url.nullable(),
  source: sourceRef,
  avoid: texts,
})

const form = z.strictObject({ file: line, name: line, for: z.array(z.enum(TYPES)) })
const questionsPlace = z.union([
  z.literal('discussions'),
  z.strictObject({ form: line }),
  z.strictObject({ name: line, url }),
])
const repository = z.strictObject({
  repo: repositoryName,
  belongs: line,
  not: line.nullable(),
  forms: z.array(form).default([]),
  blankIssues: z.boolean().nullable().default(null),
  /** null: not established; then a Discussion is offered and GitHub decides. */
  discussions: z.boolean().nullable(),
  pullRequests: z.enum(['open', 'linked-issue', 'maintainers-only']).default('open'),
  questions: questionsPlace,
  security: z.strictObject({
    url: url.nullable(),
    accepted: z.boolean().nullable(),
    note: line.nullable().default(null),
  }),
  discord: z.string().startsWith('#').nullable(),
  docs: z.array(url).default([]),
  sources: z.array(url).min(1),
})
const area = z.strictObject({
  label: line,
  hint: line,
  /** An id of `repositories`; null: not ours. */
  repository: id.nullable(),
  ours: z.boolean().default(true),
  /** Words in a text that point here. */
  words: z.array(line).default([]),
})

const group = z.strictObject({
  name: line,
  kind: z.enum(['working-group', 'interest-group']),
  channel: z.string().startsWith('#').nullable(),
  charter: url.nullable(),
  about: line,
  repositories: z.array(repositoryName).default([]),
  areas: z.array(id).default([]),
  leads: z.array(line).default([]),
  topics: z.array(line).default([]),
})

const when = z.strictObject({
  type: z.array(z.enum(TYPES)).optional(),
  sensitivity: z.array(z.enum(SENSITIVITIES)).optional(),
  actionability: z.array(z.enum(ACTIONABILITIES)).optional(),
  area: z.array(id).optional(),
  /** Facts about the place that the answers lead to. */
  ours: z.boolean().optional(),
  discussions: z.literal(false).optional(),
  pullRequests: z.enum(['maintainers-only']).optional(),
  questions: z.enum(['form', 'link']).optional(),
  advisories: z.literal(false).optional(),
  group: z.literal(true).optional(),
})
const step = z.strictObject({ text: line, url: line.optional(), command: line.optional() })
const rule = z.strictObject({
  id,
  when,
  channel: z.enum(CHANNELS),
  /** Set where this rule is private although its channel is not. */
  public: z.literal(false).optional(),
  /** `area`: the repository of the answered area; `home`: the policy's own; `none`; or owner/name. */
  repository: z.union([z.enum(['area', 'home', 'none']), repositoryName]),
  /** The template of ours that it is written with, where the repository has no form for it; null: any. Left out, it is not written here. */
  template: id.nullable().optional(),
  title: line,
  url: line.nullable(),
  because: z.array(z.strictObject({ text: line, source: sourceRef })).min(1),
  steps: z.array(step).min(1),
  alternatives: z.array(z.strictObject({ channel: z.enum(CHANNELS), when: line })).default([]),
  avoid: texts,
  /** What the founding edition said instead, where it differs. */
  founding: line.optional(),
})

/** What the project asks for where AI took part. */
const ai = z.strictObject({
  /** In every repository of these owners, whoever used AI says so. */
  disclosure: z.strictObject({ owners: z.array(line), source: sourceRef }),
  /** Repositories where an AI agent may post only for listed maintainers, or for people with more merged pull requests. */
  agents: z.array(
    z.strictObject({
      repository: id,
      mergedPullRequests: z.int().nonnegative(),
      maintainers: line,
      source: sourceRef,
    }),
  ),
})

export const policySchema = z.strictObject({
  name: id,
  title: line,
  edition: date,
  verified: date,
  home: id,
  sources: z.record(id, source),
  contacts: z.record(id, z.strictObject({ title: line, address: line, url, source: sourceRef })),
  guidelines: z.array(
    z.strictObject({
      id,
      text: line,
      source: sourceRef,
      /** The rules that carry it out. */
      rules: z.array(id).min(1),
      founding: line.optional(),
    }),
  ),
  questions,
  ai: ai.nullable().default(null),
  channels: z.record(z.enum(CHANNELS), channel),
  areas: z.record(id, area),
  repositories: z.record(id, repository),
  groups: z.record(id, group),
  rules: z.array(rule).min(1),
})

/** A policy as it is used: what the file says, and what is made of it once. */
/** Each topic by its words, with the groups that work on it; built when a policy is parsed. */
export type TopicIndex = {
  readonly topics: Readonly<Record<string, readonly (readonly [group: string, topic: string])[]>>
}

export type Policy = z.output<typeof policySchema> & { readonly topicIndex: TopicIndex }
export type Rule = Policy['rules'][number]
export type Group = Policy['groups'][string]
export type Repository = Policy['repositories'][string]
