import { randomOrder } from './random.ts'

/**
 * Texts as flat arrays, which threads can share. The features of text `i` are at the indexes from `starts[i]` to `starts[i + 1]`.
 * `row`: the row of weights of each feature. `targets`: the share of each class in the label of each text. `fingerprints`: a number
 * for each text, which decides its place in the order.
 */
export type TrainingSet = {
  readonly classes: number
  /** The number of rows of weights. */
  readonly rows: number
  readonly starts: Int32Array
  readonly row: Int32Array
  readonly weight: Float32Array
  readonly targets: Float32Array
  readonly fingerprints: Int32Array
}
/** `seed` determines the order of the texts. */
export type TrainingOrder = { readonly seed: number; readonly epochs: number }
/** Trains on the texts in one order. Returns a row of weights for each row of features. */
export type TrainInOrder = (set: TrainingSet, order: TrainingOrder) => Float32Array | Promise<Float32Array>

/**
 * If several classes are right, this share of the target is divided among them in proportion to the model's predictions. The
 * rest follows the label. So the model may prefer any of the right classes, which makes its probabilities more useful.
 */
const PREDICTED_SHARE = 0.8
/** The weights are averaged over this last part of the epochs, so that the order of the texts matters less. */
const AVERAGED_PART = 5 / 8
const LEARNING_RATE = 0.2
/** Prevents a division by zero. */
const EPSILON = 1e-4

/** Trains with AdaGrad. Returns the weights, averaged over the last epochs. */
export function trainInOrder(set: TrainingSet, { seed, epochs }: TrainingOrder): Float32Array {
  const values = new Float32Array(set.rows * set.classes)
  const squares = new Float32Array(values.length)
  const averages = new Float32Array(values.length)
  const averagedEpochs = Math.ceil(AVERAGED_PART * epochs)
  const learn = createTrainingStep(set, values, squares)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const text of randomOrder(set.fingerprints, seed + epoch)) learn(text)
    if (epoch >= epochs - averagedEpochs) addScaled(averages, values, 1 / averagedEpochs)
  }
  return averages
}

/** Returns a function that moves the weights one step toward the target of a text. */
function createTrainingStep(set: TrainingSet, values: Float32Array, squares: Float32Array): (text: number) => void {
  const { classes, starts, row, weight, targets } = set
  const probabilities = new Float64Array(classes)
  const errors = new Float64Array(classes)
  return (text) => {
    const [first, end] = [starts[text] ?? 0, starts[text + 1] ?? 0]
    predictClasses(values, row.subarray(first, end), weight.subarray(first, end), probabilities)
    findErrors(targets.subarray(text * classes, (text + 1) * classes), probabilities, errors)
    for (let feature = first; feature < end; feature++) {
      const start = (row[feature] ?? 0) * classes
      const strength = weight[feature] ?? 0
      for (let index = 0; index < classes; index++) {
        const gradient = (errors[index] ?? 0) * strength
        const square = (squares[start + index] ?? 0) + gradient * gradient
        squares[start + index] = square
        values[start + index] =
          (values[start + index] ?? 0) - (LEARNING_RATE * gradient) / (Math.sqrt(square) + EPSILON)
      }
    }
  }
}

/** Writes into `errors` by how much each probability is too high. For the target, see `PREDICTED_SHARE`. */
function findErrors(target: Float32Array, probabilities: Float64Array, errors: Float64Array): void {
  let right = EPSILON
  for (let index = 0; index < target.length; index++) if ((target[index] ?? 0) > 0) right += probabilities[index] ?? 0
  for (let index = 0; index < target.length; index++) {
    const probability = probabilities[index] ?? 0
    const part = target[index] ?? 0
    const adjusted = part > 0 ? (1 - PREDICTED_SHARE) * part + (PREDICTED_SHARE * probability) / right : 0
    errors[index] = probability - adjusted
  }
}

/** Writes the probability of each class into `probabilities`. `row` and `weight` are the features of a text. */
export function predictClasses(
  values: Float32Array,
  row: Int32Array,
  weight: Float32Array,
  probabilities: Float64Array,
): void {
  const classes = probabilities.length
  probabilities.fill(0)
  for (let feature = 0; feature < row.length; feature++) {
    const start = (row[feature] ?? 0) * classes
    const strength = weight[feature] ?? 0
    for (let index = 0; index < classes; index++)
      probabilities[index] = (probabilities[index] ?? 0) + (values[start + index] ?? 0) * strength
  }
  const largest = Math.max(...probabilities)
  let total = 0
  for (let index = 0; index < classes; index++) {
    probabilities[index] = Math.exp((probabilities[index] ?? 0) - largest)
    total += probabilities[index] ?? 0
  }
  for (let index = 0; index < classes; index++) probabilities[index] = (probabilities[index] ?? 0) / total
}

export function addScaled(sums: Float32Array, values: Float32Array, factor: number): void {
  for (let index = 0; index < values.length; index++) sums[index] = (sums[index] ?? 0) + (values[index] ?? 0) * factor
}
