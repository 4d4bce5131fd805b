/** Sentences of widespread templates, GitHub's own among them, that stand where an answer should be. */
const PHRASES: readonly RegExp[] = [
  /\ba clear and concise description\b/i,
  /\bif applicable, add screenshots\b/i,
  /\badd any other context (?:about|or screenshots)\b/i,
  /\bsteps to reproduce the behaviou?r:?$/i,
  /^\d+\. (?:go to|click on|scroll down to) ['"‘“]?(?:\.{3}|…)/i,
  /\balways frustrated when \[/i,
  /\btell us what you see!/i,
  /^a bug happened!$/i,
  /\blorem ipsum\b/i,
  /\byour (?:text|answer|description|name|title) (?:goes )?here\b/i,
  /\b(?:replace|delete|remove) this (?:text|line|section|placeholder|template)\b/i,
]

/** All of them in one pass over a line. */
const SOME_PHRASE = new RegExp(PHRASES.map(({ source }) => source).join('|'), 'i')

/** Whether a line of prose is a template's and not the author's. */
export function isTemplatePhrase(line: string): boolean {
  return SOME_PHRASE.test(line)
}
