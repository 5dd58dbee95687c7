import { mask } from '../language/personal/mask.ts'

const longest = 120
const shortest = 4

/** A customer's words as an example: nothing personal, not a whole story; `undefined` where they are too few to tell anything. */
export function exampleOf(text: string): string | undefined {
  const { masked } = mask(text, { orders: true })
  const words = Array.from(masked.replace(/\s+/g, ' ').trim()).slice(0, longest).join('')
  return (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < shortest ? undefined : words
}
