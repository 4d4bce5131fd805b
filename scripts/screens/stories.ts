import { readFileSync } from 'node:fs'
import { jsonExport, RELEASE_CHANNEL, RELEASE_CONVERSATION } from '../../test/support/discord-exports.ts'
import { RECORD } from '../../test/support/record.ts'
import { sepDraft } from '../../test/support/sep-draft.ts'

/** Pictures that are taken one after another, in the same folder and with the same fake GitHub. */
export type Story = {
  readonly scenes: readonly Scene[]
  /** The seed file of the fake GitHub. Missing: the commands run without GitHub. */
  readonly seed?: string
  /** The files in the folder, by name. */
  readonly files?: Readonly<Record<string, () => string>>
}

/** One picture. */
export type Scene = {
  readonly file: string
  readonly steps: readonly SceneStep[]
  readonly rows?: number
}

/** A command, or changes that others make on GitHub, with a remark that describes them. */
export type SceneStep = Command | { readonly remark: string; readonly changes: readonly object[] }
export type Command = {
  readonly argv: readonly string[]
  readonly keys: readonly KeyPress[]
  /** We take the picture as soon as this text appears; by default, when the command ends. */
  readonly until?: string
}
/** Keys to press as soon as a text appears. */
type KeyPress = readonly [text: string, keys: string]

const ENTER = '\r'
const DOWN = '\u001B[B'

/** Answers a question in one line instead of in the editor. */
const writeHere = (answer: string): readonly KeyPress[] => [
  ['Leave it empty', DOWN + ENTER],
  // Cyan: the choice is selected.
  ['\u001B[36mWrite it here', answer + ENTER],
]

/** Pictures for the README and docs/, each made from a real run in a real pseudo-terminal. */
export const STORIES: readonly Story[] = [
  {
    scenes: [
      {
        file: '.github/screens/walk.svg',
        steps: [
          {
            argv: ['where'],
            keys: [
              ['Something is broken', ENTER],
              ['May everyone read it?', ENTER],
              ['Can it be reproduced?', ENTER],
              ['Where does it happen?', DOWN + DOWN + DOWN + ENTER],
              ['Start writing it now?', DOWN + ENTER],
            ],
          },
        ],
      },
    ],
  },
  {
    scenes: [
      {
        file: '.github/screens/private.svg',
        steps: [{ argv: ['where', '--no-input', "the go sdk lets me read another tenant's events"], keys: [] }],
      },
    ],
  },
  {
    seed: 'test/support/fake-github/seeds/walk.yaml',
    scenes: [
      {
        file: '.github/screens/post.svg',
        rows: 58,
        steps: [
          {
            argv: ['where', 'stdio client hangs when the server exits early, python sdk'],
            keys: [
              ['Start writing it now?', ENTER],
              ['Title', ENTER],
              ['Write it in', ENTER],
              ['Versions', 'Python 3.13, mcp 2.1\r'],
              ['Is everything right?', ENTER],
              ['Did AI help with it?', ENTER],
              ['How do you want to post it?', DOWN + ENTER],
            ],
          },
        ],
      },
    ],
  },
  {
    seed: 'test/support/fake-github/seeds/release.yaml',
    files: { 'release.yaml': () => planInDocs('release.yaml') },
    scenes: [
      {
        file: '.github/screens/bulk.svg',
        rows: 31,
        steps: [
          {
            argv: ['issue', 'bulk', 'release.yaml', '--apply', '--ai-disclosure', 'none'],
            keys: [['Type 6 to create all of them', '6\r']],
            until: ' 4/7 ',
          },
        ],
      },
    ],
  },
  {
    seed: 'test/support/fake-github/seeds/decision.yaml',
    files: { 'conversation.json': () => jsonExport(RELEASE_CONVERSATION, RELEASE_CHANNEL), 'record.md': () => RECORD },
    scenes: [
      {
        file: '.github/screens/conversation.svg',
        rows: 70,
        steps: [
          {
            argv: 'discussion new --from-discord conversation.json --repo example/protocol --category ideas --label notes -o conversation.md'.split(
              ' ',
            ),
            keys: [
              ['Title', ENTER],
              ...writeHere('Releases wait for one person. We could take turns.'),
              ...writeHere('Who begins.'),
              ...writeHere('The maintainers decide it when they meet.'),
              ['Is everything right?', ENTER],
            ],
          },
          { argv: ['discussion', 'open', 'conversation.md'], keys: [['Post it to', ENTER]] },
        ],
      },
      {
        file: '.github/screens/decision.svg',
        rows: 44,
        steps: [{ argv: ['decision', 'open', 'record.md'], keys: [['Post it to', ENTER]] }],
      },
      {
        file: '.github/screens/closed.svg',
        rows: 50,
        steps: [
          { argv: 'issue plan https://github.com/example/protocol/issues/2 -o plan.yaml'.split(' '), keys: [] },
          { argv: ['issue', 'bulk', 'plan.yaml', '--apply'], keys: [['Type 2 to create all of them', '2\r']] },
          {
            remark: 'the pull requests that close them are merged: "Closes #3", "Closes #4"',
            changes: [3, 4].map((number) => ({
              ...{ change: 'edit', repository: 'example/protocol', number },
              set: { closed: true },
            })),
          },
          {
            argv: 'decision list --repo example/protocol --about https://github.com/example/protocol/discussions/1'.split(
              ' ',
            ),
            keys: [],
          },
        ],
      },
    ],
  },
  {
    seed: 'test/support/fake-github/seeds/proposal.yaml',
    files: { 'seps/0000-icons-for-tools.md': sepDraft },
    scenes: [
      {
        file: '.github/screens/sep.svg',
        rows: 41,
        steps: [{ argv: ['sep', 'open', 'seps/0000-icons-for-tools.md'], keys: [['Put it on a branch', ENTER]] }],
      },
    ],
  },
]

function planInDocs(name: string): string {
  return readFileSync('docs/bulk.md', 'utf8').split(`\`\`\`yaml\n# ${name}\n`)[1]?.split('```')[0] ?? ''
}
