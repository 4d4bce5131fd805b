import { expect } from 'vitest'
import { run } from './app.ts'

type Files = Readonly<Record<string, string>>

/** Trusts the policies and templates among these files, and returns all files after that. */
export async function trustFiles(files: Files): Promise<Files> {
  const { files: after, exitCode, stderr } = await run(['trust'], { files })
  expect(exitCode, stderr).toBe(0)
  return after
}
