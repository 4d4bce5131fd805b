import type { SepType } from '../../../seps/names.ts'

/** `sep new` as it was called. */
export type SepNewOptions = {
  readonly title?: string
  readonly type?: SepType
  readonly author: readonly string[]
  readonly group?: string
  readonly thread?: string
  readonly discussed: readonly string[]
  readonly prototype?: string
  readonly breaks?: string
  readonly security?: string
  readonly extension?: string
  /** `section=text`, `section=@file`, `section=-` */
  readonly field: readonly string[]
  readonly output?: string
  readonly repo?: string
  readonly aiDisclosure?: string
  readonly yes?: true
  readonly offline?: true
  readonly json?: true
  readonly policy?: string
  readonly input: boolean
}
