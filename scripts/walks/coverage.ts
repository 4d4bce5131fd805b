import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The part of V8's coverage report that we use. */
type Report = { readonly result: readonly Script[] }
type Script = { readonly url: string; readonly functions: readonly { readonly ranges: readonly Range[] }[] }
/** The first range of a function covers all of it. */
type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number }

/** The chunks that a program loaded, from what `NODE_V8_COVERAGE` wrote into `folder`. */
export function findLoadedChunks(folder: string): readonly string[] {
  return scriptsIn(folder).flatMap(({ url }) => (/\/chunks\//.test(url) ? [fileURLToPath(url)] : []))
}

/**
 * The files under `src/` in which at least one function ran, from what `NODE_V8_COVERAGE` wrote into `folder`.
 * A chunk also contains modules that the command does not use, and loading them calls functions, for example to build a table. So
 * a function counts only if the command calls it more often than loading does. `loadingFolder` has the coverage of a program
 * that only loads the same chunks.
 */
export function findExecutedSources(folder: string, loadingFolder: string): readonly string[] {
  const loadCounts = new Map(
    scriptsIn(loadingFolder).flatMap(({ url, functions }) =>
      functions.map(({ ranges: [range] }) => [`${url} ${range?.startOffset}`, range?.count ?? 0] as const),
    ),
  )
  const sources = scriptsIn(folder).flatMap(({ url, functions }) =>
    sourcesOf({
      url,
      functions: functions.filter(
        ({ ranges: [range] }) =>
          range !== undefined && range.count > (loadCounts.get(`${url} ${range.startOffset}`) ?? 0),
      ),
    }),
  )
  return [...new Set(sources)].filter((file) => file.startsWith('src/')).sort()
}

function scriptsIn(folder: string): readonly Script[] {
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report)
  return reports.flatMap(({ result }) => result).filter(({ url }) => /^file:.*\.cjs$/.test(url))
}

function sourcesOf({ url, functions }: Script): readonly string[] {
  const file = fileURLToPath(url)
  // The bundler's own runtime has no source map.
  if (!existsSync(`${file}.map`)) return []
  const code = readFileSync(file, 'utf8')
  const locate = sourceLocator(file, code)
  return functions.flatMap(({ ranges: [range] }) => {
    if (range === undefined || isWholeScript(range, code)) return []
    return locate(range)
  })
}

/** Whether a range is the top level of a script. We ignore the top level, because it runs whenever the script is loaded. */
const isWholeScript = ({ startOffset, endOffset }: Range, code: string) =>
  startOffset === 0 && endOffset >= code.trimEnd().length

/**
 * Returns a function that finds the source file of a range: the file of the last mapping before its end, if that mapping is inside
 * the range.
 */
function sourceLocator(file: string, code: string): (range: Range) => readonly string[] {
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload)
  const lineStarts = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const offsetOf = (line: number, column: number) => (lineStarts[line] ?? 0) + column
  return ({ startOffset, endOffset }) => {
    const line = lineStarts.findLastIndex((start) => start < endOffset)
    const entry = map.findEntry(line, endOffset - 1 - offsetOf(line, 0))
    if (!('originalSource' in entry)) return []
    const isInside = offsetOf(entry.generatedLine, entry.generatedColumn) >= startOffset
    return isInside ? [relative(process.cwd(), resolve(dirname(file), entry.originalSource))] : []
  }
}
