import { UsageError } from '../errors.ts'

type Env = Readonly<Record<string, string | undefined>>
type Fetch = typeof globalThis.fetch

/**
 * A `fetch` that uses HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which the built-in `fetch` of Node 20 ignores. Loads undici
 * only if a proxy is set.
 * @throws UsageError if a proxy's address is invalid. The message does not quote it, because it may contain a password.
 */
export async function fetchFor(env: Env): Promise<Fetch> {
  const http = proxyIn(env, 'HTTP_PROXY')
  const https = proxyIn(env, 'HTTPS_PROXY') ?? http
  if (https === null) return fetch
  const { ProxyAgent, fetch: fetchThrough } = await import('undici')
  const agents = { http: http === null ? null : new ProxyAgent(http), https: new ProxyAgent(https) }
  const noProxy = readVariable(env, 'NO_PROXY').split(/[\s,]+/)
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const dispatcher = agents[url.protocol === 'https:' ? 'https' : 'http']
    const isDirect = dispatcher === null || noProxy.some((entry) => covers(entry, url))
    return isDirect ? fetch(input, init) : fetchThrough(input, { ...init, dispatcher })
  }
}

/** Returns the proxy's address; null: no proxy. Like curl, treats an address without a scheme as `http://`. */
function proxyIn(env: Env, name: string): string | null {
  const value = readVariable(env, name)
  if (value === '') return null
  const address = value.includes('://') ? value : `http://${value}`
  if (isProxyAddress(address)) return address
  throw new UsageError(
    `${name} must be the address of an HTTP proxy, such as http://proxy.example.org:8080`,
    value.includes('%') ? { hint: 'In its user name and its password, write a percent sign as %25' } : {},
  )
}

function isProxyAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return /^https?:$/.test(protocol) && isDecodable(username) && isDecodable(password)
}

/** undici decodes the user name and the password, and fails for a percent sign that encodes nothing. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** Like curl, prefers the name in lower case. */
function readVariable(env: Env, name: string): string {
  return (env[name.toLowerCase()] || env[name] || '').trim()
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Whether an entry of NO_PROXY covers an address. The entry is `*` or a host, with or without a port. A host covers its subdomains too. */
function covers(entry: string, { protocol, hostname, port }: URL): boolean {
  if (entry === '*') return true
  const { host, entryPort } = entryParts(entry.toLowerCase().replace(/^\*?\./, ''))
  if (host === '' || (entryPort !== null && entryPort !== (port || DEFAULT_PORTS[protocol]))) return false
  return host === hostname || (!IP_ADDRESS.test(hostname) && hostname.endsWith(`.${host}`))
}

const IP_ADDRESS = /^(?:\[.*\]|[\d.]+)$/

/** The host, as `URL` writes it, and the port of an entry such as `[::1]:8080`. An IPv6 address without a port may have no brackets. */
function entryParts(entry: string): { readonly host: string; readonly entryPort: string | null } {
  const isBareIPv6 = /^[\da-f]*:[\da-f.]*:[\da-f:.]*$/.test(entry)
  const [, host = entry, entryPort = null] = isBareIPv6 ? [] : (/^(.*):(\d+)$/.exec(entry) ?? [])
  const address = `http://${isBareIPv6 ? `[${entry}]` : host}`
  return { host: URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, '') : host, entryPort }
}
