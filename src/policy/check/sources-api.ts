/** A repository in GitHub's list of its owner's repositories. */
export type ListedRepository = {
  readonly repo: string
  readonly isArchived: boolean
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  /** The names in its folder of issue templates; empty if there is no such folder. */
  readonly templates: readonly string[]
  /** The text of the folder's `config.yml` or `config.yaml`; null: there is neither. */
  readonly chooser: string | null
}

/** The text of a file, or the names in a folder. null: the repository has neither at that path. */
export type SourceObject = { readonly text: string } | { readonly entries: readonly string[] } | null

/** What a policy relies on, as it is on GitHub today. */
export type PolicySources = {
  /** The public repositories of the owners, without forks. */
  readonly ownerRepositories: readonly ListedRepository[]
  /** The name that each requested repository has today; null: GitHub shows no such repository. */
  readonly names: ReadonlyMap<string, string | null>
  /** Each requested file or folder, by its name in the request. */
  readonly objects: ReadonlyMap<string, SourceObject>
}

/** What to read from one repository. `expression` is how Git names the object, like `HEAD:docs/page.md`. */
export type SourceRequest = {
  readonly repo: string
  readonly objects: readonly { readonly name: string; readonly expression: string }[]
}

export type SourcesApi = {
  policySources(owners: readonly string[], requests: readonly SourceRequest[]): Promise<PolicySources>
}
