import { Failure } from '../errors.ts'

/** Opens an https page in the program named by `BROWSER`, else in the system's default browser. */
export async function openInBrowser(url: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { default: open } = await import('open')
  const named = env['BROWSER']
  try {
    const child = await open(url, named === undefined || named === '' ? {} : { app: { name: named } })
    child.on('error', () => undefined)
  } catch (error) {
    throw new Failure('file', `could not open a browser; the page is ${url}`, { cause: error })
  }
}
