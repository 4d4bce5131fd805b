import type { Plugin } from 'rolldown'

const PROFILER = 'without-profiler'
const FORGE = 'without-forge'
const STUBS: Readonly<Record<string, string>> = {
  [PROFILER]: 'export const secretLintProfiler = { mark() {} }',
  [FORGE]: 'export const i = {}',
}

/**
 * Removes two parts of secretlint that we do not need. Its profiler keeps every mark of every run in memory. Its rule for
 * Google Cloud loads node-forge to open `.p12` files, but a draft is text without a path. We recognize node-forge by how it is
 * loaded, because it is the only lazy import of the preset, and the name of its chunk changes with each version.
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
