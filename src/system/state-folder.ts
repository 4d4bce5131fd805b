import { isAbsolute, join } from 'node:path'

type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: () => string
}

/**
 * The folder for what must survive a run but belongs to no file of the person's, such as the journal of a SEP that is being
 * opened. The XDG specification says to ignore a path that is not absolute.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function stateFolderOf({ env, platform, home }: Machine): string {
  const xdg = env['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(xdg) ? xdg : platformFolder(env, platform, home), 'mcp-comms')
}

function platformFolder(env: Machine['env'], platform: Machine['platform'], home: Machine['home']): string {
  if (platform === 'darwin') return join(home(), 'Library', 'Application Support')
  if (platform !== 'win32') return join(home(), '.local', 'state')
  const local = env['LOCALAPPDATA'] ?? ''
  return isAbsolute(local) ? local : join(home(), 'AppData', 'Local')
}
