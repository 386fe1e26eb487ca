import { answerLines } from './lines.mjs'

await answerLines((value) => value)
