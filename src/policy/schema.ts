import * as z from 'zod'
import { ACTIONABILITIES, CHANNELS, SENSITIVITIES, TYPES } from './answers.ts'
import { apiNames, area, group, repository } from './schema-places.ts'
import { CASE_IDS, option, question, questions, specialCase } from './schema-questions.ts'
import {
  date,
  id,
  line,
  pullRequests,
  repositoryName,
  sourceRef,
  statement,
  texts,
  url,
  urlOrMail,
  urlPattern,
} from './schema-values.ts'

/** How reliable a fact is: a page states it, maintainers act accordingly, or other people report it. */
const STANDINGS = ['published', 'practice', 'reported'] as const
const source = z.strictObject({
  title: line,
  url,
  edition: date,
  standing: z.enum(STANDINGS).default('published'),
  /** The last day on which somebody read it there or saw it done. Missing: the day of the edition. */
  seen: date.optional(),
  /** The file behind the page, if its address does not say. null: the page is more than one file. */
  file: z.strictObject({ repository: id, branch: line.optional(), path: line }).nullable().optional(),
})

/** A site that is made from files of a repository: `path` is where the file of a page is, with `{page}` for its path. */
const site = z.strictObject({
  url,
  repository: id,
  path: line.refine((text) => text.includes('{page}'), 'expected a path with {page}'),
})

const channel = z.strictObject({
  title: line,
  public: z.boolean(),
  about: line,
  url: url.nullable(),
  source: sourceRef,
  avoid: texts,
  /** When a text that could go to two places belongs here, as the end of "if …". Missing: nothing is asked about it. */
  fits: line.optional(),
})
/** What decides between two channels, if the `fits` of both do not say it well. */
const pair = z.strictObject({
  channels: z.tuple([z.enum(CHANNELS), z.enum(CHANNELS)]),
  fits: z.tuple([line, line]),
})

const when = z.strictObject({
  type: z.array(z.enum(TYPES)).optional(),
  sensitivity: z.array(z.enum(SENSITIVITIES)).optional(),
  actionability: z.array(z.enum(ACTIONABILITIES)).optional(),
  area: z.array(id).optional(),
  areaKnown: z.boolean().optional(),
  /** Conditions on the place that the answers lead to. */
  ours: z.boolean().optional(),
  discussions: z.literal([false, 'meeting-notes']).optional(),
  /** One of these. */
  pullRequests: z.array(pullRequests).optional(),
  archived: z.boolean().optional(),
  questions: z.enum(['form', 'link']).optional(),
  /** `false`: it accepts no private reports. `unknown`: nobody has established that it does. */
  advisories: z.literal([false, 'unknown']).optional(),
  /** `true`: any group. */
  group: z.union([z.literal(true), z.array(id)]).optional(),
})
/** A person copies the command, so it can only be one of ours. */
const command = line.regex(
  /^mcp-comms [\w ./:@{}-]+$/,
  'expected a command of mcp-comms, without characters of the shell',
)
const step = z.strictObject({
  text: line,
  url: urlOrMail.optional(),
  command: command.optional(),
  paste: line.optional(),
})
const rule = z.strictObject({
  id,
  when,
  channel: z.enum(CHANNELS),
  /** The channel that the pages name, if practice has moved away from it: words that mean that channel lead here. */
  insteadOf: z.enum(CHANNELS).optional(),
  /** Overrides whether the channel is public, for a private rule in a public channel. */
  public: z.literal(false).optional(),
  /** `area`: the repository of the area; `home`: the policy's own; `none`; or owner/name. */
  repository: z.union([z.enum(['area', 'home', 'none']), repositoryName]),
  /** The built-in template to use if the repository has no form for it. null: any. Missing: this program cannot write it. */
  template: id.nullable().optional(),
  title: line,
  url: urlPattern.nullable(),
  because: z.array(statement).min(1),
  steps: z.array(step).min(1),
  /** Where it goes by mail: an id of `contacts`, and the only thing that a mail draft says. */
  mail: z.strictObject({ contact: id, subject: line }).nullable().default(null),
  alternatives: z.array(z.strictObject({ channel: z.enum(CHANNELS), when: line })).default([]),
  avoid: texts,
  /** What the founding edition said, if it differs. */
  founding: line.optional(),
})

