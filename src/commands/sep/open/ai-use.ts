import { disclosureIn, withDisclosure } from '../../../checks/disclosure.ts'
import { type SepDraft, sepDraftOf } from './sep-draft.ts'

/** In a SEP that nobody was helped with, a line says so: the reviewers look for it. */
const NONE = 'none was used'

/** The draft with what readers are told of AI at its end; the line ends stay of one kind. */
export function disclose(draft: SepDraft, aiUse: string): SepDraft {
  return sepDraftOf(draft.path, withAiUse(draft.text, aiUse))
}

export function withAiUse(text: string, aiUse: string): string {
  const said = aiUse.trim() === 'none' ? NONE : aiUse
  const next = `${withDisclosure(text, said).trimEnd()}\n`
  return text.includes('\r\n') ? next.replaceAll(/\r?\n/g, '\r\n') : next
}

/** Its own line says that no AI helped. */
export function saysNoAi(text: string): boolean {
  return /^(?:none|no(?:ne)? (?:ai )?was used|no)\.?$/i.test(disclosureIn(text) ?? '')
}
