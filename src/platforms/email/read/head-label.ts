export type Label = 'from' | 'date' | 'to' | 'copy' | 'subject'

/** As clients label the lines of an older mail's head, without blanks, in lower case. */
const words: Record<Label, string> = {
  from: '发件人 發件人 寄件人 寄件者 发信人 发件者 发送人 送信者 差出人 来自 來自 从 從 自 from sender 보낸사람 von',
  date:
    '发送时间 发送日期 發送時間 發送日期 日期 时间 時間 寄件日期 寄送日期 傳送時間 傳送日期 发信时间 发件时间 发件日期 已发送 已傳送 送信日時 日付 日時 ' +
    'sent date senton sentat sendtime senttime sentdate datesent 보낸날짜 날짜 gesendet',
  to: '收件人 收件者 收信人 至 到 宛先 受信者 to 받는사람 an',
  copy:
    '抄送 抄送人 副本 密送 密件副本 密件抄送 cc bcc reply-to 回复至 回复地址 重要性 importance 优先级 priority 敏感度 sensitivity 组织 組織 organization ' +
    '附件 attachments 类别 categories 참조',
  subject: '主题 主題 主旨 标题 標題 件名 subject 제목 betreff',
}
const labels = new Map(
  Object.entries(words).flatMap(([label, list]) =>
    list.split(' ').map((word) => [word, label as Label] as const),
  ),
)
const labelled = /^[|*\s]*([^\s:：|*][^:：|*]{0,18})[*\s]*[:：|]/
/** The newer cards of 网易邮箱大师 have no colons. */
const uncoloned = /^[|*\s]*([^\s:：|*]{2,6})(?:\s|$)/

/** What a head's line is labelled as, in one language or two (发件人/From); `loose` where it needs no colon. */
export function labelOf(bare: string, loose: boolean): Label | undefined {
  const word = labelled.exec(bare)?.[1] ?? (loose ? uncoloned.exec(bare)?.[1] : undefined)
  const said = word?.replaceAll(/\s/g, '').toLowerCase()
  return said === undefined ? undefined : (labels.get(said) ?? labels.get(said.split('/')[0] ?? ''))
}

/** A label that stands in a head though we do not know it. */
export const isUnknownLabel = (bare: string): boolean => /^[*\s]*[\p{L} -]{1,20}\*?[:：]/u.test(bare)
