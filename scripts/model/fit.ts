import { LABELS, type Model, readModel, type Thresholds } from '../../src/classifier/model.ts'
import { TYPES } from '../../src/policy/answers.ts'
import { associationOf } from './association.ts'
import { trainHead } from './head.ts'
import type { Example } from './texts.ts'
import { writeModel } from './write.ts'

/** How many features each classifier keeps, so that the model stays small enough for the package. */
const CHANNEL_ROWS = 60_000
const TYPE_ROWS = 14_000
/** The share of the target that is divided among the other acceptable channels. */
const ACCEPTED = 0.1

/** Trains both classifiers, and loads them as the program will. */
export function fitModel(examples: readonly Example[], thresholds: Thresholds): Model {
  const channel = trainHead(
    examples.map((example) => ({ features: example.features, target: channelTarget(example) })),
    LABELS.length,
    CHANNEL_ROWS,
  )
  const type = trainHead(
    examples.map((example) => ({
      features: example.features,
      target: oneHot(TYPES.indexOf(example.type), TYPES.length),
    })),
    TYPES.length,
    TYPE_ROWS,
  )
  return readModel(writeModel({ channel, type, association: associationOf(examples), thresholds }))
}

function channelTarget({ channel, accept }: Example): Float32Array {
  const target = oneHot(LABELS.indexOf(channel), LABELS.length)
  const others = LABELS.filter((label) => label !== channel && accept.includes(label))
  if (others.length === 0) return target
  target[LABELS.indexOf(channel)] = 1 - ACCEPTED
  for (const label of others) target[LABELS.indexOf(label)] = ACCEPTED / others.length
  return target
}

function oneHot(index: number, length: number): Float32Array {
  const target = new Float32Array(length)
  target[index] = 1
  return target
}
