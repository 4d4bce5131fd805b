import type { App } from '../../../app.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Prompter } from '../../../terminal/prompter.ts'
import { askGroup, askLine, askLink } from './ask.ts'
import type { SepNewOptions } from './command.ts'
import { showGroupGate } from './group-gate.ts'
import { showOverlap } from './overlap.ts'
import type { SepFile } from './sep-file.ts'

export type Filling = {
  readonly app: App
  readonly policy: Policy
  readonly options: SepNewOptions
  readonly prompter: Prompter | null
}

/** The questions that matter, in their order; flags answer them too. */
export async function fillSep(filling: Filling, file: SepFile): Promise<void> {
  const { app, policy, prompter } = filling
  if (prompter !== null) await askWho(filling, prompter, file)
  const { title, group } = file.said()
  if (group === null || group === '') await showGroupGate(app, policy, title)
  await showOverlap(filling, title)
  if (prompter !== null) await askWhat(prompter, file)
}

async function askWho({ policy }: Filling, prompter: Prompter, file: SepFile): Promise<void> {
  if (file.said().group === null) await file.say({ group: await askGroup(prompter, policy, file.said().title) })
  const { group, thread, authors, type, extension } = file.said()
  if (group !== '' && thread === '')
    await file.say({ thread: (await askLink(prompter, 'Link to the group’s thread (empty: none yet)')).trim() })
  if (authors.length === 0)
    await file.say({ authors: [(await askLine(prompter, 'Authors, as Name (@handle)')).trim()] })
  if (type === 'Extensions Track' && extension === '')
    await file.say({ extension: (await askLine(prompter, 'Extension identifier')).trim() })
}

async function askWhat(prompter: Prompter, file: SepFile): Promise<void> {
  const { discussed, prototype, breaks, security } = file.said()
  if (discussed.length === 0) {
    const link = (await askLink(prompter, 'Where was it discussed? (a link; empty: nowhere yet)')).trim()
    await file.say({ discussed: link === '' ? [] : [link] })
  }
  if (prototype === null)
    await file.say({ prototype: (await askLink(prompter, 'Link to a prototype (empty: none yet)')).trim() })
  if (breaks === null)
    await file.say({ breaks: await askText(prompter, 'What breaks, and for whom? (empty: nothing)') })
  if (security === null)
    await file.say({ security: await askText(prompter, 'What could be misused? (empty: nothing)') })
}

async function askText(prompter: Prompter, message: string): Promise<string> {
  return (await prompter.input({ message, validate: () => null })).trim()
}
