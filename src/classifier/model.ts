import type { Channel } from '../policy/answers.ts'

/**
 * Each feature has a number, its bucket, which is a hash of this many bits. With only 18 bits, a fifth of the features that the model
 * does not know would collide with one that it knows.
 */
export const HASH_BITS = 20
/** Buckets that differ only in their last bits are a group. */
const LOW_BITS = 8
const GROUPS = 1 << (HASH_BITS - LOW_BITS)

/** One linear classifier: a row of small weights for each feature that it kept. */
export type Head = {
  readonly classes: number
  /** The first row of each group of buckets, and the number of rows. The rows are in the order of their buckets. */
  readonly groups: Uint16Array
  /** The last bits of the bucket of each row. */
  readonly low: Uint8Array
  /** For each row, the step between two weights, as an exponent: see `scaleOf`. */
  readonly scale: Uint8Array
  /** Two weights per byte, each from -7 to 7, stored with 8 added. */
  readonly weights: Uint8Array
}

/** Channels for private reports. What only a few people may know (`private-discord`) is not a report. */
export const REPORT_CHANNELS: readonly Channel[] = ['security-advisory', 'conduct']

/** We chose these numbers on texts that the model had not seen: see MODEL.md. */
export type Thresholds = {
  /** Divides the logits, so that the probabilities match how often the classifier is right. */
  readonly temperature: number
  /** The probabilities from which the confidence is high or medium. */
  readonly high: number
  readonly medium: number
  /** A text that must be private with at least this probability goes to a private channel. */
  readonly private: number
  /**
   * We ask about the sensitivity if a text for a public channel is sensitive with at least this probability, or a text for a
   * private channel is public with more than this probability.
   */
  readonly doubt: number
  /** The same as `temperature`, for areas. */
  readonly areaTemperature: number
}
export type Model = {
  /** The ids of the areas that the model knows, in the order of the classes of `area`. */
  readonly areas: readonly string[]
  readonly area: Head
  readonly channel: Head
  readonly type: Head
  /** How much more often a type and a channel occur together than by chance: a row for each type. */
  readonly association: Float32Array
  /**
   * A factor for each channel: above 1 if the channel is likelier in practice than among the training texts. 1 for private
   * channels.
   */
  readonly priors: Float32Array
  readonly thresholds: Thresholds
}

export const FILE_SIGNATURE = 0x6d637035

/** Reads a model file. Copies it only if it is not aligned in memory. @throws RangeError if it is too short or not a model. */
export function readModel(bytes: Uint8Array): Model {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength)
  if (view.getUint32(0, true) !== FILE_SIGNATURE)
    throw new RangeError('the model file is damaged; install mcp-comms again')
  const number = (index: number) => view.getFloat32(4 + 4 * index, true)
  const thresholds = {
    temperature: number(0),
    high: number(1),
    medium: number(2),
    private: number(3),
    doubt: number(4),
    areaTemperature: number(5),
  }
  const area = readHead(aligned, view, 28)
  const channel = readHead(aligned, view, area.end)
  const type = readHead(aligned, view, channel.end)
  const pairs = channel.head.classes * type.head.classes
  const association = new Float32Array(aligned.buffer, aligned.byteOffset + type.end, pairs)
  const priors = new Float32Array(aligned.buffer, aligned.byteOffset + type.end + 4 * pairs, channel.head.classes)
  const end = type.end + 4 * (pairs + priors.length)
  const areas = new TextDecoder().decode(aligned.subarray(end)).split('\n')
  return { areas, area: area.head, channel: channel.head, type: type.head, association, priors, thresholds }
}

function readHead(bytes: Uint8Array, view: DataView, start: number): { readonly head: Head; readonly end: number } {
  const classes = view.getUint32(start, true)
  const rows = view.getUint32(start + 4, true)
  const groupsAt = start + 8
  const lowAt = groupsAt + 2 * (GROUPS + 1)
  const scaleAt = lowAt + rows
  const weightsAt = scaleAt + rows
  const end = weightsAt + rows * Math.ceil(classes / 2)
  return {
    head: {
      classes,
      groups: new Uint16Array(bytes.buffer, bytes.byteOffset + groupsAt, GROUPS + 1),
      low: bytes.subarray(lowAt, scaleAt),
      scale: bytes.subarray(scaleAt, weightsAt),
      weights: bytes.subarray(weightsAt, end),
    },
    end: Math.ceil(end / 4) * 4,
  }
}

