const PROFILE = /\]\(https:\/\/github\.com\/([A-Za-z0-9-]+)\/?\)/g
const HEADING = /^(#{1,6})\s/

/** The logins that a list of maintainers names as such: those under a heading "Emeritus" are so no longer. */
export function listedMaintainers(text: string): readonly string[] {
  let former: number | null = null
  const logins: string[] = []
  for (const line of text.split('\n')) {
    const level = HEADING.exec(line)?.[1]?.length
    if (level !== undefined && (former === null || level <= former)) former = /emeritus/i.test(line) ? level : null
    if (former === null) logins.push(...[...line.matchAll(PROFILE)].map(([, login = '']) => login.toLowerCase()))
  }
  return logins
}
