import type { Written } from './replies-by-client.ts'

/** How clients say who wrote, and whether it is clear without marked lines below. */
export const answersBelowWrote: [wrote: string, clear: boolean][] = [
  ['小周<fuwu@shop.cn> 在 2026年12月1日 周二 14:05 写道：', true],
  ['小周 <fuwu@shop.cn> 在2026/12/1 14:05 写道：', true],
  ['小周 于 2026-12-01 14:05 写道:', true],
  ['小周 在 2026年12月1日 14:05 写道：', true],
  ['在2026年12月1日星期二 UTC+8 14:05:09<小周> 写道：', true],
  ['在 2026/12/1 14:05, 您身边的管家 写道:', true],
  ['在 2026年12月1日 14:05，我家商城 写道：', true],
  ['Zhou <fuwu@shop.cn> wrote on Tue, 1 Dec 2026 14:05:', true],
  ['小周 wrote on 2026/12/1 14:05:', true],
  ['======= 2026-12-01 14:05:09 您在来信中写道：=======', true],
  ['On Tue, Dec 1, 2026 at 2:05 PM\nZhou <fuwu@shop.cn> wrote:', true],
  ['On Tue, 1 Dec 2026 14:05:09 +0800\n小周 <fuwu@shop.cn> wrote:', true],
  ['某某热水器官方旗舰店\n<fuwu@shop.cn> 于2026年12月1日周二 下午2:05写道：', true],
  ['某某热水器 <fuwu@shop.cn>\n于2026年12月1日周二 下午2:05写道：', true],
  ['On 1 Dec 2026, at 14:05, 某某热水器官方旗舰店客户服务中心\n<fuwu@shop.cn> wrote:', true],
  ['在 2026年12月1日 下午2:05，\n小周 <fuwu@shop.cn> 写道：', true],
  ['于 2026/12/1 14:05,\n小周 写道:', true],
  ['On Tuesday, December 1, 2026 02:05 PM,\nShop Desk wrote:', true],
  ['引用 小周 <fuwu@shop.cn>:', false],
  ['Quoting Zhou <fuwu@shop.cn>:', false],
  ['来自 小周 <fuwu@shop.cn>，2026年12月1日 14:05：', false],
  ['2026年12月1日，14:05:09，您写道：', false],
  ['Le mar. 1 déc. 2026 à 14:05, Zhou <fuwu@shop.cn> a écrit :', false],
  ['Am 1. Dezember 2026 14:05:09 MEZ schrieb Zhou <fuwu@shop.cn>:', false],
  ['Am 01.12.2026 um 14:05 schrieb Zhou <fuwu@shop.cn>:', false],
  ['2026년 12월 1일 (화) 오후 2:05, 小周 <fuwu@shop.cn>님이 작성:', false],
]

const to = [{ address: 'fuwu@shop.cn' }]
const answered = (name: string, below: string, about: Partial<Written> = {}): Written => ({
  name,
  subject: '回复: 热水器',
  to,
  text: `水温只有 30 度。\n\n${below}\n\n请问水温多少？`,
  words: '水温只有 30 度。',
  ...about,
})

const complete =
  '发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n收件人: 吴 <wu@corp.cn>\n主题: 热水器'

/** Heads of older mails in the forms that clients and their languages give them. */
export const answersBelowHeads: Written[] = [
  answered(
    '企业微信 now',
    '发自我的企业微信\n\n----------回复的邮件信息----------\n小周<fuwu@shop.cn> 在 2026年12月1日 周二 14:05 写道：',
  ),
  answered('a separator of other words', '---------- 引用的邮件 ----------'),
  answered(
    '阿里邮箱 in English',
    '----------------------------------------\nFrom:Zhou <fuwu@shop.cn>\nSend Time:2026 Dec. 1 (Tue.) 14:05\nTo:Wu <wu@corp.cn>\nSubject:heater',
  ),
  answered('已发送', '发件人: 小周 <fuwu@shop.cn>\n已发送: 2026年12月1日 14:05\n收件人: 吴\n主题: 热水器'),
  answered(
    'a priority',
    '发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n优先级: 高\n收件人: 吴\n主题: 热水器',
  ),
  answered(
    'labels that nobody knows',
    '发件人: 小周 <fuwu@shop.cn>\n所属部门: 售后\n保密级别: 内部\n发送时间: 2026年12月1日 14:05\n收件人: 吴\n主题: 热水器',
  ),
  answered(
    'two languages',
    '发件人/From: 小周 <fuwu@shop.cn>\n发送时间/Sent: 2026年12月1日 14:05\n收件人/To: 吴\n主题/Subject: 热水器',
  ),
  answered('來自, 至', '來自: 小周 <fuwu@shop.cn>\n日期: 2026年12月1日 14:05\n至: wu@corp.cn\n主旨: 熱水器'),
  answered('從, 至', '從: 小周 <fuwu@shop.cn>\n日期: 2026年12月1日 14:05\n至: 吴 <wu@corp.cn>\n主旨: 熱水器'),
  answered(
    'Japanese',
    '差出人: Zhou <fuwu@shop.cn>\n送信日時: 2026年12月1日 14:05\n宛先: Wu <wu@corp.cn>\n件名: heater',
  ),
  answered(
    'the subject first',
    '主题: 热水器\n发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n收件人: 吴',
  ),
  answered(
    'the recipient first',
    '收件人: 吴\n发件人: 小周 <fuwu@shop.cn>\n日期: 2026-12-01 14:05\n主题: 热水器',
  ),
  answered(
    'no subject',
    '发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n收件人: 吴 <wu@corp.cn>',
  ),
  answered(
    'many recipients',
    `发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n收件人: ${Array.from({ length: 30 }, (_, at) => `同事${at} <t${at}@corp.cn>;`).join('\n ')}\n主题: 热水器`,
  ),
  answered(
    'many names',
    '发件人: 小周 <fuwu@shop.cn>\n发送时间: 2026年12月1日 14:05\n收件人: 赵; 钱; 孙;\n李; 周;\n吴; 郑;\n王; 冯;\n陈; 褚;\n卫\n抄送: 蒋\n主题: 热水器',
  ),
  answered('known by References only', complete, { subject: '热水器', references: ['<k7@shop.cn>'], to: [] }),
  answered('tags before the prefix', complete, { subject: '【外部】[重要] (急) 答复: 热水器', to: [] }),
  answered('a counted prefix', complete, { subject: 'Re[3]: 热水器', to: [] }),
  answered(
    'no sign but our address under the rule of Outlook',
    `________________________________\n${complete}`,
    { subject: '热水器' },
  ),
  answered('no subject at all, and our address', complete, { subject: '' }),
  answered('our own mail in a thread on a forwarded one', complete, {
    subject: '转发: 热水器',
    inReplyTo: '<k7@shop.cn>',
  }),
  answered(
    'Lotus Notes',
    '小周 <fuwu@shop.cn> \n2026-12-01 14:05\n\n收件人\n吴 <wu@corp.cn>\n抄送\n\n主题\n热水器',
  ),
  answered(
    'Lotus Notes, its head a table',
    'Zhou <fuwu@shop.cn>\n\n12/01/2026 02:05 PM | To | wu@corp.cn\ncc\nSubject | heater',
  ),
  {
    name: 'Foxmail 5 closes its quotation',
    subject: 'Re: 热水器',
    text: '水温只有 30 度。\n\n======= 2026-12-01 14:05:09 您在来信中写道：=======\n\n>请问水温多少？\n\n= = = = = = = = = = = = = = = = = = = =',
    words: '水温只有 30 度。',
  },
]

