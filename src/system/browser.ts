import { Failure } from '../errors.ts'

/** Opens an https page with the program that `BROWSER` names, else with the system's own. */
export async function openInBrowser(url: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { default: open } = await import('open')
  const named = env['BROWSER']
  try {
    const child = await open(url, named === undefined || named === '' ? {} : { app: { name: named } })
    child.on('error', () => undefined)
  } catch (error) {
    throw new Failure('file', `no browser could be opened; the page is ${url}`, { cause: error })
  }
}
