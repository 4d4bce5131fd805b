import * as z from 'zod'
import { ACTIONABILITIES, CHANNELS, SENSITIVITIES, TYPES } from './answers.ts'
import { apiNames, area, group, repository } from './schema-places.ts'
import { CASE_IDS, option, question, questions, specialCase } from './schema-questions.ts'
import {
  date,
  id,
  pullRequests,
  repositoryName,
  sourceRef,
  statement,
  text,
  texts,
  url,
  urlOrMail,
  urlPattern,
} from './schema-values.ts'

/** How reliable a fact is: a page states it, maintainers act accordingly, or other people report it. */
const STANDINGS = ['published', 'practice', 'reported'] as const
const source = z.strictObject({
  title: text,
  url,
  edition: date,
  standing: z.enum(STANDINGS).default('published'),
  /** The last day on which the source was checked for what we cite. Missing: the day of the edition. */
  seen: date.optional(),
  /** The file behind the page, if it does not follow from the address. null: the page consists of several files. */
  file: z.strictObject({ repository: id, branch: text.optional(), path: text }).nullable().optional(),
})

/** A site that is generated from files of a repository. `path` is the file behind a page; `{page}` stands for the page's path. */
const site = z.strictObject({
  url,
  repository: id,
  path: text.refine((value) => value.includes('{page}'), 'expected a path with {page}'),
})

const channel = z.strictObject({
  title: text,
  public: z.boolean(),
  about: text,
  url: url.nullable(),
  source: sourceRef,
  avoid: texts,
  /**
   * If a text fits this channel and another one: the condition under which it belongs here, as the end of a sentence that begins with
   * "if". Missing: we offer this channel as one of two only in a `pair`.
   */
  fits: text.optional(),
})
/** The conditions that decide between these two channels, instead of the `fits` of each channel. */
const pair = z.strictObject({
  channels: z.tuple([z.enum(CHANNELS), z.enum(CHANNELS)]),
  fits: z.tuple([text, text]),
})

const when = z.strictObject({
  type: z.array(z.enum(TYPES)).optional(),
  sensitivity: z.array(z.enum(SENSITIVITIES)).optional(),
  actionability: z.array(z.enum(ACTIONABILITIES)).optional(),
  area: z.array(id).optional(),
  areaKnown: z.boolean().optional(),
  /** From here on: conditions on the area, its repository and the group. See `AreaContext`. */
  ours: z.boolean().optional(),
  /** The value of `discussions` of the repository: it has none, or only for notes of meetings. */
  discussions: z.literal([false, 'meeting-notes']).optional(),
  /** The repository must have one of these values. */
  pullRequests: z.array(pullRequests).optional(),
  archived: z.boolean().optional(),
  /** Where the repository accepts questions: in an issue form, or on a linked page. */
  questions: z.enum(['form', 'link']).optional(),
  /** `false`: the repository accepts no private reports. `unknown`: we do not know whether it does, or where. */
  advisories: z.literal([false, 'unknown']).optional(),
  /** `true`: any group. */
  group: z.union([z.literal(true), z.array(id)]).optional(),
})
/** People copy this command and run it, so we accept only commands of mcp-comms. */
const command = text.regex(
  /^mcp-comms [\w ./:@{}-]+$/,
  'expected a command of mcp-comms, without special characters of the shell',
)
const step = z.strictObject({
  text,
  url: urlOrMail.optional(),
  command: command.optional(),
  paste: text.optional(),
  /** The step says something that is good to know, not what to do next. */
  note: z.literal(true).optional(),
})
const rule = z.strictObject({
  id,
  when,
  channel: z.enum(CHANNELS),
  /** The channel that the published pages name, if practice has moved away from it. The checks only warn about a post there. */
  insteadOf: z.enum(CHANNELS).optional(),
  /** false: the rule leads to a private place, although its channel is public. */
  public: z.literal(false).optional(),
  /** `area`: the repository of the area; `home`: the policy's home; `none`: no repository; or owner/name. */
  repository: z.union([z.enum(['area', 'home', 'none']), repositoryName]),
  /**
   * The built-in template for a repository without forms. null: any template. Missing: this program cannot draft the text, except for
   * a private report.
   */
  template: id.nullable().optional(),
  title: text,
  url: urlPattern.nullable(),
  because: z.array(statement).min(1),
  steps: z.array(step).min(1),
  /** The contact to write to by mail (an id of `contacts`), and the subject. The mail draft contains nothing else. */
  mail: z.strictObject({ contact: id, subject: text }).nullable().default(null),
  alternatives: z.array(z.strictObject({ channel: z.enum(CHANNELS), when: text })).default([]),
  avoid: texts,
  /** What the first edition of the guidelines said, if it differed. */
  founding: text.optional(),
})

