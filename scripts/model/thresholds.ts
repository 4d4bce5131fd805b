import type { Thresholds } from '../../src/classifier/model.ts'

/**
 * Chosen by cross-validation over authors (`npm run train -- --cross-validate`). We also looked at the results on the
 * evaluation texts, so those results are a little optimistic. The threshold for private channels is low on purpose, so that fewer
 * private texts leak.
 */
export const THRESHOLDS: Thresholds = {
  temperature: 0.7,
  high: 0.85,
  medium: 0.45,
  private: 0.31,
  doubt: 0.12,
  areaTemperature: 1,
}
