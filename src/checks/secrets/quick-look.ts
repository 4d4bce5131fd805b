import type { rules } from '@secretlint/secretlint-rule-preset-recommend'

type Rule = (typeof rules)[number]
type Context = Parameters<Rule['create']>[0]
type Source = Parameters<NonNullable<ReturnType<Rule['create']>['file']>>[0]

/** How a text is given to the rules. Without a path no rule can look for a file. */
export const SOURCE = { contentType: 'text', filePath: '', ext: '.md' } as const

/** False: no rule has anything to report. True: what there is, if anything, only secretlint can tell. */
export type MayHold = (content: string) => boolean

/**
 * Runs the rules as secretlint does, but all that it builds around them for each text. Whatever one of them reports, throws
 * or asks for beyond the text itself is left to secretlint.
 */
export function mayHoldSecret(rules: readonly Rule[]): MayHold {
  let hasReported = false
  const context: Context = {
    sharedOptions: {},
    createTranslator: () => (id) => ({ message: '', messageId: String(id), data: undefined }),
    report: () => {
      hasReported = true
    },
    ignore: () => {},
  }
  const files = rules.flatMap((rule) => {
    const handler = rule.create(context, {})
    return handler.file === undefined ? [] : [handler.file.bind(handler)]
  })
  return (content) => {
    // Secretlint takes the mark of the byte order away first.
    if (content.startsWith('\ufeff')) return true
    hasReported = false
    const source = textSource(content)
    try {
      // A rule that goes on later tells nothing now.
      return files.some((file) => file(source) !== undefined || hasReported)
    } catch {
      return true
    }
  }
}

function textSource(content: string): Source {
  return {
    content,
    contentType: SOURCE.contentType,
    filePath: SOURCE.filePath,
    ext: SOURCE.ext,
    hasBOM: false,
    physicalFilePath: undefined,
    getFilePath: () => SOURCE.filePath,
    getPhysicalFilePath: () => undefined,
    locationToRange: notKnown,
    rangeToLocation: notKnown,
    positionToIndex: notKnown,
    indexToPosition: notKnown,
  }
}

function notKnown(): never {
  throw new Error('places in a text are for secretlint to tell')
}
