const mandarin: Readonly<Record<string, string>> = {
  嘅: '的',
  嘞: '的',
  咗: '了',
  喺: '在',
  俾: '给',
  畀: '给',
  佢: '他',
  冇: '没',
  唔: '不',
  嚟: '来',
  攞: '拿',
  仲: '还',
  㗎: '的',
}
const spoken = new RegExp(`[${Object.keys(mandarin).join('')}]`)
const everyWord = new RegExp(spoken, 'g')

/** 前日喺你度买嘅: the small words of Canton and Henan as in Mandarin, each in its place. */
export const asMandarin = (text: string): string =>
  spoken.test(text) ? text.replace(everyWord, (word) => mandarin[word] ?? word) : text
