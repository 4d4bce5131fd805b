import { execFile } from 'node:child_process'

const PATIENCE_MS = 20_000
const MOST_OUTPUT = 20_000_000

/** Runs git in a folder: what it prints, or null where it is missing, slow, or does not succeed. */
type RunGit = (args: readonly string[]) => Promise<string | null>

export function runGitIn(cwd: string, env: NodeJS.ProcessEnv): RunGit {
  const options = { cwd, env, timeout: PATIENCE_MS, maxBuffer: MOST_OUTPUT, windowsHide: true }
  return (args) =>
    new Promise((resolve) => {
      execFile('git', args, options, (error, stdout) => resolve(error === null ? stdout : null))
    })
}
