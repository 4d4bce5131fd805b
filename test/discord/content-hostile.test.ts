import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDiscordMarkdown } from '../../src/discord/discord-markdown.ts'
import { printContent, printLine } from '../../src/discord/github-markdown.ts'
import { cases } from '../support/cases.ts'
import { anyInline, discordText } from '../support/discord.ts'
import { effectsOf } from '../support/github-effects.ts'

const NO_EFFECTS = { mentions: [], references: [], html: [], images: [], headings: [], others: [] }

test('no message has an effect on GitHub, however its author formats it', () => {
  fc.assert(
    fc.property(discordText(), (source) => {
      const printed = printContent(readDiscordMarkdown(source))
      expect(effectsOf(printed), printed).toMatchObject(NO_EFFECTS)
    }),
    cases(10_000, 200),
  )
})

test('no sequence of pieces has an effect on GitHub', () => {
  fc.assert(
    fc.property(fc.array(anyInline(), { maxLength: 6 }), (pieces) => {
      for (const printed of [printContent(pieces), `**${printLine(pieces)}** · 15:04`])
        expect(effectsOf(printed), printed).toMatchObject(NO_EFFECTS)
    }),
    cases(10_000, 200),
  )
})
