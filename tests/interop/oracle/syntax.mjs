// Says of every line, a string, whether the reference takes it for the format that the argument names.
import { Lexicons } from '@atproto/lexicon'
import { isDatetimeString } from '@atproto/syntax'
import { answerLines } from './lines.mjs'

const format = process.argv[2]
const properties = { value: { type: 'string', format } }
const lexicons = new Lexicons([{ lexicon: 1, id: 'test.oracle.format', defs: { main: { type: 'object', properties } } }])
const byLexicon = (value) => lexicons.validate('test.oracle.format', { value }).success

// The validator of @atproto/lexicon takes datetimes without a time zone; the one of @atproto/syntax follows the specification.
await answerLines(format === 'datetime' ? isDatetimeString : byLexicon)
