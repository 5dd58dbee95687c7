import { conceptsNamed } from '../language/concepts.ts'
import { normalise } from '../language/normalise.ts'

/** How well texts fit a query: BM25 over characters and what the words mean. */
export interface MatchIndex {
  /** One figure per text, in the order given: 0 where nothing fits, near 1 where nearly all of the query does. */
  scores(query: string): Float64Array
  /** The same for a query that was taken apart already (`termsOf`). */
  scoresOf(terms: readonly string[]): Float64Array
  /** How much a token tells: the rarer it is among the texts, the more. */
  weightOf(token: string): number
}

const k1 = 1.2
const b = 0.5
/** A story is searched by its rarest characters: the frequent ones cost most and tell least. */
const maxQueryTokens = 24
/** In more than 60 % of the texts. */
const tooCommon = 0.5

/** Characters, with a run of Latin letters or of digits as one; width and case do not matter. */
export const tokensOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[a-z]+|\d+|\p{L}/gu) ?? []

/** What texts are compared by: their tokens, and the concepts they name, so that other words for one thing find each other. */
export const termsOf = (text: string): string[] => [...tokensOf(text), ...conceptsNamed(normalise(text))]

interface Postings {
  texts: Int32Array
  /** What the token adds to each of them. */
  weights: Float64Array
  idf: number
}

/**
 * Indexes texts once; a query then costs the length of its tokens' lists. Few texts cannot tell which words are
 * rare: with `like` they take another index's word for it.
 */
export function createMatchIndex(texts: readonly string[], like?: MatchIndex): MatchIndex {
  const postings = postingsOf(texts.map(termsOf), like)
  const unseenIdf = idfOf(0, texts.length)
  const weightOf = (token: string): number => like?.weightOf(token) ?? postings.get(token)?.idf ?? unseenIdf
  const scoresOf = (terms: readonly string[]): Float64Array => {
    const found = [...new Set(terms)].map((token) => ({ idf: weightOf(token), list: postings.get(token) }))
    const rarest = found
      .filter(({ idf }) => idf > tooCommon)
      .toSorted((one, other) => other.idf - one.idf)
      .slice(0, maxQueryTokens)
    const sums = new Float64Array(texts.length)
    for (const { list } of rarest) if (list) add(sums, list)
    const ceiling = rarest.reduce((sum, { idf }) => sum + idf, 0)
    // A loop costs a fifth of `map` here.
    for (let text = 0; text < sums.length; text++) sums[text] = (sums[text] ?? 0) / (ceiling || 1)
    return sums
  }
  return { scores: (query) => scoresOf(termsOf(query)), scoresOf, weightOf }
}

function add(sums: Float64Array, { texts, weights }: Postings): void {
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] ?? 0
    sums[text] = (sums[text] ?? 0) + (weights[at] ?? 0)
  }
}

const idfOf = (holding: number, all: number): number => Math.log(1 + (all - holding + 0.5) / (holding + 0.5))

function postingsOf(texts: readonly string[][], like: MatchIndex | undefined): Map<string, Postings> {
  const mean = texts.reduce((sum, tokens) => sum + tokens.length, 0) / Math.max(1, texts.length)
  const holders = new Map<string, { text: number; count: number }[]>()
  for (const [text, tokens] of texts.entries()) {
    const counts = new Map<string, number>()
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
    for (const [token, count] of counts) {
      const list = holders.get(token)
      if (list) list.push({ text, count })
      else holders.set(token, [{ text, count }])
    }
  }
  const weightOf = ({ text, count }: { text: number; count: number }): number =>
    (count * (k1 + 1)) / (count + k1 * (1 - b + (b * (texts[text]?.length ?? 0)) / mean))
  return new Map(
    [...holders].map(([token, list]) => {
      const idf = like?.weightOf(token) ?? idfOf(list.length, texts.length)
      const weights = Float64Array.from(list, (holder) => idf * weightOf(holder))
      return [token, { texts: Int32Array.from(list, ({ text }) => text), weights, idf }]
    }),
  )
}