/** Returns the row of a bucket, or -1 if the head has no row for it. */
export function rowOf({ groups, low }: Head, bucket: number): number {
  const group = bucket >>> LOW_BITS
  const end = groups[group + 1] ?? 0
  const wanted = lowBits(bucket)
  for (let row = groups[group] ?? 0; row < end; row++) if (low[row] === wanted) return row
  return -1
}

/** Returns the parts of a head by which `rowOf` finds the row of each of these buckets. They must be in ascending order. */
export function indexBuckets(buckets: readonly number[]): Pick<Head, 'groups' | 'low'> {
  const groups = new Uint16Array(GROUPS + 1)
  for (const bucket of buckets) {
    const next = (bucket >>> LOW_BITS) + 1
    groups[next] = (groups[next] ?? 0) + 1
  }
  for (let group = 1; group <= GROUPS; group++) groups[group] = (groups[group] ?? 0) + (groups[group - 1] ?? 0)
  return { groups, low: Uint8Array.from(buckets, lowBits) }
}

function lowBits(bucket: number): number {
  return bucket & ((1 << LOW_BITS) - 1)
}

/** The powers of two with exponents from -48 to 15.75, in steps of a quarter. */
const SCALES = new Float64Array(256)
for (let exponent = 0; exponent < SCALES.length; exponent++) SCALES[exponent] = 2 ** (exponent / 4 - 48)

export function scaleOf(exponent: number): number {
  return SCALES[exponent] ?? 0
}

/** Adds the weights of a row, multiplied by `factor`, to the sums of all classes, which begin at the index `from`. */
export function addRow(head: Head, sums: Float64Array, row: number, factor: number, from = 0): void {
  const bytes = bytesPerRow(head)
  const start = row * bytes
  const step = scaleOf(head.scale[row] ?? 0) * factor
  for (let index = 0; index < bytes; index++) {
    const pair = head.weights[start + index] ?? 0
    const sumIndex = from + 2 * index
    sums[sumIndex] = (sums[sumIndex] ?? 0) + step * lowWeight(pair)
    sums[sumIndex + 1] = (sums[sumIndex + 1] ?? 0) + step * highWeight(pair)
  }
}

/** Returns by how much the weight of a row for one class exceeds the mean of its weights for all classes. */
export function weightAboveMean(head: Head, row: number, classIndex: number): number {
  const start = row * bytesPerRow(head)
  const weightOf = (index: number) => {
    const pair = head.weights[start + (index >>> 1)] ?? 0
    return index % 2 === 0 ? lowWeight(pair) : highWeight(pair)
  }
  let total = 0
  for (let index = 0; index < head.classes; index++) total += weightOf(index)
  return (weightOf(classIndex) - total / head.classes) * scaleOf(head.scale[row] ?? 0)
}

/** Returns a zero for each class, and one more if the number of classes is odd, because `addRow` writes pairs. */
export function emptySums(head: Head): Float64Array {
  return new Float64Array(sizeOfSums(head))
}

export function sizeOfSums(head: Head): number {
  return 2 * bytesPerRow(head)
}

function bytesPerRow({ classes }: Head): number {
  return (classes + 1) >>> 1
}

function lowWeight(pair: number): number {
  return (pair & 15) - 8
}

function highWeight(pair: number): number {
  return (pair >>> 4) - 8
}

const PRIME = 0x01000193
const BASIS = 0x811c9dc5

/** Continues an FNV-1a hash over the UTF-16 units of a part of a text, without creating a string for that part. */
export function hash(text: string, seed: number = BASIS, from = 0, to: number = text.length): number {
  let value = seed
  for (let index = from; index < to; index++) value = Math.imul(value ^ text.charCodeAt(index), PRIME)
  return value
}

/** Returns the bucket of the feature with this hash. */
export function bucketOf(hashed: number): number {
  return (hashed ^ (hashed >>> 15)) & ((1 << HASH_BITS) - 1)
}

/** The start of the hash of most kinds of feature, so that a word and a piece with the same letters are different features. */
export const SEEDS = {
  word: hash('w '),
  next: hash('n '),
  afterNext: hash('s '),
  first: hash('f '),
  last: hash('l '),
  piece: hash('c '),
  concept: hash('k '),
  translation: hash('m '),
}

/** How much each kind of feature counts, in twentieths of a plain word: sums of integers are exact in any order. */
export const COUNTS = {
  word: 20,
  next: 16,
  afterNext: 8,
  first: 20,
  last: 14,
  piece: 7,
  concept: 14,
  conceptPair: 10,
  translation: 30,
  translationMark: 15,
  signal: 40,
  naming: 40,
  shape: 20,
}
