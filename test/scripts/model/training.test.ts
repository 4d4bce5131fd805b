import { describe, expect, test } from 'vitest'
import { fitModel } from '../../../scripts/model/fit.ts'
import { randomOrder } from '../../../scripts/model/random.ts'
import { reportOn, type ScoredText } from '../../../scripts/model/report.ts'
import { type LabeledText, parseTexts, withFeatures } from '../../../scripts/model/texts.ts'
import { THRESHOLDS } from '../../../scripts/model/thresholds.ts'
import { trainInOrder } from '../../../scripts/model/train-in-order.ts'
import { trainInThread } from '../../../scripts/model/train-in-thread.ts'
import { writeModel } from '../../../scripts/model/write.ts'
import { createScorer } from '../../../src/classifier/scorer.ts'
import { CHANNELS } from '../../../src/policy/answers.ts'
import { mcp } from '../../support/policy.ts'

const labeled = (text: string, channel: LabeledText['channel'], type: LabeledText['type']): LabeledText => ({
  id: text,
  text,
  channel,
  accept: [],
  type,
  sensitivity: channel === 'conduct' ? 'people' : channel === 'security-advisory' ? 'security' : 'public',
  area: 'none',
  repo: null,
  kind: '',
  author: 'a',
  lang: 'en',
})
const TEXTS = [
  labeled('the server crashes', 'issue', 'bug'),
  labeled('a crash on start', 'issue', 'bug'),
  labeled('please add a dark theme', 'discussion', 'feature'),
  labeled('an option for themes would help', 'discussion', 'feature'),
  labeled('he insults people', 'conduct', 'conduct'),
]

describe('training', () => {
  const examples = withFeatures(TEXTS, mcp)

  test('learns the training texts', async () => {
    const { score } = createScorer(await fitModel(examples, THRESHOLDS, trainInOrder))
    for (const { features, channel: expected } of examples) {
      const shares = score(features).channel
      expect(CHANNELS[shares.indexOf(Math.max(...shares))]).toBe(expected)
    }
  })

  test('creates the same model from the same texts, byte for byte', async () => {
    const first = writeModel(await fitModel(examples, THRESHOLDS, trainInOrder))
    expect(Buffer.compare(first, writeModel(await fitModel(examples, THRESHOLDS, trainInOrder)))).toBe(0)
  })
})

test('a thread trains as the main thread does', async () => {
  const set = {
    classes: 2,
    rows: 2,
    starts: Int32Array.of(0, 1, 2),
    row: Int32Array.of(0, 1),
    weight: Float32Array.of(1, 1),
    targets: Float32Array.of(1, 0, 0, 1),
    fingerprints: Int32Array.of(3, 4),
  }
  const order = { seed: 1, epochs: 3 }
  expect(await trainInThread(set, order)).toEqual(await trainInOrder(set, order))
})

test('a new text does not change the order of the others', () => {
  const order = [...randomOrder(Int32Array.of(10, 20, 30, 40, 50, 60), 7)]
  const withNew = [...randomOrder(Int32Array.of(10, 20, 30, 40, 50, 60, 70), 7)]
  expect(withNew.filter((text) => text !== 6)).toEqual(order)
  expect(order).not.toEqual(order.toSorted())
})

describe('labeled texts', () => {
  test('an invalid line is reported with its number', () => {
    expect(() => parseTexts('{"id":"1","text":"x","channel":"nowhere"}', 'f.jsonl')).toThrow(/^f\.jsonl:1: .*channel/s)
  })
})

describe('a report', () => {
  const scored = (
    text: LabeledText,
    channel: ScoredText['channel'],
    confidence: ScoredText['confidence'] = 'high',
  ): ScoredText => ({
    labeled: text,
    channel,
    confidence,
    probability: 0.9,
    repo: null,
    repoConfidence: null,
    candidates: [],
  })
  const [bug, crash, feature, , insult] = TEXTS as [LabeledText, LabeledText, LabeledText, LabeledText, LabeledText]
  const otherProduct = {
    ...labeled('a hole in another product', 'elsewhere', 'vulnerability'),
    sensitivity: 'security',
  } as const

  test('counts accepted answers, leaks and false alarms', () => {
    const report = reportOn([
      scored(bug, 'issue'),
      scored({ ...crash, accept: ['discussion'] }, 'discussion'),
      scored(feature, 'security-advisory', 'low'),
      scored(insult, 'discussion', 'medium'),
      scored(otherProduct, 'elsewhere'),
    ])
    expect(report.accepted).toBe(3 / 5)
    expect(report.byConfidence.high).toEqual({ coverage: 3 / 5, accuracy: 1 })
    expect(report.leaks).toEqual({ count: 1, of: 2 })
    expect(report.falseAlarms).toEqual({ count: 1, of: 3, rate: 1 / 3 })
    expect(report.calibrationError).toBeCloseTo(0.3)
    expect(report.confusion['conduct']).toEqual({ discussion: 1 })
    expect(report.wrong.map(({ got }) => got)).toEqual(['security-advisory', 'discussion'])
  })

  test('counts how often the right repository was chosen or offered, if the channel needs one', () => {
    const goBug = { ...bug, repo: 'go-sdk' }
    const report = reportOn([
      { ...scored(goBug, 'issue'), repo: 'go-sdk', repoConfidence: 'high' },
      { ...scored(goBug, 'issue'), repo: 'rust-sdk', repoConfidence: 'high', candidates: ['rust-sdk', 'go-sdk'] },
      { ...scored(goBug, 'issue'), repoConfidence: 'low', candidates: ['go-sdk'] },
      { ...scored(goBug, 'issue'), repoConfidence: 'low', candidates: ['rust-sdk'] },
      { ...scored({ ...goBug, channel: 'discord' }, 'discord'), repo: 'go-sdk' },
      scored(bug, 'issue'),
    ])
    expect(report.repositories).toEqual({ texts: 4, right: 2, offered: 3, high: { texts: 2, wrong: 1 } })
  })

  test('has the share of accepted texts of each kind', () => {
    const report = reportOn([scored({ ...bug, kind: 'slang' }, 'issue'), scored({ ...bug, kind: 'slang' }, 'sep')])
    expect(report.byKind).toEqual({ slang: { texts: 2, accepted: 0.5 } })
  })

  test('counts nothing if there are no texts', () => {
    expect(reportOn([])).toMatchObject({ texts: 0, accepted: 0, leaks: { count: 0, of: 0 } })
  })
})
