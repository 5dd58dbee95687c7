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
  withoutDrops(spoken.test(text) ? text.replace(everyWord, (word) => mandarin[word] ?? word) : text)

/** 买滴: the 的 of many inland dialects, behind what is done with goods. */
const withoutDrops = (text: string): string => (text.includes('滴') ? text.replace(drop, '的') : text)
const drop = /(?<=[到买订拍付收送寄下])滴(?![水答漏灌定眼滴])/g
