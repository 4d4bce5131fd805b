import { writeFileSync } from 'node:fs'
import { buildProgram } from './build.ts'
import { noticesText } from './notices.ts'

const chunks = await buildProgram('dist')
writeFileSync('THIRD-PARTY-NOTICES.txt', noticesText(chunks.flatMap(({ moduleIds }) => moduleIds)))
