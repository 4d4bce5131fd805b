import type { PostKind } from '../../../github/github.ts'

/** `issue open` and `discussion open` as they were called, and `new --open`. */
export type OpenOptions = {
  readonly kind: PostKind
  readonly repo?: string
  readonly title?: string
  readonly label: readonly string[]
  readonly assignee: readonly string[]
  readonly project: readonly string[]
  readonly milestone?: string
  readonly category?: string
  readonly type?: string
  readonly parent?: string
  readonly allow: readonly string[]
  readonly aiDisclosure?: string
  readonly web?: true
  readonly dryRun?: true
  readonly yes?: true
  readonly offline?: true
  readonly json?: true
  readonly policy?: string
  readonly input: boolean
}