/** What looks like an older mail and is said, or shown, by the customer. */
export const ownBelowHeads: Omit<Written, 'words'>[] = [
  {
    name: 'quoted in a complaint that answers nothing',
    subject: '对客服不满',
    to,
    text: '贵店客服态度很差！\n\n在2026年12月1日 14:05，客服小周写道：\n不归我们管。\n请问归谁管？',
  },
  {
    name: 'quoted with an address',
    subject: '对客服不满',
    to,
    text: '证据如下\n2026年12月1日 14:05，客服小周 <zhou@shop.cn> 写道：\n不归我们管。\n请问归谁管？',
  },
  {
    name: 'the words of a separator asked about',
    subject: '请问',
    to,
    text: '每次收信都多一行\n------ 原始邮件 ------\n怎么去掉？',
  },
  {
    name: 'a mail of somebody else shown in an answer',
    subject: 'Re: 收不到邮件',
    to,
    text: '就是这封：\n\n发件人: 冯五 <feng@maker.cn>\n发送时间: 2026-12-01 08:30\n收件人: fuwu@shop.cn\n主题: 询价\n\n能查到吗？',
  },
  {
    name: 'a form for a parcel with a day and a subject',
    subject: '回复: 换地址',
    to,
    text: '改成这样寄：\n\n发件人：冯五\n日期：2026年12月1日\n收件人：褚六\n主题：新年礼物\n地址：南京市鼓楼区 9 号',
  },
  {
    name: 'the same without a colon above',
    subject: '回复: 换地址',
    to,
    text: '发件人：冯五\n日期：2026年12月1日\n收件人：褚六\n主题：新年礼物\n地址：南京市鼓楼区 9 号',
  },
  {
    name: 'a table of names',
    subject: '回复: 登记',
    to,
    text: '名单\n发件人 | 冯五\n主题 | 采购\n收件人 | 褚六\n日期 | 2026年',
  },
  {
    name: 'a journey in an answer',
    subject: 'Re: 机票',
    to,
    text: '从：南京\n至：北京\n日期：2026年12月1日\n时间：14:05',
  },
  {
    name: 'what a program put out',
    subject: 'Re: 网关',
    to,
    text: '网关返回的日志：\n> WARN retry 3\n> FATAL no route\n是哪里的问题',
  },
  {
    name: 'parts of a list set apart by dashes',
    subject: '询价',
    text: '要两批货：\n一批 60 台\n-- \n二批 40 台\n共 100 台，什么价？',
  },
  {
    name: 'an address under a colon and dashes',
    subject: '改送货地址',
    text: '送到这里：\n--\n苏州市工业园区 5 号\n联系人 冯五\n电话 13911112222',
  },
  {
    name: 'a form under a colon and a frame of pipes',
    subject: '登记',
    text: '资料如下：\n| |\n姓名 冯五\n邮箱 feng@maker.cn',
  },
  {
    name: 'a person, a time and words that are labels elsewhere',
    subject: 'Re: 登记',
    to,
    text: '联系人\n冯五 <feng@maker.cn>\n2026-12-01 14:05\n收件人在公司\n主题公园门口见',
  },
  {
    name: 'a journey with a subject',
    subject: 'Re: 差旅',
    to,
    text: '主题：差旅\n从：南京南站\n到：北京南站\n时间：2026年12月1日 14:05\n请开行程单',
  },
  {
    name: 'a form with a title and a time',
    subject: 'Re: 报修',
    to,
    text: '标题：漏水\n来自：南京\n时间：14:05\n到：北京',
  },
  {
    name: 'quoted in an answer, without the blanks of a client',
    subject: 'Re: 热水器',
    to,
    text: '还是没解决！\n\n在2026年12月1日 14:05，客服小周写道：\n不归我们管。\n请问归谁管？',
  },
]
