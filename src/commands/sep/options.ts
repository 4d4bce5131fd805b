/** Where every command about the catalogue takes it from, and how it answers. */
export type CatalogueOptions = {
  /** A folder of SEPs here; GitHub is not asked then. */
  readonly dir?: string
  readonly repo?: string
  readonly json?: true
  readonly policy?: string
}
