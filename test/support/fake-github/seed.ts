import * as z from 'zod'
import { lagSchema } from './conditions.ts'
import { faultSchema } from './faults.ts'

export const repositoryName = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/name')
const nonEmpty = z.string().min(1)
const date = z.iso.datetime().default('2026-01-01T00:00:00Z')

export const PERMISSIONS = ['READ', 'TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN'] as const

const category = z.union([
  nonEmpty.transform((name) => ({ name, isAnswerable: false })),
  z.strictObject({
    name: nonEmpty,
    slug: nonEmpty.optional(),
    isAnswerable: z.boolean().default(false),
  }),
])

const issueType = z.union([
  nonEmpty.transform((name) => ({ name, isEnabled: true })),
  z.strictObject({ name: nonEmpty, isEnabled: z.boolean() }),
])

const post = {
  title: nonEmpty,
  /** By default, the next free number. */
  number: z.int().positive().optional(),
  body: z.string().default(''),
  author: nonEmpty.optional(),
  labels: z.array(nonEmpty).default([]),
  createdAt: date,
  closed: z.boolean().default(false),
}
const issue = z.strictObject({
  ...post,
  /** The name of the issue type. */
  type: nonEmpty.optional(),
  /** The number of the parent, which must come before the issue in the list. */
  parent: z.int().positive().optional(),
})
const discussion = z.strictObject({ ...post, category: nonEmpty.optional() })
const pullRequest = z.strictObject({
  ...post,
  updatedAt: z.iso.datetime().optional(),
  merged: z.boolean().default(false),
  draft: z.boolean().default(false),
  /** The branch, by default `patch-NUMBER`. */
  head: nonEmpty.optional(),
  /** The message of the commit on the branch. */
  message: nonEmpty.optional(),
  /** The files that the branch adds or changes. */
  files: z.record(nonEmpty, z.string()).default({}),
})

const advisory = z.strictObject({
  ghsaId: nonEmpty.optional(),
  summary: nonEmpty,
  description: z.string().default(''),
  author: nonEmpty.default('somebody'),
  state: z.enum(['triage', 'draft', 'published', 'closed']).default('published'),
  createdAt: date,
})

const repository = z.strictObject({
  description: z.string().default(''),
  /** The repository that this one is a fork of. */
  parent: repositoryName.optional(),
  formerly: z.array(repositoryName).default([]),
  permission: z.enum(PERMISSIONS).default('READ'),
  archived: z.boolean().default(false),
  private: z.boolean().default(false),
  watchers: z.int().nonnegative().default(0),
  issuesEnabled: z.boolean().default(true),
  discussionsEnabled: z.boolean().default(true),
  /** The organization requires single sign-on, and the token is not authorized. */
  sso: z.boolean().default(false),
  /** The owner has blocked the viewer, who may read but not write. */
  blocked: z.boolean().default(false),
  /** Whether anyone may report a vulnerability privately. */
  privateReporting: z.boolean().default(true),
  /** Which unpublished advisories the token can read: those that its owner reported, none (`published`), or an error. */
  advisoryAccess: z.enum(['own', 'published', 'forbidden', 'not-found']).default('own'),
  advisories: z.array(advisory).default([]),
  /** Who may open pull requests. Collaborators are users with write permission. */
  pullRequestsFrom: z.enum(['anyone', 'collaborators']).default('anyone'),
  defaultBranch: nonEmpty.default('main'),
  labels: z.array(nonEmpty).default([]),
  /** Labels that GitHub drops from a post without an error, even if the viewer may set labels. */
  droppedLabels: z.array(nonEmpty).default([]),
  milestones: z.array(nonEmpty).default([]),
  assignees: z.array(nonEmpty).default([]),
  categories: z.array(category).default([]),
  projects: z.array(nonEmpty).default([]),
  issueTypes: z.array(issueType).default([]),
  files: z.record(nonEmpty, z.string()).default({}),
  issues: z.array(issue).default([]),
  discussions: z.array(discussion).default([]),
  pullRequests: z.array(pullRequest).default([]),
})

const seedSchema = z.strictObject({
  viewer: z.strictObject({
    login: nonEmpty,
    /** null: a fine-grained token, which has no scopes. */
    scopes: z.array(nonEmpty).nullable().default(['repo']),
    /** How many merged pull requests the viewer has, by repository. */
    mergedPullRequests: z.record(repositoryName, z.int().positive()).default({}),
  }),
  lag: lagSchema.prefault({}),
  /** The seed of the random numbers that choose how old the data of each read is: see `lag`. */
  random: z.int().nonnegative().default(1),
  /** How many seconds the clock of GitHub is ahead of this machine's. */
  clockAhead: z.number().default(0),
  /** How many posts may be created per minute, before GitHub asks for a pause, and per hour, before it refuses. */
  limits: z
    .strictObject({ perMinute: z.int().positive().default(80), perHour: z.int().positive().default(500) })
    .prefault({}),
  /** Whether this server knows issue types; an older GitHub Enterprise Server does not. */
  knowsIssueTypes: z.boolean().default(true),
  faults: z.array(faultSchema).default([]),
  repositories: z.record(repositoryName, repository),
})

/** A seed as a test writes it. A field with a default may be left out. */
export type SeedInput = z.input<typeof seedSchema>
export type Seed = z.output<typeof seedSchema>
export type SeedRepository = Seed['repositories'][string]

export const parseSeed = (seed: unknown): Seed => seedSchema.parse(seed)