/** The project's rules for the use of AI. */
const ai = z.strictObject({
  /** The owners in whose repositories people must disclose the use of AI. */
  disclosure: z.strictObject({ owners: z.array(text), source: sourceRef }),
  /** Repositories in which an AI agent may post only for listed maintainers and for people who have more merged pull requests than `mergedPullRequests`. */
  agents: z.array(
    z.strictObject({
      repository: id,
      mergedPullRequests: z.int().nonnegative(),
      maintainers: text,
      source: sourceRef,
    }),
  ),
})

/** How people record decisions, and what else a decision changes. */
const records = z.strictObject({
  /** The label by which people find records. */
  label: text,
  ask: question,
  source: sourceRef,
  kinds: z.record(
    id,
    option.extend({
      /** Where the record goes. `area`: to the repository of the code that the decision is about. */
      repository: z.enum(['area', 'home']).default('home'),
      /** What else must change after the decision. A record that contains one of `words` already mentions the change. */
      also: z.array(z.strictObject({ text, url, words: texts })).default([]),
    }),
  ),
  /** What the record of a private decision must leave out. The record shows this as a checklist under the heading `title`. */
  private: z
    .strictObject({ title: text, intro: text, source: sourceRef, leftOut: z.array(text).min(1) })
    .nullable()
    .default(null),
  /** Notes of a meeting are also records, with a template of their own. */
  notes: option.extend({ template: id }).nullable().default(null),
})

export const policySchema = z.strictObject({
  name: id,
  title: text,
  edition: date,
  verified: date,
  home: id,
  /** Where people talk about a group or repository that has no Discord channel of its own. Missing: the title of `discord`. */
  general: text.optional(),
  sources: z.record(id, source),
  sites: z.array(site).default([]),
  /** `address` is null if only a page says who to write to. */
  contacts: z.record(
    id,
    z.strictObject({ title: text, address: text.nullable().default(null), url, source: sourceRef }),
  ),
  guidelines: z.array(
    z.strictObject({
      id,
      text,
      source: sourceRef,
      /** The rules that implement it. */
      rules: z.array(id).min(1),
      founding: text.optional(),
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

/** The groups that work on each topic, or have it as a name. The keys are the topics' normalized words. The index is built when a policy is parsed. */
export type TopicIndex = {
  readonly topics: Readonly<Record<string, readonly (readonly [group: string, topic: string])[]>>
}

/**
 * A repository in which an AI agent may post only for some people. `names`: its current and earlier names. `source`: the address of
 * the page that says so.
 */
export type AgentRule = Omit<NonNullable<z.output<typeof policySchema>['ai']>['agents'][number], 'repository'> & {
  readonly names: readonly string[]
}

/** A parsed policy, with the data that we derive from it. */
export type Policy = z.output<typeof policySchema> & {
  readonly topicIndex: TopicIndex
  readonly agentRules: readonly AgentRule[]
  /** The file that the policy comes from. Missing: it is the built-in policy. */
  readonly path?: string
}
export type Standing = (typeof STANDINGS)[number]
export type Rule = Policy['rules'][number]
export type Group = Policy['groups'][string]
export type Repository = Policy['repositories'][string]
export type Records = NonNullable<Policy['records']>
export type RenderedPages = NonNullable<Repository['rendered']>
