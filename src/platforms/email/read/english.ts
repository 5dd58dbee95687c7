const looked = 20_000
const fewest = 20

/**
 * Whether somebody who writes so is answered in English rather than Chinese: words in Latin letters, a sentence of them
 * or more, and no character of a language that Chinese is nearer to. Addresses and links are nobody's words.
 */
export function isEnglish(text: string): boolean {
  const said = text.slice(0, looked)
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u.test(said)
  )
    return false
  const words = said.split(/\s+/).filter((word) => !/@|:\/\/|^www\./i.test(word))
  return (words.join(' ').match(/[a-z]/gi)?.length ?? 0) >= fewest
}
