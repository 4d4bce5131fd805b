/** `sep open` and `sep update` as they were called. */
export type SepOpenOptions = {
  readonly repo?: string
  readonly branch?: string
  readonly via?: 'issue'
  readonly rule: readonly string[]
  readonly allow: readonly string[]
  readonly aiDisclosure?: string
  readonly dryRun?: true
  readonly yes?: true
  readonly json?: true
  readonly policy?: string
  readonly input: boolean
}
