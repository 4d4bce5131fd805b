import { copiedPrivateReason, draftBody, privateReason } from '../../drafts/private-text.ts'
import { Failure } from '../../errors.ts'
import { plain } from '../../text/quote.ts'

/**
 * Refuses the text of a draft that must stay private, and a text that contains a copy of it: a new draft with that text would not be
 * marked as private.
 * @param name the file or the flag, for the message
 * @throws Failure (validation)
 */
export function refusePrivateText(text: string, name: string): void {
  const reason = privateReason(text) ?? copiedPrivateReason(text)?.reason ?? null
  if (reason === null) return
  throw new Failure('validation', plain(`${name} must not become a public post: ${reason}`), {
    hint: 'write what the public needs to know into another file, in your own words',
  })
}

/**
 * Refuses a text that must not become public, and the whole text of a draft, because its front matter is never posted: it has, for
 * example, the reasons for overriding a check.
 * @param name the file or the flag, for the message
 * @throws Failure (validation)
 */
export function refuseDraft(text: string, name: string): void {
  refusePrivateText(text, name)
  if (draftBody(text) === null) return
  throw new Failure('validation', plain(`${name} is a draft, and its front matter must not be posted`), {
    hint: 'continue the draft with --from, or pass only the text below its front matter',
  })
}
