import { endOfMatch } from '../matches.ts'

/** The kinds of personal words that are recognised. */
export type SpanType =
  | 'mobile'
  | 'landline'
  | 'id_card'
  | 'bank_card'
  | 'email'
  | 'address'
  | 'plate'
  | 'passport'
  | 'secret'
  | 'name'
  | 'usc_code'
  | 'invoice_or_order_no'
  | 'wechat'
  | 'qq'

/** Something personal in a passage, with how sure it is (the surer of two that overlap stays). */
export interface Finding {
  type: SpanType
  start: number
  end: number
  /** 0…1. */
  sure: number
}

/** What may stand between the digits of one number. */
export const gap = '[ \\-\\u2010-\\u2015·.]'

/** Small words that lead from a cue to its value: 号码是、改成了、收到：. */
const link =
  /(?:记得|号码|编号|代码|地址|账号|帐号|id|no\.?|[三四六八3468]位数?字?|后三位|背面|名字|全拼|拼音|[大小]写|短信|说是|的话|生日|[号码名是就为叫的我您你那个串了写填显示发给有在又只能输入换改设成刚才已经收到用还分别如下来出搜拼音加查找吧啊哈呢：:=#＃“"‘'「『【(（[\s]){0,14}/iy

/** Where the value of a cue may begin: after the small words behind it. */
export function afterLink(text: string, at: number): number {
  return endOfMatch(link, text, at)
}
