import { Failure } from '../../../errors.ts'
import { overlapOf } from '../../../seps/overlap.ts'
import { overlapView } from '../../../terminal/views/sep/overlap.ts'
import { plain } from '../../../text/quote.ts'
import { readCatalogue } from '../shared/catalogue.ts'
import type { Filling } from './fill.ts'

/** SEPs that resemble it: those on main, and the open pull requests, which no search of files finds. */
export async function showOverlap({ app, options }: Filling, title: string): Promise<void> {
  const { err } = app.terminal
  const entries = options.offline === true ? '--offline' : await entriesOrWhyNot({ app, options })
  if (typeof entries === 'string') {
    err.write(plain(`SEPs that resemble it were not looked for: ${entries}\n`))
    return
  }
  const found = overlapOf(entries, title)
  const shown = found.map(({ entry: { number, title, file, pullRequest }, shared }) => {
    return { shared, entry: { number, title, url: pullRequest?.url ?? file.url } }
  })
  if (shown.length > 0) err.write(overlapView(shown, await err.style(), err.columns))
}

/** An idea can be written down without a network; whether others had it too can be looked up later. */
async function entriesOrWhyNot({ app, options }: Pick<Filling, 'app' | 'options'>) {
  const { repo, policy } = options
  try {
    const named = { ...(repo === undefined ? {} : { repo }), ...(policy === undefined ? {} : { policy }) }
    return (await readCatalogue(app, named)).entries
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
