import { expect } from 'vitest'
import { run } from './app.ts'

type Files = Readonly<Record<string, string>>

/** These files, after the person has trusted the policy and the templates among them. */
export async function trustFiles(files: Files): Promise<Files> {
  const { files: after, exitCode, stderr } = await run(['trust'], { files })
  expect(exitCode, stderr).toBe(0)
  return after
}
