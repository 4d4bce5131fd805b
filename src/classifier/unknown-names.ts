/** A name in a text, and where it begins. */
type Name = { readonly words: string; readonly start: number }

/** A name as packages have it, with "mcp" as one of its parts: `fastapi-mcp`, `@acme/mcp`, `acme/mcp-bundle`. */
const NAME_WITH_MCP = /(?<![\w/@.$-])(?:@?[a-z][\w.-]*\/)?(?:[a-z]\w*-)*mcp(?:-[a-z]\w*)*(?![\w/-]|\.\w)/g

/** The first parts of names that this project and others use alike: `mcp-session-id`, `mcp-server-git`, `my-mcp-server`. */
const COMMON_BEGINNING =
  /^(?:mcp$|(?:mcp-(?:session|protocol|name|method|param|tool|server|client|host|config|sdk|registry|dev|trace|simple|json|test|bot)s?|my|your|non|multi|x|remote|local|custom|test|create)(?:-|$))/
/** The last parts of words that are no names: `mcp-compatible`, `skills-over-mcp`. */
const COMMON_END =
  /-(?:(?:over|in|for)-mcp|compatible|compliant|enabled|specific|based|native|aware|related|style|like|only|ready|level|side)$/
/** What begins a path or a media type and not a name of a repository, and the owner of this project's packages. */
const NO_OWNER =
  /^@?(?:modelcontextprotocol|application|src|libs?|docs?|examples?|samples?|packages?|tests?|servers?|apps?|cmd|pkg|internal|scripts|build|dist|bin|plugins?|api|quickstart-resources|[\w-]+\.[\w.-]+)\//

/**
 * Finds the names with "mcp" that are not among the known ones. Nearly all of them are products of others, because the policy
 * names the packages of this project, and only the best known ones of others.
 */
export function findUnknownNames(text: string, known: readonly Name[]): readonly Name[] {
  return [...text.matchAll(NAME_WITH_MCP)]
    .map(({ 0: words, index: start }) => ({ words, start }))
    .filter((name) => isProduct(name.words) && !known.some((other) => overlap(name, other)))
}

function isProduct(name: string): boolean {
  const slash = name.indexOf('/')
  if (slash < 0) return !COMMON_BEGINNING.test(name) && !COMMON_END.test(name)
  // A path like "host/mcp" is no name.
  return !NO_OWNER.test(name) && (name.startsWith('@') || name.includes('-', slash))
}

function overlap(one: Name, other: Name): boolean {
  return one.start < other.start + other.words.length && other.start < one.start + one.words.length
}
