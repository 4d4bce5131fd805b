import { basename, dirname, join } from 'node:path'
import type { App } from '../../app.ts'
import type { Facts } from '../../seps/lint/facts.ts'
import { fix } from '../../seps/lint/fix.ts'
import { type LintOptions, lint } from '../../seps/lint/lint.ts'
import { relativePaths } from '../../seps/lint/relative.ts'
import { parseSep, printSep } from '../../seps/parse.ts'
import { SEP_BYTE_LIMIT } from '../../seps/refusal.ts'
import type { Sep } from '../../seps/sep.ts'
import { changedSince } from './lint/changed-since.ts'
import type { SepLintOptions } from './lint/command.ts'
import type { FileResult } from './lint/run.ts'
import { knownMaintainers, knownSeps } from './world.ts'

/** Looks at one file after the other. What is the same for all of them is found out once. */
export async function inspector(
  app: App,
  options: SepLintOptions & { readonly files: readonly string[] },
  severities: LintOptions['severities'],
): Promise<(file: string, read?: Sep) => Promise<FileResult>> {
  const maintainers = await knownMaintainers(app, options.maintainers)
  const seps = await knownSeps(app, options.seps)
  const today = app.clock.now().toISOString().slice(0, 10)
  const factsOf = async (sep: Sep, file: string): Promise<Facts> => ({
    fileName: file === '-' ? null : basename(file),
    today,
    maintainers,
    seps,
    present: file === '-' ? null : await presentBeside(app, sep, file),
    changed: options.changedSince === undefined ? null : await changedSince(app, options.changedSince, file),
    final: options.final === true,
  })
  return async (file, read) => {
    const sep = read ?? parseSep(await app.files.readText(file, SEP_BYTE_LIMIT), file)
    const facts = await factsOf(sep, file)
    if (options.fix !== true) return { file, findings: lint(sep, facts, { severities }), mended: 0 }
    const fixed = fix(sep, facts, { severities })
    if (fixed.mended === 0) return { file, findings: fixed.findings, mended: 0 }
    await app.files.replace(file, printSep(fixed.sep))
    // The lines that changed are others now.
    const findings =
      facts.changed === null ? fixed.findings : lint(fixed.sep, await factsOf(fixed.sep, file), { severities })
    return { file, findings, mended: fixed.mended }
  }
}

async function presentBeside(app: App, sep: Sep, file: string): Promise<ReadonlySet<string>> {
  const there = new Set<string>()
  for (const path of relativePaths(sep)) if (await app.files.exists(join(dirname(file), path))) there.add(path)
  return there
}
