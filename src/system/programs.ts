import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The variables that may contain a token. https://cli.github.com/manual/gh_help_environment */
const TOKEN_VARIABLES: readonly string[] = [
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'GH_ENTERPRISE_TOKEN',
  'GITHUB_ENTERPRISE_TOKEN',
]

export function isWindows(env: Env): boolean {
  return env['OS'] === 'Windows_NT'
}

/**
 * The absolute path of a program on PATH; null: it is not there. We do not leave the search to the system, because an empty or
 * relative entry of PATH may lead into a checkout, and Windows looks in the working directory first.
 */
export async function findProgram(name: string, env: Env): Promise<string | null> {
  const { join } = pathsOf(env)
  // Windows runs other kinds of file, such as `.cmd`, only in a shell.
  const endings = isWindows(env) && !/\.(exe|com)$/i.test(name) ? ['.exe', '.com'] : ['']
  for (const folder of safeFolders(env)) {
    for (const ending of endings) {
      const path = join(folder, `${name}${ending}`)
      if (await isProgram(path)) return path
    }
  }
  return null
}

/**
 * The environment for a program that we start: without the token, which only GitHub may see, and with a PATH that does not lead
 * into a checkout.
 * @param keep the variables with a token that the started program needs
 */
export function environmentFor(env: Env, keep: readonly string[] = []): NodeJS.ProcessEnv {
  const isHidden = (name: string) => TOKEN_VARIABLES.includes(name.toUpperCase()) && !keep.includes(name.toUpperCase())
  const passedOn = Object.entries(env).filter(([name]) => !isHidden(name))
  const path = safeFolders(env).join(pathsOf(env).delimiter)
  return {
    ...Object.fromEntries(passedOn.map(([name, value]) => (isPath(name, env) ? [name, path] : [name, value]))),
    // Without it, the Windows shell looks for a program in the working directory first.
    ...(isWindows(env) && { NoDefaultCurrentDirectoryInExePath: '1' }),
  }
}

/**
 * The entries of PATH that do not depend on the working directory. Leaves out `node_modules/.bin`, which `npx` adds for the
 * checkout, and where nobody installs an editor or a browser.
 */
function safeFolders(env: Env): readonly string[] {
  const { delimiter, isAbsolute } = pathsOf(env)
  const [, path = ''] = Object.entries(env).find(([name]) => isPath(name, env)) ?? []
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder))
}

/** Only Windows ignores the case of a variable's name. */
function isPath(name: string, env: Env): boolean {
  return (isWindows(env) ? name.toUpperCase() : name) === 'PATH'
}

function pathsOf(env: Env) {
  return isWindows(env) ? win32 : posix
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
