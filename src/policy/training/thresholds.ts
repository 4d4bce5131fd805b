import type { Thresholds } from '../infer/model.ts'

/**
 * Chosen by cross-validation over authors (`npm run train -- --cross-validate`), never on the texts to score: see
 * MODEL.md for what each of them costs.
 */
export const THRESHOLDS: Thresholds = { temperature: 0.7, high: 0.8, medium: 0.45, private: 0.3, doubt: 0.12 }
