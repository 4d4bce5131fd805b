/**
 * Loaded before the program by `NODE_OPTIONS=--require`. In a network namespace of its own the program cannot reach the fake
 * GitHub on 127.0.0.1, but it can reach a socket that is a file: passes connections to RELAY_PORT on to the file RELAY_SOCKET.
 */
const { connect, createServer } = require('node:net')

const server = createServer((near) => {
  const far = connect(process.env.RELAY_SOCKET)
  near.pipe(far).pipe(near)
  near.on('error', () => far.destroy())
  far.on('error', () => near.destroy())
})
server.listen(Number(process.env.RELAY_PORT), '127.0.0.1')
server.unref()
