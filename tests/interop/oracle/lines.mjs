// Answers every input line with one output line, batched so that 100,000 cases take seconds.
import { createInterface } from 'node:readline'

export async function answerLines(answer) {
  let out = []
  const flush = () => { process.stdout.write(out.join('')); out = [] }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    out.push(JSON.stringify(await answer(JSON.parse(line))) + '\n')
    if (out.length >= 500) flush()
  }
  flush()
}
