import type { CompletionShell } from './command.ts'

/** What may follow a flag, or what the arguments of a command are. An empty list: any text. */
export type Values = 'files' | readonly string[]
type FlagWords = {
  readonly names: readonly string[]
  readonly description: string
  /** null: the flag takes no value. */
  readonly values: Values | null
  readonly isRepeatable: boolean
}
/** A command or a group. `path` is empty for the program, and `issue open` for a command of a group. */
export type CommandWords = {
  readonly path: string
  readonly flags: readonly FlagWords[]
  readonly subcommands: readonly { readonly name: string; readonly description: string }[]
  readonly values: Values
}

/** For each shell, writes the script that completes these commands. */
export const SCRIPTS: Readonly<Record<CompletionShell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

function groupsOf(commands: readonly CommandWords[]): readonly string[] {
  return commands.flatMap(({ path, subcommands }) => (/^\S+$/.test(path) && subcommands.length > 0 ? [path] : []))
}

/** Quotes a word for bash or zsh. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function wordList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(' ', String.raw`\ `)).join(' ')
}

/** Also works in bash 3.2, which macOS has. That version cannot turn off `-o default`, so it offers files where none are expected. */
function bashScript(commands: readonly CommandWords[]): string {
  const list = (values: Values) => shellQuote(values === 'files' ? values : values.join('\n'))
  const cases = commands.map(({ path, flags, subcommands, values }) =>
    [
      `    ${shellQuote(path)})`,
      `      flags=${list(flags.flatMap(({ names }) => names))}`,
      `      words=${list(subcommands.length === 0 ? values : subcommands.map(({ name }) => name))}`,
      '      case $previous in',
      ...flags.flatMap((flag) =>
        flag.values === null ? [] : [`        ${flag.names.join('|')}) flags='' words=${list(flag.values)} ;;`],
      ),
      '      esac ;;',
    ].join('\n'),
  )
  return `# Completion of mcp-comms in bash
_mcp_comms() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' flags='' words='' word
  # Bash splits --flag=value into three words.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  ((COMP_CWORD > 1)) && path=\${COMP_WORDS[1]}
  case $path in ${groupsOf(commands).join('|')}) ((COMP_CWORD > 2)) && path+=" \${COMP_WORDS[2]}" ;; esac
  case $path in
${cases.join('\n')}
  esac
  COMPREPLY=()
  [[ $current == -* && -n $flags ]] && words=$flags
  # Bash offers files as long as COMPREPLY is empty.
  [[ $words == files ]] && return
  compopt +o default 2>/dev/null
  while IFS= read -r word; do
    [[ -n $word && $word == "$current"* ]] && printf -v word %q "$word" && COMPREPLY+=("$word")
  done <<< "$words"
}
complete -o default -F _mcp_comms mcp-comms
`
}

function zshAction(values: Values): string {
  return values === 'files' ? '_files' : `(${wordList(values)})`
}

function zshFlags({ names, description, values, isRepeatable }: FlagWords): readonly string[] {
  const start = isRepeatable ? '*' : `(${names.join(' ')})`
  const explanation = `[${description.replaceAll(/[\\:[\]]/g, String.raw`\$&`)}]`
  if (values === null) return names.map((name) => shellQuote(`${start}${name}${explanation}`))
  const end = `${explanation}:value:${zshAction(values)}`
  // The value follows the flag, either directly or as the next word.
  return names.map((name) => shellQuote(`${start}${name}${name.startsWith('--') ? '=' : '+'}${end}`))
}

function zshScript(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ path, flags, subcommands, values }) => {
    const depth = path === '' ? 0 : path.split(' ').length
    const argument =
      subcommands.length > 0 ? '1:command:{_describe command commands}' : `*:argument:${zshAction(values)}`
    return [
      `    ${shellQuote(path)})`,
      `      shift ${depth} words; (( CURRENT -= ${depth} ))`,
      `      commands=(${subcommands.map(({ name, description }) => shellQuote(`${name}:${description}`)).join(' ')})`,
      ...['      _arguments', ...flags.flatMap(zshFlags), shellQuote(argument)].join(' \\\n        ').split('\n'),
      '      ;;',
    ].join('\n')
  })
  return `#compdef mcp-comms
# Completion of mcp-comms in zsh
_mcp-comms() {
  local called=''
  local -a commands
  (( CURRENT > 2 )) && called=$words[2]
  case $called in ${groupsOf(commands).join('|')}) (( CURRENT > 3 )) && called+=" $words[3]" ;; esac
  case $called in
${cases.join('\n')}
  esac
}
# A file in $fpath is called as a function. Any other file is sourced.
if [[ $funcstack[1] == _mcp-comms ]]; then _mcp-comms "$@"; else compdef _mcp-comms mcp-comms; fi
`
}

function fishScript(commands: readonly CommandWords[]): string {
  const fishQuote = (text: string) => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
  const action = (values: Values) => {
    if (values === 'files') return ' -F'
    return values.length === 0 ? '' : ` -a ${fishQuote(wordList(values))}`
  }
  const valueAfterFlag = (values: Values | null) => {
    if (values === null) return ''
    return values === 'files' ? ' -r -F' : ` -x${action(values)}`
  }
  const lines = commands.flatMap(({ path, flags, subcommands, values }) => {
    // Offers the commands of a group only directly after its name, and the flags of a command anywhere after it.
    const test = subcommands.length > 0 ? '__mcp_comms_is' : '__mcp_comms_in'
    const start = `complete -c mcp-comms -n ${fishQuote(`${test} ${path}`.trimEnd())}`
    return [
      ...subcommands.map(({ name, description }) => `${start} -a ${name} -d ${fishQuote(description)}`),
      ...flags.map(({ names, description, values }) => {
        const nameOptions = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
        return `${start} ${nameOptions.join(' ')} -d ${fishQuote(description)}${valueAfterFlag(values)}`
      }),
      ...(values.length === 0 ? [] : [`${start}${action(values)}`]),
    ]
  })
  return `# Completion of mcp-comms in fish
function __mcp_comms_is
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end
function __mcp_comms_in
    set -l words (commandline -opc)
    set -e words[1]
    string match -q -- "$argv *" "$words "
end
complete -c mcp-comms -f
${lines.join('\n')}
`
}
