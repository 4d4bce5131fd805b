/**
 * Words that say nothing by themselves: what numbered things are called, and what joins words. None of them is of a weakness,
 * a person or a secret.
 */
const GENERIC = new Set(
  `a an and as at be been body bulk by created creates demo do does done each entry every example few first follow followed
  following for from has have hello here in is issue issues it item items its last later list made make makes me more my new
  next no nothing now number of on once one only or other our part parts placeholder plan please point row rows sample second
  section see some step steps still task tasks test testing tests text that the their them then there these they thing things
  third this those title to todo tracking two up us we what when which with work works world yes yet you your`.split(
    /\s+/,
  ),
)

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Letters that hold a whole word in one sign or two are never too few. */
const LATIN = /^[a-z0-9]+$/
const FEWEST_LETTERS = 3

/** A text like "Task 12. The body of task 12." It cannot harm anybody, whatever a reader takes it for. */
export function saysNothing(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    const isEmpty = GENERIC.has(word) || (LATIN.test(word) && word.replaceAll(/\d/g, '').length < FEWEST_LETTERS)
    if (!isEmpty) return false
  }
  return true
}
