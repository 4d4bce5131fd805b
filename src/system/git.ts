import { execFile } from 'node:child_process'
import { environmentFor, findProgram } from './programs.ts'

type Env = Readonly<Record<string, string | undefined>>

const TIMEOUT_MS = 20_000
const MAX_OUTPUT_BYTES = 20_000_000

/** Runs git, and returns its output; null: git is missing, too slow, or fails. */
type RunGit = (args: readonly string[]) => Promise<string | null>

/**
 * A checkout may come from a stranger, and its configuration can name programs. So git must not use a bare repository that is
 * hidden among the files, and must not start a hook, a watcher or a pager.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository
 */
const SAFE_OPTIONS: readonly string[] = [
  '--no-pager',
  ...['-c', 'safe.bareRepository=explicit'],
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
]

/** The only git variables that we pass on. They select the person's own configuration; some others can start programs. */
const CONFIGURATION_VARIABLES: readonly string[] = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM']

/**
 * Git must not fetch missing objects, because the configuration of a remote can also name programs. It also must not refresh the
 * index, or ask for a password. https://git-scm.com/docs/git#_environment_variables
 */
const SAFE_VARIABLES = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
}

export function runGitIn(cwd: string, env: Env): RunGit {
  return async (args) => {
    const program = await findProgram('git', env)
    if (program === null) return null
    const options = {
      cwd,
      env: gitEnvironment(env),
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
      windowsHide: true,
    }
    return new Promise((resolve) => {
      execFile(program, [...SAFE_OPTIONS, ...args], options, (error, stdout) => resolve(error === null ? stdout : null))
    })
  }
}

function gitEnvironment(env: Env): NodeJS.ProcessEnv {
  const isPassedOn = (name: string) => !/^GIT_/i.test(name) || CONFIGURATION_VARIABLES.includes(name.toUpperCase())
  const passedOn = Object.entries(environmentFor(env)).filter(([name]) => isPassedOn(name))
  return { ...Object.fromEntries(passedOn), ...SAFE_VARIABLES }
}

/**
 * The editor that the person has chosen for git; null: none. Ignores the configuration of the repository, whose author would
 * otherwise choose a program that we start.
 */
export async function configuredEditor(env: Env): Promise<string | null> {
  const fromVariable = env['GIT_EDITOR']?.trim() ?? ''
  if (fromVariable !== '') return fromVariable
  const git = runGitIn('/', env)
  for (const scope of ['--global', '--system']) {
    const editor = (await git(['config', scope, '--includes', '--get', 'core.editor']))?.trim() ?? ''
    if (editor !== '') return editor
  }
  return null
}
