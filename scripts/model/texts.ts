import * as z from 'zod'
import { type AreaPolicy, findAreas, indexAreas } from '../../src/classifier/areas.ts'
import { type Features, featuresOf } from '../../src/classifier/features.ts'
import { CHANNELS, type Channel, SENSITIVITIES, TYPES } from '../../src/policy/answers.ts'

const labeledText = z.object({
  id: z.string(),
  text: z.string().min(1),
  channel: z.enum(CHANNELS),
  accept: z.array(z.enum(CHANNELS)).default([]),
  type: z.enum(TYPES),
  sensitivity: z.enum(SENSITIVITIES),
  /** The id of an area; "none": the text is about no area of the policy. */
  area: z.string().default('none'),
  /** The name of the repository that the text is about, without its owner. Only the texts for `npm run eval` have it. */
  repo: z.string().nullable().default(null),
  /** What makes the text hard to classify, in a word or two. */
  kind: z.string().default(''),
  author: z.string().default(''),
  lang: z.string().default('en'),
})
export type LabeledText = z.output<typeof labeledText>
export type TrainingExample = LabeledText & { readonly features: Features }

/** Parses labeled texts from JSON Lines. @throws SyntaxError if a line is not JSON, or Error with the number of an invalid line */
export function parseTexts(content: string, file: string): readonly LabeledText[] {
  return content
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const parsed = labeledText.safeParse(JSON.parse(line))
      if (parsed.success) return parsed.data
      throw new Error(`${file}:${index + 1}: ${z.prettifyError(parsed.error)}`)
    })
}

export function withFeatures(texts: readonly LabeledText[], policy: AreaPolicy): readonly TrainingExample[] {
  const areaIndex = indexAreas(policy)
  return texts.map((labeled) => ({
    ...labeled,
    features: featuresOf(labeled.text, findAreas(areaIndex, labeled.text), { listWords: true }),
  }))
}

/** Whether an answer is the labeled channel or another acceptable one. */
export function isAccepted({ channel, accept }: LabeledText, answer: Channel): boolean {
  return answer === channel || accept.includes(answer)
}
