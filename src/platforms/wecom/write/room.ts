/**
 * How much a card may hold, by the door it goes through; characters are UTF-16 units, the strictest way to count them.
 * https://developer.work.weixin.qq.com/document/path/101032 (bot), https://developer.work.weixin.qq.com/document/path/90236 (app)
 */
export interface Room {
  title: number
  desc: number
  sub: number
  keyname: number
  value: number
  source: number
  /** Of one markdown message, in bytes of UTF-8. */
  markdownBytes: number
}

export const botRoom: Room = {
  title: 26,
  desc: 30,
  sub: 112,
  keyname: 5,
  value: 26,
  source: 13,
  markdownBytes: 20_480,
}

export const appRoom: Room = {
  title: 36,
  desc: 44,
  sub: 160,
  keyname: 5,
  value: 30,
  source: 20,
  markdownBytes: 2_048,
}

/** The same through every door. */
export const most = {
  facts: 6,
  buttons: 6,
  menu: 3,
  buttonText: 10,
  keyBytes: 1_024,
  options: 10,
  optionText: 10,
  optionIdBytes: 128,
  selects: 3,
  /** What shares a line with others. */
  phrase: 12,
  /** Not limited by the vendor; longer words stand in the message before the card. */
  quote: 120,
}
