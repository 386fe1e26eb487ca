// Seeded random numbers (mulberry32), so that a failing run can be had again: ATINVITES_SEED=number.
export const seed = Number(process.env.ATINVITES_SEED ?? 20260)

export class Chance {
  #state

  constructor(start = seed) { this.#state = start >>> 0 }

  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  pick(list) { return list[this.below(list.length)] }
}
