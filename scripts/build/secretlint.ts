import type { Plugin } from 'rolldown'

const PROFILER = 'without-profiler'
const FORGE = 'without-forge'
const STUBS: Readonly<Record<string, string>> = {
  [PROFILER]: 'export const secretLintProfiler = { mark() {} }',
  [FORGE]: 'export const i = {}',
}

/**
 * Two parts of secretlint that a draft never needs. Its profiler keeps every mark of every run in memory, and nobody
 * reads them. The rule for Google Cloud opens `.p12` files, with the whole of node-forge; a draft is a text, checked
 * without a path. That is all which the preset imports lazily, in a chunk whose name changes with its content.
 */
export const slimSecretlint: Plugin = {
  name: 'slim-secretlint',
  resolveId: (source, importer, { kind }) => {
    if (source === '@secretlint/profiler') return PROFILER
    const isLazyChunk = kind === 'dynamic-import' && source.startsWith('./')
    return isLazyChunk && /[\\/]secretlint-rule-preset-recommend[\\/]/.test(importer ?? '') ? FORGE : null
  },
  load: (id) => STUBS[id] ?? null,
}
