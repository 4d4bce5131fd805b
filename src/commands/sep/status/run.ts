import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { queueOf, type WaitingSep, waitsFor } from '../../../seps/waiting.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { notesView } from '../../../terminal/terminal.ts'
import { entryJson, readCatalogue } from '../shared/catalogue.ts'
import type { CatalogueOptions } from '../shared/flags.ts'

export async function run(app: App, options: CatalogueOptions): Promise<ExitCode> {
  const { source, entries, notes } = await readCatalogue(app, options)
  const queue = queueOf(entries, app.clock.now())
  const { out, err } = app.terminal
  if (options.json === true) {
    const { awaitingSponsor, draft, inReview, accepted, disagreeing } = queue
    out.write(
      jsonDocument({
        source,
        awaitingSponsor: awaitingSponsor.map(waitingJson),
        draft: draft.map(waitingJson),
        inReview: inReview.map(waitingJson),
        accepted: accepted.map((sep) => ({ ...waitingJson(sep), waitsFor: waitsFor(sep.entry) })),
        disagreeing: disagreeing.map(waitingJson),
        notes,
      }),
    )
    return EXIT.done
  }
  const { queueView } = await import('../../../terminal/views/sep/status.ts')
  out.write(queueView(queue, source, await out.style(), out.columns))
  err.write(notesView(notes))
  return EXIT.done
}

function waitingJson({ entry, timeInStage: state }: WaitingSep) {
  return { ...entryJson(entry), state }
}
