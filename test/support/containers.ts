import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'

/**
 * The command that starts a program in its own process and network namespaces, where its process id is 1, as in a container.
 */
const CONTAINER_COMMAND = [
  'unshare',
  '--user',
  '--map-root-user',
  '--net',
  '--pid',
  '--fork',
  '--mount-proc',
  '--kill-child',
  // The loopback interface of a new namespace is down.
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
]
const PORT = 4010

/** Why this machine cannot run a program in namespaces; null if it can. */
export function whyNoContainers(): string | null {
  const [command = '', ...args] = CONTAINER_COMMAND
  const { status, error, stderr } = spawnSync(command, [...args, 'true'], { encoding: 'utf8' })
  if (error === undefined && status === 0) return null
  return `needs namespaces without being root: ${error?.message ?? stderr.trim()}`
}

/**
 * @param url the address of the fake GitHub on this machine
 * @param socket the path of the Unix socket through which a container reaches it
 * @returns `within`: the command that starts a program in its own container; `env`: the variables that connect it to the fake
 */
export async function containersAt(url: string, socket: string) {
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  server.listen(socket)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    within: CONTAINER_COMMAND,
    env: {
      NODE_OPTIONS: `--require ${resolve('test/support/relay.cjs')}`,
      RELAY_SOCKET: socket,
      RELAY_PORT: String(PORT),
      GITHUB_API_URL: `http://127.0.0.1:${PORT}`,
      GITHUB_GRAPHQL_URL: `http://127.0.0.1:${PORT}/graphql`,
    },
  }
}
