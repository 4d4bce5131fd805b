import { execFile } from 'node:child_process'

const TIMEOUT_MS = 20_000
const MAX_OUTPUT_BYTES = 20_000_000

/** Returns what git prints; null if git is missing, too slow, or fails. */
type RunGit = (args: readonly string[]) => Promise<string | null>

export function runGitIn(cwd: string, env: NodeJS.ProcessEnv): RunGit {
  const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true }
  return (args) =>
    new Promise((resolve) => {
      execFile('git', args, options, (error, stdout) => resolve(error === null ? stdout : null))
    })
}
