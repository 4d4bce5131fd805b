import { FILE_SIGNATURE, type Head, type Model } from '../../src/classifier/model.ts'

/** Serializes a model for `readModel`. Little-endian; each head starts at a multiple of four bytes. */
export function writeModel({ areas, area, channel, type, association, priors, thresholds }: Model): Uint8Array {
  const header = new DataView(new ArrayBuffer(28))
  header.setUint32(0, FILE_SIGNATURE, true)
  const { temperature, high, medium, private: sensitive, doubt, areaTemperature } = thresholds
  for (const [index, number] of [temperature, high, medium, sensitive, doubt, areaTemperature].entries())
    header.setFloat32(4 + 4 * index, number, true)
  return concatenate([
    new Uint8Array(header.buffer),
    ...[area, channel, type].map(headBytes),
    floatBytes(association),
    floatBytes(priors),
    new TextEncoder().encode(areas.join('\n')),
  ])
}

/** The rows in `groups` are 16-bit numbers. */
const MAX_ROWS = 0xffff

function headBytes({ classes, groups, low, scale, weights }: Head): Uint8Array {
  if (scale.length > MAX_ROWS) throw new RangeError(`a head has at most ${MAX_ROWS} rows, not ${scale.length}`)
  const counts = new DataView(new ArrayBuffer(8))
  counts.setUint32(0, classes, true)
  counts.setUint32(4, scale.length, true)
  const firstRows = new DataView(new ArrayBuffer(2 * groups.length))
  for (const [group, row] of groups.entries()) firstRows.setUint16(2 * group, row, true)
  const indexes = [counts, firstRows].map(({ buffer }) => new Uint8Array(buffer))
  const body = concatenate([...indexes, low, scale, weights])
  return concatenate([body, new Uint8Array((4 - (body.length % 4)) % 4)])
}

function floatBytes(numbers: Float32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * numbers.length))
  for (const [index, number] of numbers.entries()) bytes.setFloat32(4 * index, number, true)
  return new Uint8Array(bytes.buffer)
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
