import { readFileSync } from 'node:fs'
import { readModel } from '../../src/policy/infer/model.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/policy/model.bin'))
