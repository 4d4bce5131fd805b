import { spawnSync } from 'node:child_process'
import * as z from 'zod'

const packed = z.tuple([z.object({ size: z.number(), unpackedSize: z.number(), entryCount: z.number() })])

/** The tarball that `npm publish` would send: its size and the size of its contents in bytes, and the number of its files. */
export function packageSize(): { readonly size: number; readonly unpackedSize: number; readonly entryCount: number } {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' })
  return packed.parse(JSON.parse(stdout))[0]
}
