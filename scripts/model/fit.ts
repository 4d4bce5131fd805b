import { type Model, readModel, type Thresholds } from '../../src/classifier/model.ts'
import { areaBucket, BELIEF_WEIGHT } from '../../src/classifier/scorer.ts'
import { CHANNELS, TYPES } from '../../src/policy/answers.ts'
import { associationOf } from './association.ts'
import { foldsByAuthor } from './folds.ts'
import { trainHead } from './head.ts'
import { predict, type TrainingText, trainLogistic } from './logistic.ts'
import { channelFactors } from './priors.ts'
import type { TrainingExample } from './texts.ts'
import type { TrainInOrder } from './train-in-order.ts'
import { writeModel } from './write.ts'

/** The maximum number of features that each classifier keeps, so that the model is small enough for the package. */
const MAX_AREA_FEATURES = 17_000
const MAX_CHANNEL_FEATURES = 51_500
const MAX_TYPE_FEATURES = 11_500
/** Less work than for a shipped classifier, because these classifiers only estimate the areas of training texts. */
const BELIEF_TRAINING = { epochs: 3, orders: 4 } as const
const BELIEF_FOLDS = 3
/** The share of a text's target that is divided among the other acceptable channels. */
const ACCEPTED_SHARE = 0.1

/** Trains the three classifiers, and loads them as the program does. */
export async function fitModel(
  examples: readonly TrainingExample[],
  thresholds: Thresholds,
  trainInOrder: TrainInOrder,
): Promise<Model> {
  const areas = [...new Set(examples.map(({ area }) => area))].sort()
  const area = await trainHead(textsByArea(examples, areas), areas.length, MAX_AREA_FEATURES, trainInOrder)
  const withBeliefs = await createBeliefAdder(examples, areas, trainInOrder)
  const channel = await trainHead(
    examples.map((example) => ({ features: withBeliefs(example), target: channelTarget(example) })),
    CHANNELS.length,
    MAX_CHANNEL_FEATURES,
    trainInOrder,
  )
  const type = await trainHead(
    examples.map((example) => ({
      features: withBeliefs(example),
      target: oneHot(TYPES.indexOf(example.type), TYPES.length),
    })),
    TYPES.length,
    MAX_TYPE_FEATURES,
    trainInOrder,
  )
  return readModel(
    writeModel({
      areas,
      area,
      channel,
      type,
      association: associationOf(examples),
      priors: channelFactors(examples),
      thresholds,
    }),
  )
}

function textsByArea(examples: readonly TrainingExample[], areas: readonly string[]): readonly TrainingText[] {
  return examples.map(({ features, area }) => ({ features, target: oneHot(areas.indexOf(area), areas.length) }))
}

/**
 * Returns a function that adds the probability of each area to the features of a text. The probabilities come from a classifier
 * that was not trained on texts by the same author, just as the shipped classifier was not trained on texts by its users.
 */
async function createBeliefAdder(
  examples: readonly TrainingExample[],
  areas: readonly string[],
  trainInOrder: TrainInOrder,
): Promise<(example: TrainingExample) => TrainingText['features']> {
  const buckets = areas.map(areaBucket)
  const probabilitiesOf = new Map<TrainingExample, Float64Array>()
  for (const { training, heldOut } of foldsByAuthor(examples, BELIEF_FOLDS)) {
    const weights = await trainLogistic(textsByArea(training, areas), areas.length, trainInOrder, BELIEF_TRAINING)
    for (const example of heldOut) probabilitiesOf.set(example, predict(weights, example.features))
  }
  return (example) => ({
    bucket: [...example.features.bucket, ...buckets],
    weight: Float32Array.from([
      ...example.features.weight,
      ...(probabilitiesOf.get(example) ?? []).map((probability) => BELIEF_WEIGHT * probability),
    ]),
  })
}

function channelTarget({ channel, accept }: TrainingExample): Float32Array {
  const target = oneHot(CHANNELS.indexOf(channel), CHANNELS.length)
  const others = CHANNELS.filter((label) => label !== channel && accept.includes(label))
  if (others.length === 0) return target
  target[CHANNELS.indexOf(channel)] = 1 - ACCEPTED_SHARE
  for (const label of others) target[CHANNELS.indexOf(label)] = ACCEPTED_SHARE / others.length
  return target
}

function oneHot(index: number, length: number): Float32Array {
  const target = new Float32Array(length)
  target[index] = 1
  return target
}
