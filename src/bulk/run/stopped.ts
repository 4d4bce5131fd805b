/** The person asked to stop before anything was sent: the row stays for the next run. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}
