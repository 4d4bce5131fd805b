import { readFileSync } from 'node:fs'
import { readModel } from '../../src/classifier/model.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/classifier/model.bin'))