/** The project's rules for the use of AI. */
const ai = z.strictObject({
  /** The owners in whose repositories people must disclose the use of AI. */
  disclosure: z.strictObject({ owners: z.array(line), source: sourceRef }),
  /** Repositories where an AI agent may post only for listed maintainers, or for people with more merged pull requests than this. */
  agents: z.array(
    z.strictObject({
      repository: id,
      mergedPullRequests: z.int().nonnegative(),
      maintainers: line,
      source: sourceRef,
    }),
  ),
})

/** What a record of a decision is, and what a decision changes beside it. */
const records = z.strictObject({
  /** By this label people find records. */
  label: line,
  ask: question,
  source: sourceRef,
  kinds: z.record(
    id,
    option.extend({
      /** `area`: the repository of the code that it is about. */
      repository: z.enum(['area', 'home']).default('home'),
      /** What else must change. `words`: a record with one of them already mentions it. */
      also: z.array(z.strictObject({ text: line, url, words: texts })).default([]),
    }),
  ),
  /** What its author must leave out of the record of a private decision. `title` is the heading of that list in the record. */
  private: z
    .strictObject({ title: line, intro: line, source: sourceRef, leftOut: z.array(line).min(1) })
    .nullable()
    .default(null),
  /** Notes of a meeting are also records, with a template of their own. */
  notes: option.extend({ template: id }).nullable().default(null),
})

export const policySchema = z.strictObject({
  name: id,
  title: line,
  edition: date,
  verified: date,
  home: id,
  /** Where people talk if neither a group nor a repository has a place of its own. Missing: the title of the channel. */
  general: line.optional(),
  sources: z.record(id, source),
  sites: z.array(site).default([]),
  /** `address` is null if only a page says who to write to. */
  contacts: z.record(
    id,
    z.strictObject({ title: line, address: line.nullable().default(null), url, source: sourceRef }),
  ),
  guidelines: z.array(
    z.strictObject({
      id,
      text: line,
      source: sourceRef,
      /** The rules that implement it. */
      rules: z.array(id).min(1),
      founding: line.optional(),
    }),
  ),
  questions,
  cases: z.partialRecord(z.enum(CASE_IDS), specialCase).default({}),
  ai: ai.nullable().default(null),
  channels: z.record(z.enum(CHANNELS), channel),
  pairs: z.array(pair).default([]),
  areas: z.record(id, area),
  apiNames: apiNames.nullable().default(null),
  repositories: z.record(id, repository),
  groups: z.record(id, group),
  records: records.nullable().default(null),
  rules: z.array(rule).min(1),
})

/** The groups that work on each topic, by the topic's words. Built when we parse a policy. */
export type TopicIndex = {
  readonly topics: Readonly<Record<string, readonly (readonly [group: string, topic: string])[]>>
}

/** Where an AI agent may post only for some people. `source` is the address of the page that says so. */
export type AgentRule = Omit<NonNullable<z.output<typeof policySchema>['ai']>['agents'][number], 'repository'> & {
  readonly repo: string
}

/** A policy, with what we derive from it once when we parse it. */
export type Policy = z.output<typeof policySchema> & {
  readonly topicIndex: TopicIndex
  readonly agentRules: readonly AgentRule[]
  /** The file that it comes from. Missing: it is the built-in one. */
  readonly path?: string
}
export type Standing = (typeof STANDINGS)[number]
export type Rule = Policy['rules'][number]
export type Group = Policy['groups'][string]
export type Repository = Policy['repositories'][string]
export type Records = NonNullable<Policy['records']>
export type Rendered = NonNullable<Repository['rendered']>
