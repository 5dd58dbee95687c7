import type { DateMention } from './chinese-date.ts'

/** 520老公送的项链, 母亲节送我妈的: what is given on a feast was bought for it. */

const given = /送[我她他给的老领朋对男女岳丈婆公孩娃]/
export const speaksOfGifts = (text: string): boolean => given.test(text)

/** Near days and days of the month are those of delivery: 昨天送的. */
const isFeast = (said: string): boolean =>
  !/[昨今前周拜期号日月]/.test(said.replace(/[今去前]年|当日|前[一两][天日]/, ''))
const isGiven =
  /^(?!.{0,6}[想要能])(?![^，,。]{0,8}(?:你们|客|店|商|厂|活动|平台|会员|免费|直播))[^，,。;；!！?？\n送]{0,8}送(?:给)?(?:我[妈爸老婆姐妹哥弟奶爷女儿]?|[她他][^们]|老[师人板]|领导|朋友|对象|[男女]朋?友|岳|丈|婆|公公|孩子|娃|的(?!货|时候|赠|券|不|都|小))(?!货|到|达|来|修)/

export const isGivenOn = (text: string, { start, end }: DateMention): boolean =>
  isFeast(text.slice(start, end)) && isGiven.test(text.slice(end, end + 14))
