import { Failure } from '../errors.ts'
import { isMailAddress, pageOf } from '../text/address.ts'
import { quote } from '../text/quote.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Opens a page in the program named by `BROWSER`, else in the system's default browser. */
export async function openInBrowser(address: string, env: Env): Promise<void> {
  const url = openable(address, env)
  const { default: open } = await import('open')
  const named = env['BROWSER']
  try {
    const child = await open(url, named === undefined || named === '' ? {} : { app: { name: named } })
    child.on('error', () => undefined)
  } catch (error) {
    throw new Failure('file', `could not open a browser; the page is ${url}`, { cause: error })
  }
}

/**
 * The address as the browser gets it. It may come from a policy, or from the server that answers for GitHub, and a browser
 * takes anything else as a flag, a file or the name of a program.
 * @throws Failure (validation) unless it is an https page or a mail address.
 */
export function openable(address: string, env: Env): string {
  const page = pageOf(address) ?? localPageOf(address, env)
  if (page !== null) return page.href
  if (isMailAddress(address)) return address
  throw new Failure('validation', `"${quote(address, 100)}" was not opened, because it is not an https address`)
}

const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** A GitHub on this machine, which `GITHUB_API_URL` names, has pages without https. */
function localPageOf(address: string, env: Env): URL | null {
  const api = env['GITHUB_API_URL'] ?? ''
  if (!URL.canParse(api) || !URL.canParse(address) || !/^http:\/\/[^\s]+$/.test(address)) return null
  const isLocal = ({ protocol, hostname }: URL) => protocol === 'http:' && LOCAL_HOSTS.includes(hostname)
  const page = new URL(address)
  return isLocal(new URL(api)) && isLocal(page) && page.username === '' ? page : null
}
