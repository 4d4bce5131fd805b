import { readFileSync, writeFileSync } from 'node:fs'
import { parsePolicy } from '../../src/policy/parse.ts'

/** Validates the policy and writes it as JSON, so that no command pays for the YAML parser and the schema. */
export function buildPolicy(from: string, to: string): void {
  writeFileSync(to, JSON.stringify(parsePolicy(readFileSync(from, 'utf8'), from)))
}
