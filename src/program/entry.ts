import { type Command, Option } from 'commander'
import type { App } from '../app.ts'
import type { ExitCode } from '../errors.ts'

/** A command by name; what it takes is declared only when it is called, and its code is loaded only when it runs. */
export type Entry = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  declare(command: Command, app: App, exit: (code: ExitCode) => void): void
}

/** Flags as Commander gives them; each command says in its options what it makes of them. */
export type Flags = Readonly<Record<string, never>>

export function policyOption(): Option {
  return new Option(
    '--policy <file>',
    "another community's policy (default: .mcp-comms/policy.yaml upward, else MCP's)",
  )
}

/** A flag that may be given more than once: a list of what was given, or nothing. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values: readonly string[] = []) => [...values, value])
}
