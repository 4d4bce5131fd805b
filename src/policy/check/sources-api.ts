/** A repository in GitHub's list of its owner's repositories. */
export type FoundRepository = {
  readonly repo: string
  readonly isArchived: boolean
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  /** The files in its folder of issue templates; empty if it has none. */
  readonly templates: readonly string[]
  /** The text of the folder's `config.yml`; null: there is none. */
  readonly chooser: string | null
}

/** The object at a path in a repository; null: there is none. */
export type FoundObject = { readonly text: string } | { readonly entries: readonly string[] } | null

/** Everything that a policy relies on, as it is on GitHub today. */
export type Found = {
  /** Every public repository of the owners, without forks. */
  readonly listed: readonly FoundRepository[]
  /** The name that each repository of the policy has today; null: GitHub shows no such repository. */
  readonly names: ReadonlyMap<string, string | null>
  /** By the name that the request gave it. */
  readonly objects: ReadonlyMap<string, FoundObject>
}

/** What to read from one repository. */
export type SourceRequest = {
  readonly repo: string
  readonly objects: readonly { readonly name: string; readonly expression: string }[]
}

/** The part of GitHub that a check of the policy needs. */
export type SourcesApi = {
  policySources(owners: readonly string[], requests: readonly SourceRequest[]): Promise<Found>
}
