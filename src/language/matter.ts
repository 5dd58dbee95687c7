const mark = '[,，。.!！?？;；~…、\\s]'
const face = '(?:\\p{Extended_Pictographic}|[\\u{1f3fb}-\\u{1f3ff}\\u200d])'
/** 你好,在吗? · 亲,打扰一下 · 客服在不在 */
const greeting = `(?:(?:你们?|您|大家|老师|老板|客服|小姐姐|亲们?)?(?:好呀?|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早)|亲们?|亲爱的|在(?:吗|么|不|嘛|呢|的?吗)|在不在|有(?:没有)?(?:人|客服)(?:在|吗|在吗|在么|么)?|客服(?:在吗|在不在|你好)?|喂+|哈[喽啰罗]|嗨|hi|hey|打扰(?:了|一下|下)|不好意思|麻烦问一?下|请问一?下?|想?问一?下|咨询一?下|你们?好)[啊呀哈呢哦~]?`
/** …,谢谢 · 麻烦您了,辛苦! · …🙏 */
const thanks = `(?:(?:非常|万分|十分|先|多|太)?(?:谢+(?:谢+|了|啦|过|您|你)*|感谢|感恩|多谢|拜托|辛苦|麻烦|有劳|劳驾|费心)(?:了|啦|您|你|你们|大家|哈|啊|呀|各位|老师|亲|客服|帮忙|么么哒)*|3q|thx|thanks|thank you|比心|抱拳|\\[(?:抱拳|玫瑰|合十|微笑|握手|爱心)\\]|🙏)`
const before = new RegExp(`^(?:${mark}|${face})*(?:${greeting}(?:${mark}|${face})+)+`, 'u')
const behind = new RegExp(
  `(?:(?<end>[!！?？。~…]+)(?:${mark}|${face})*|(?:${mark}|${face})+|(?=🙏))${thanks}(?:(?:${mark}|${face})*${thanks})*(?:${mark}|🙏)*$`,
  'u',
)
const faces = new RegExp(`(?:${face}|[.,~…\\s])+$`, 'u')
const pause = /[!！,，。;；~…、]+ *|(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu

/** Fewer signs are all somebody says. */
const fewest = 4
const orWhole = (part: string, text: string): string => (part.length < fewest ? text : part)

/** A normalised message without the greeting before it and the thanks behind it: whoever says 你好,在吗? first or 谢谢 last feels no other way for it. */
export const withoutCourtesy = (text: string): string =>
  orWhole(text.replace(before, '').replace(behind, '$<end>'), text)

/**
 * What tells the matter of a normalised message: without courtesy, no louder than it
 * must be said, and with one mark for all that part clauses. Whoever ends with !!! or
 * writes a clause to a line has the same matter.
 */
export const matterOf = (text: string): string =>
  orWhole(withoutCourtesy(text).replace(pause, ',').replace(faces, ''), text)
