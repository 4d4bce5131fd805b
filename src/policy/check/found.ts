/** A repository as GitHub lists it among those of its owner. */
export type FoundRepository = {
  readonly repo: string
  readonly isArchived: boolean
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  /** The files in its folder of issue templates; empty if it has none. */
  readonly templates: readonly string[]
  /** The text of the file in that folder that configures the choice; null: there is none. */
  readonly chooser: string | null
}

/** What is at a place in a repository; null: nothing is. */
export type FoundObject = { readonly text: string } | { readonly entries: readonly string[] } | null

/** What GitHub has today, of all that a policy rests on. */
export type Found = {
  /** Every public repository of the owners, without forks. */
  readonly listed: readonly FoundRepository[]
  /** The name that each repository of the policy has today; null: GitHub shows no such repository. */
  readonly names: ReadonlyMap<string, string | null>
  /** By the name that the request gave it. */
  readonly objects: ReadonlyMap<string, FoundObject>
}

/** What is to be read, by the repository that it is in. */
export type SourceRequest = {
  readonly repo: string
  readonly objects: readonly { readonly name: string; readonly expression: string }[]
}

/** The part of GitHub that a check of the policy needs. */
export type SourcesApi = {
  policySources(owners: readonly string[], requests: readonly SourceRequest[]): Promise<Found>
}
