import * as z from 'zod'
import { ACTIONABILITIES, SENSITIVITIES, TYPES } from './answers.ts'
import { id, line, sourceRef, url } from './schema-values.ts'

export const question = line
export const option = z.strictObject({ label: line, hint: line })
const typeOption = option.extend({
  /** The sensitivity that this type implies. */
  implies: z.enum(SENSITIVITIES).optional(),
  /** false: we take the area from words and flags, and ask nobody for it. */
  asksArea: z.boolean().default(true),
  section: line,
  /** Other words that people type to find this type. */
  words: z.array(line).default([]),
  /** The wording of the question about actionability for this type, if the general wording does not fit. */
  actionability: z
    .strictObject({
      ask: question.optional(),
      actionable: option.optional(),
      'open-ended': option.optional(),
      'ad-hoc': option.optional(),
    })
    .optional(),
})
const partialAnswers = z.strictObject({
  type: z.enum(TYPES),
  sensitivity: z.enum(SENSITIVITIES),
  actionability: z.enum(ACTIONABILITIES),
})

/** What people are asked, and what they can answer. */
export const questions = z.strictObject({
  type: z.strictObject({
    ask: question,
    sections: z.array(line),
    /** The types that we show first. We show the others when the person asks for more or types. Empty: we show all. */
    frequent: z.array(z.enum(TYPES)).default([]),
    options: z.record(z.enum(TYPES), typeOption),
  }),
  sensitivity: z.strictObject({ ask: question, options: z.record(z.enum(SENSITIVITIES), option) }),
  actionability: z.strictObject({ ask: question, options: z.record(z.enum(ACTIONABILITIES), option) }),
  area: z.strictObject({
    ask: question,
    unknown: option.extend({
      /** The words for the repository in a sentence, if we do not know it. */
      repository: line.default('the repository that it is about'),
    }),
  }),
  /** We ask this before we send anyone to a private report: is it intended behavior? */
  intended: z.strictObject({
    ask: question,
    source: sourceRef,
    none: option,
    options: z.record(id, option.extend({ answers: partialAnswers })),
  }),
  /** The only reasons for a private channel. We ask about them one by one. If none holds, the text is public. */
  private: z
    .strictObject({
      source: sourceRef,
      none: line,
      criteria: z
        .array(z.strictObject({ ask: question, sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }))
        .min(1),
    })
    .nullable()
    .default(null),
})

/** What a text can say about its author: they have exposed a secret of their own, or they write about their private life. */
export const CASE_IDS = ['own-secret', 'private-news'] as const
export type CaseId = (typeof CASE_IDS)[number]
export const specialCase = z.strictObject({
  /** The answers for a text with this case, whatever its other words say. */
  answers: z.strictObject({ type: z.enum(TYPES), sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }),
  /** What to do before everything else. */
  first: z.strictObject({ text: line, url }).nullable().default(null),
})
