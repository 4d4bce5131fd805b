import { execFile } from 'node:child_process'
import type { RunGh } from './token.ts'

const PATIENCE_MS = 5_000

/** The real `gh`. That it is missing, logged out or slow only means that it has no token for us. */
export function runGhOf(env: NodeJS.ProcessEnv): RunGh {
  return (args) =>
    new Promise((resolve) => {
      execFile('gh', args, { env, timeout: PATIENCE_MS, windowsHide: true }, (error, stdout) =>
        resolve(error === null ? stdout : null),
      )
    })
}
