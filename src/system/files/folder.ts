import { mkdir } from 'node:fs/promises'
import { writeFailure } from './failure.ts'

/** A folder that only its owner may look into, with those above it; one that is there already stays as it is. */
export async function makeFolder(path: string, shown: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw writeFailure(shown, error)
  }
}
