import {
  type Attachment,
  cleanName,
  type DayAndTime,
  divideText,
  type Message,
  type Person,
  type Reaction,
  type Reply,
  withFurtherParts,
} from './conversation.ts'
import { type Names, readDiscordMarkdown } from './discord-markdown.ts'

export type MessageMetadata = {
  readonly author: Person
  readonly when: DayAndTime
  readonly reply: Reply | null
  readonly notice: string | null
}

const EDITED =
  /[ \n]?\((?:edited|bearbeitet|modifié|editado|modificato|bewerkt|edytowano|edytowane|изменено|編集済|編集済み|已编辑|수정됨)\)$/

/** Returns several messages if the text is too long for one. */
export function readPastedMessage(
  lines: readonly string[],
  metadata: MessageMetadata,
  names: Names,
): readonly Message[] {
  const { notice, ...otherMetadata } = metadata
  const { reactions, rest } = splitReactions(lines)
  const { attachments, rest: textLines } = splitAttachments(rest)
  const text = textLines.join('\n').trim()
  const [first = '', ...others] = divideText(text.replace(EDITED, ''))
  const message: Message = {
    ...otherMetadata,
    id: null,
    kind: notice === null ? 'message' : 'notice',
    content: readDiscordMarkdown(notice === null ? first : [notice, first].join(' ').trim(), names),
    isEdited: EDITED.test(text),
    forwarded: null,
    embeds: [],
    attachments,
    stickers: [],
    reactions,
  }
  return withFurtherParts(
    message,
    others.map((part) => readDiscordMarkdown(part, names)),
  )
}

const EMOJI =
  /^(?:\p{Extended_Pictographic}[\p{M}\p{Cf}\p{Extended_Pictographic}\p{Emoji_Modifier}]{0,12}|:\w{2,40}:)$/u
const MAX_REACTIONS = 40

/** Splits off the reactions below a message. Each is an emoji on a line, and a number on the next line. */
function splitReactions(lines: readonly string[]): {
  readonly rest: readonly string[]
  readonly reactions: readonly Reaction[]
} {
  const reactions: Reaction[] = []
  let end = lines.findLastIndex((line) => line.trim() !== '') + 1
  while (end >= 2 && reactions.length < MAX_REACTIONS) {
    const [emoji = '', count = ''] = lines.slice(end - 2, end).map((line) => line.trim())
    if (!(EMOJI.test(emoji) && /^\d{1,6}$/.test(count))) break
    reactions.unshift({ emoji, count: Number(count) })
    end -= 2
  }
  return { rest: lines.slice(0, end), reactions }
}

const SIZE = /^\d{1,4}(?:[.,]\d{1,3})? ?(?:bytes?|octets?|[KMG]i?B|[KMG]o|[КМГ]Б)$/i
const FILE_NAME = /^\S.{0,99}\.\w{1,8}$/
/** A line above the name of a file: a button, or the kind of file. */
const LABEL = /^(?:expand|collapse|afficher plus|erweitern|확장|展开|.{3,40}: ?[\w/-]{2,30})$/i
/** The word that a copied text has in place of a picture. */
const PICTURE = /^(?:image|bild|imagen|imagem|immagine|afbeelding|obraz|изображение|画像|图片|이미지)$/i

/** Splits off the attached files: each is a name on a line and a size on the next line, or a word in place of a picture. */
function splitAttachments(lines: readonly string[]): {
  readonly rest: readonly string[]
  readonly attachments: readonly Attachment[]
} {
  const attachments: Attachment[] = []
  const rest: string[] = []
  for (const line of lines) {
    const bare = line.trim()
    const name = rest.at(-1)?.trim() ?? ''
    if (SIZE.test(bare) && FILE_NAME.test(name)) {
      rest.pop()
      if (LABEL.test(rest.at(-1)?.trim() ?? '')) rest.pop()
      attachments.push({ name: cleanName(name, 'a file'), size: bare })
    } else if (PICTURE.test(bare)) attachments.push({ name: 'an image', size: null })
    else rest.push(line)
  }
  return { rest, attachments }
}
