import * as z from 'zod'
import { ACTIONABILITIES, SENSITIVITIES, TYPES } from './answers.ts'
import { id, sourceRef, text, url } from './schema-values.ts'

export const question = text
export const option = z.strictObject({ label: text, hint: text })
const typeOption = option.extend({
  /** The sensitivity that this type implies. */
  implies: z.enum(SENSITIVITIES).optional(),
  /** false: the area comes only from words and flags, and we do not ask for it. */
  asksArea: z.boolean().default(true),
  section: text,
  /** Other words that people type to find this type. */
  words: z.array(text).default([]),
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
const answersWithoutArea = z.strictObject({
  type: z.enum(TYPES),
  sensitivity: z.enum(SENSITIVITIES),
  actionability: z.enum(ACTIONABILITIES),
})

/** What people are asked, and what they can answer. */
export const questions = z.strictObject({
  type: z.strictObject({
    ask: question,
    sections: z.array(text),
    /** The types to list first; the person can ask for the others, or search them. Empty: all types are listed. */
    frequent: z.array(z.enum(TYPES)).default([]),
    options: z.record(z.enum(TYPES), typeOption),
  }),
  sensitivity: z.strictObject({ ask: question, options: z.record(z.enum(SENSITIVITIES), option) }),
  actionability: z.strictObject({ ask: question, options: z.record(z.enum(ACTIONABILITIES), option) }),
  area: z.strictObject({
    ask: question,
    unknown: option.extend({
      /** What to call the repository in a sentence if we do not know it. */
      repository: text.default('the repository that it is about'),
    }),
  }),
  /** What we ask a person before we suggest a private report: whether the behavior is intended. */
  intended: z.strictObject({
    ask: question,
    source: sourceRef,
    none: option,
    options: z.record(id, option.extend({ answers: answersWithoutArea })),
  }),
  /**
   * The reasons that we accept from a person who wants only a few people to read the text. We ask about them one by one. If none
   * holds, the text is public.
   */
  private: z
    .strictObject({
      source: sourceRef,
      none: text,
      criteria: z
        .array(z.strictObject({ ask: question, sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }))
        .min(1),
    })
    .nullable()
    .default(null),
})

/** Special cases: the author of a text has exposed their own secret, writes about somebody's private life, or wants only a few people to know. */
export const CASE_IDS = ['own-secret', 'private-news', 'closed-circle'] as const
export type CaseId = (typeof CASE_IDS)[number]
export const specialCase = z.strictObject({
  /** The answers for a text in this special case, whatever its other words say. */
  answers: z.strictObject({ type: z.enum(TYPES), sensitivity: z.enum(SENSITIVITIES).exclude(['public']) }),
  /** What to do before everything else. */
  first: z.strictObject({ text, url }).nullable().default(null),
})
