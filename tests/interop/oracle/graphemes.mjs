import { graphemeLen } from '@atproto/common-web'
import { answerLines } from './lines.mjs'

await answerLines((text) => graphemeLen(text))
