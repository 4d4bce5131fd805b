import { isAbsolute } from 'node:path'
import { Failure } from '../errors.ts'
import { isMailtoAddress, pageOf } from '../text/address.ts'
import { quote } from '../text/quote.ts'
import { environmentFor, findProgram, isWindows } from './programs.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Opens a page in the program that `BROWSER` names, or else in the system's default browser. */
export async function openInBrowser(address: string, env: Env): Promise<void> {
  const url = safeAddress(address, env)
  try {
    await startBrowser(url, await findBrowser(env), environmentFor(env))
  } catch (error) {
    throw new Failure('file', 'could not open a browser', { hint: `open the page yourself: ${url}`, cause: error })
  }
}

/** The program that `BROWSER` names, as an absolute path if it is on PATH; null: the system's default browser. */
async function findBrowser(env: Env): Promise<string | null> {
  const name = env['BROWSER'] ?? ''
  if (name === '' || isAbsolute(name)) return name || null
  const isPlain = !/[\\/]/.test(name)
  const programPath = isPlain ? await findProgram(name, env) : null
  if (programPath !== null) return programPath
  // On macOS and Windows it may be the name of an application, which the system looks up. Elsewhere it could only be a file in
  // the working directory.
  if (isPlain && (process.platform === 'darwin' || isWindows(env))) return name
  throw new Error('BROWSER names neither a program on PATH nor an absolute path')
}

/** Replaces `process.env` for a moment, because `open` always starts a program with the environment of this process. */
async function startBrowser(url: string, browser: string | null, env: NodeJS.ProcessEnv): Promise<void> {
  const { default: open } = await import('open')
  const originalEnv = process.env
  process.env = env
  try {
    const child = await open(url, browser === null ? {} : { app: { name: browser } })
    child.on('error', () => undefined)
  } finally {
    process.env = originalEnv
  }
}

/**
 * Returns the address to pass to the browser. It may come from a policy or a server, and a browser could mistake any other text
 * for a flag, a file or a program.
 * @throws Failure (validation) unless it is an https page, an email address or, if the GitHub server is on this machine, a page there
 */
export function safeAddress(address: string, env: Env): string {
  const page = pageOf(address) ?? localPageOf(address, env)
  if (page !== null) return page.href
  if (isMailtoAddress(address)) return address
  throw new Failure('validation', `"${quote(address, 100)}" was not opened, because it is not an https address`)
}

const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** A page on this machine without https, which is allowed only if `GITHUB_API_URL` is on this machine too; null: it is not such a page. */
function localPageOf(address: string, env: Env): URL | null {
  const api = env['GITHUB_API_URL'] ?? ''
  if (!URL.canParse(api) || !URL.canParse(address) || !/^http:\/\/[^\s]+$/.test(address)) return null
  const isLocal = ({ protocol, hostname }: URL) => protocol === 'http:' && LOCAL_HOSTS.includes(hostname)
  const page = new URL(address)
  return isLocal(new URL(api)) && isLocal(page) && page.username === '' ? page : null
}
