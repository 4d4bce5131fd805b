import * as z from 'zod'
import { ACTIONABILITIES, CHANNELS, SENSITIVITIES, TYPES } from './answers.ts'
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

/** How sure a fact is: the page says so, maintainers were seen acting so, or other people report it. */
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

const question = line
const option = z.strictObject({ label: line, hint: line })
const typeOption = option.extend({
  /** The sensitivity that this type implies. */
  implies: z.enum(SENSITIVITIES).optional(),
  /** false: only words and flags say what area it concerns; nobody is asked. */
  asksArea: z.boolean().default(true),
  section: line,
  /** Other words that people type to find it. */
  words: z.array(line).default([]),
  /** The wording of the third question for this type, if the general one does not fit. */
  actionability: z
    .strictObject({
      ask: question.optional(),
      actionable: option.optional(),
      'open-ended': option.optional(),
      'ad-hoc': option.optional(),
    })
    .optional(),
})
const partialAnswers = z.strictObject({
  type: z.enum(TYPES),
  sensitivity: z.enum(SENSITIVITIES),
  actionability: z.enum(ACTIONABILITIES),
})

const questions = z.strictObject({
  type: z.strictObject({
    ask: question,
    sections: z.array(line),
    /** Shown first; the others follow when the person asks for more, or types. Empty: all are shown. */
    frequent: z.array(z.enum(TYPES)).default([]),
    options: z.record(z.enum(TYPES), typeOption),
  }),
  sensitivity: z.strictObject({ ask: question, options: z.record(z.enum(SENSITIVITIES), option) }),
  actionability: z.strictObject({ ask: question, options: z.record(z.enum(ACTIONABILITIES), option) }),
  area: z.strictObject({
    ask: question,
    unknown: option.extend({
      /** How a sentence names a repository that nobody knows. */
      repository: line.default('the repository that it is about'),
    }),
  }),
  /** We ask this before we send anyone to a private report: is it intended behavior? */
  intended: z.strictObject({
    ask: question,
    source: sourceRef,
    none: option,
    options: z.record(id, option.extend({ answers: partialAnswers })),
  }),
  /** The only reasons for a private channel, asked one by one. If none holds, it is public. */
  private: z
    .strictObject({
      source: sourceRef,
      none: line,
      criteria: z
        .array(z.strictObject({ ask: question, sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }))
        .min(1),
    })
    .nullable()
    .default(null),
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

/** A person copies these into a shell. `{number}` and `{slug}` are those of the proposal. */
const shellCommand = line.regex(/^[\w ./:@{}-]+$/, 'expected a command without special characters of the shell')
const rendered = z.strictObject({
  files: z.array(line.regex(/^[\w./{}-]+$/, 'expected the path of a file')).min(1),
  commands: z.array(shellCommand).min(1),
  /** The command that fails without the pages. */
  check: shellCommand,
  source: sourceRef,
})

const form = z.strictObject({ file: line, name: line, for: z.array(z.enum(TYPES)) })
const questionsPlace = z.union([
  z.literal('discussions'),
  z.strictObject({ form: line }),
  z.strictObject({ name: line, url }),
])
const repository = z.strictObject({
  repo: repositoryName,
  /** Its earlier names, which people still use. */
  formerly: z.array(repositoryName).default([]),
  belongs: line,
  not: line.nullable(),
  forms: z.array(form).default([]),
  blankIssues: z.boolean().nullable().default(null),
  /** null: unknown. We then suggest a Discussion, and GitHub decides. meeting-notes: they accept nothing else. */
  discussions: z.union([z.boolean(), z.literal('meeting-notes')]).nullable(),
  pullRequests: pullRequests.default('open'),
  /** Who says who may open a pull request. */
  pullRequestsSource: sourceRef.nullable().default(null),
  /** The pages that its own generator makes from a proposal, and that its pull request must have, too. */
  rendered: rendered.nullable().default(null),
  questions: questionsPlace,
  security: z.strictObject({
    url: url.nullable(),
    accepted: z.boolean().nullable(),
    note: line.nullable().default(null),
  }),
  /** Where contributors of this repository talk, in the channel `discord`. */
  discord: line.nullable(),
  docs: z.array(url).default([]),
  sources: z.array(url).min(1),
  /** Who says that all of this holds. */
  source: sourceRef.nullable().default(null),
  /** What has happened since the pages were written. */
  since: z.array(statement).default([]),
  /** Nobody can write there any more. `instead`: what replaced it. */
  archived: z.strictObject({ instead: line, url }).nullable().default(null),
})
/** As package URLs name them: https://github.com/package-url/purl-spec/blob/main/purl-types-index.json */
const PACKAGE_TYPES = ['npm', 'pypi', 'golang', 'maven', 'nuget', 'cargo', 'gem', 'composer', 'swift'] as const
export type PackageType = (typeof PACKAGE_TYPES)[number]

const area = z.strictObject({
  label: line,
  hint: line,
  /** An id of `repositories`. null: not a repository of the project. */
  repository: id.nullable(),
  ours: z.boolean().default(true),
  /** Whether we offer it as an answer. Words find an area that we do not offer, too. */
  listed: z.boolean().default(true),
  /** Words that suggest this area, as people write them: see `src/classifier/cues.ts`. */
  words: texts,
  /** Phrases that contain such a word and mean something else. */
  except: texts,
  /** The packages that its repository publishes, by the type of their registry. */
  packages: z.partialRecord(z.enum(PACKAGE_TYPES), z.array(line)).default({}),
})
/** Names that the public API of one repository alone has. `npm run names` gathers them. */
const apiNames = z.strictObject({ gathered: date, areas: z.record(id, z.array(line)) })

const group = z.strictObject({
  name: line,
  /** Earlier names and channels, and names of groups that are now part of it: people still look for them. */
  formerly: texts,
  kind: z.enum(['working-group', 'interest-group']),
  channel: line.nullable(),
  charter: url.nullable(),
  about: line,
  repositories: z.array(repositoryName).default([]),
  areas: z.array(id).default([]),
  leads: z.array(line).default([]),
  topics: z.array(line).default([]),
  /** Whether it is shown among the groups. Words find a group that is not, too. */
  listed: z.boolean().default(true),
  source: sourceRef.nullable().default(null),
  since: z.array(statement).default([]),
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
      /** What must change, too. `words`: a record that has one of them has thought of it. */
      also: z.array(z.strictObject({ text: line, url, words: texts })).default([]),
    }),
  ),
  /** What its author has to have left out of the record of something private. `title` is the heading of that list in the record. */
  private: z
    .strictObject({ title: line, intro: line, source: sourceRef, leftOut: z.array(line).min(1) })
    .nullable()
    .default(null),
  /** Notes of a meeting are records, too, with a template of their own. */
  notes: option.extend({ template: id }).nullable().default(null),
})

/** What a text can say of its author: they have shown a secret of their own, or tell news of their own life. */
const CASE_IDS = ['own-secret', 'private-news'] as const
export type CaseId = (typeof CASE_IDS)[number]
const specialCase = z.strictObject({
  /** The answers that such a text gives, whatever its other words say. */
  answers: z.strictObject({ type: z.enum(TYPES), sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }),
  /** What to do before everything else. */
  first: z.strictObject({ text: line, url }).nullable().default(null),
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
