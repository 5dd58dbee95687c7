/** A mail's text as a client writes it, and what its sender newly wrote. */
export interface Written {
  name: string
  subject?: string
  inReplyTo?: string
  references?: string[]
  to?: { address: string }[]
  from?: { name: string; address: string }
  text: string
  words: string
}

const history = '您好，请提供一下订单号和故障照片。\n客服小李'
const quoted = '> 您好，请提供一下订单号和故障照片。\n> 客服小李'

/** Answers above their history, one or more for every client we know. */
export const repliesByClient: Written[] = [
  {
    name: 'QQ邮箱',
    subject: '回复：冰箱不制冷',
    text: `订单号是 202610010001，照片在附件里。


------------------&nbsp;原始邮件&nbsp;------------------
发件人: "客服" <kefu@shop.cn>;
发送时间:&nbsp;2026年11月9日(星期一) 中午11:19
收件人:&nbsp;"王女士"<wang@qq.com>;
主题:&nbsp;冰箱不制冷

${history}`,
    words: '订单号是 202610010001，照片在附件里。',
  },
  {
    name: 'QQ邮箱 in English, entities left standing',
    subject: 'Re: fridge',
    text: `The order number is 202610010001.&nbsp;Photos attached.

&nbsp;
------------------ Original ------------------
From: &nbsp;"kefu"&lt;kefu@shop.cn&gt;;
Date: &nbsp;Mon, Nov 9, 2026 11:19 AM
To: &nbsp;"wang"&lt;wang@qq.com&gt;;
Subject: &nbsp;fridge

Hello`,
    words: 'The order number is 202610010001. Photos attached.',
  },
  {
    name: 'QQ邮箱 on a phone',
    subject: '回复：发票',
    text: `抬头开公司的：杭州某某科技有限公司

发自我的iPhone


------------------ 原始邮件 ------------------
发件人: 客服 <kefu@shop.cn>
发送时间: 2026年11月9日 15:02
收件人: 王 <123456@qq.com>
主题: 回复：发票

${history}`,
    words: '抬头开公司的：杭州某某科技有限公司',
  },
  {
    name: '企业微信邮箱',
    subject: '回复: 采购咨询',
    text: `请按 20 台报价，谢谢。

发自我的企业微信


----------Reply to Message----------
On Mon, Nov 9, 2026 10:23 AM 客服<kefu@shop.cn> wrote:
${history}`,
    words: '请按 20 台报价，谢谢。',
  },
  {
    name: 'Coremail',
    subject: 'Re: 安装',
    text: `周六上午可以。


> -----原始邮件-----
> 发件人: 客服 <kefu@shop.cn>
> 发送时间: 2026-11-09 09:12:33 (星期一)
> 收件人: li@zju.edu.cn
> 主题: 安装
>
${quoted}`,
    words: '周六上午可以。',
  },
  {
    name: 'Coremail without marks',
    subject: 'Re: 安装',
    text: `周六上午可以。


-----原始邮件-----
发件人:客服 <kefu@shop.cn>
发送时间:2026-11-09 09:12:33 (星期一)
收件人: li@zju.edu.cn
抄送:
主题: 安装

${history}`,
    words: '周六上午可以。',
  },
  {
    name: '163 web',
    subject: 'Re:空调漏水',
    text: `师傅昨天没有来。











在 2026-11-09 00:16:35，"客服" <kefu@shop.cn> 写道：

${history}`,
    words: '师傅昨天没有来。',
  },
  {
    name: '163 web with marks, Date first',
    subject: 'Re:空调漏水',
    text: `师傅昨天没有来。
At 2026-11-09 00:16:35, "客服" <kefu@shop.cn> wrote:
${quoted}`,
    words: '师傅昨天没有来。',
  },
  {
    name: '网易邮箱大师, the old card',
    subject: '回复：退货',
    text: `已经寄出，运单 SF1234567890123。


| |
王建国
|
|
邮箱：wangjg@163.com
|

签名由 网易邮箱大师 定制

在2026年11月09日 16:46，客服 写道：
${history}`,
    words: '已经寄出，运单 SF1234567890123。',
  },
  {
    name: '网易邮箱大师, the new form',
    subject: '回复：退货',
    text: `已经寄出，请查收。


| |
王建国
|
|
wangjg@163.com
|
---- 回复的原邮件 ----
| 发件人 | 客服<kefu@shop.cn> |
| 发送日期 | 2026年11月09日 16:46 |
| 收件人 | wangjg@163.com |
| 主题 | 退货 |
${history}`,
    words: '已经寄出，请查收。',
  },
  {
    name: '网易邮箱大师, all on one line',
    subject: '回复：退货',
    text: `已经寄出，请查收。---- 回复的原邮件 ----发件人客服<kefu@shop.cn>发送日期2026年11月09日 16:46收件人wangjg@163.com主题退货您好，请提供订单号`,
    words: '已经寄出，请查收。',
  },
  {
    name: 'Outlook 中文, header block alone',
    subject: '答复: 答复: 洗衣机异响',
    text: `视频见附件，脱水时声音特别大。

发件人: 客服 <kefu@shop.cn>
发送时间: 2026年11月9日 10:12
收件人: 陈敏 <chenmin@corp.com>
抄送: 李工 <li@corp.com>;
 赵工 <zhao@corp.com>
主题: 答复: 洗衣机异响

${history}`,
    words: '视频见附件，脱水时声音特别大。',
  },
  {
    name: 'Outlook 中文, 邮件原件',
    subject: '答复: 洗衣机异响',
    text: `好的，等你们电话。

-----邮件原件-----
发件人: 客服 [mailto:kefu@shop.cn]
发送时间: 2026年11月9日 10:12
收件人: 'chenmin@corp.com'
主题: 洗衣机异响

${history}`,
    words: '好的，等你们电话。',
  },
  {
    name: 'Outlook 中文 under a line',
    subject: '答复: 洗衣机异响',
    text: `好的，等你们电话。

________________________________
发件人: 客服 <kefu@shop.cn>
发送时间: 2026年11月9日 10:12
收件人: chenmin@corp.com
主题: 洗衣机异响

${history}`,
    words: '好的，等你们电话。',
  },
  {
    name: 'Outlook in English, header block alone',
    subject: 'RE: Invoice',
    text: `Please send it to our finance department.

From: Support <kefu@shop.cn>
Sent: Monday, November 9, 2026 10:12 AM
To: Chen Min <chenmin@corp.com>
Cc: Li <li@corp.com>
Subject: RE: Invoice

Dear customer,`,
    words: 'Please send it to our finance department.',
  },
  {
    name: 'Outlook in English, Original Message',
    subject: 'RE: Invoice',
    text: `Fine with me.

-----Original Message-----
From: Support [mailto:kefu@shop.cn]
Sent: Monday, November 9, 2026 10:12 AM
To: chenmin@corp.com
Subject: Invoice

Dear customer,`,
    words: 'Fine with me.',
  },
  {
    name: 'Outlook 繁體',
    subject: 'RE: 訂單',
    text: `請改寄台北的地址。

寄件者: 客服 <kefu@shop.cn>
寄件日期: 2026年11月9日 上午 10:12
收件者: 林小姐 <lin@example.tw>
副本: 
主旨: 訂單

您好`,
    words: '請改寄台北的地址。',
  },
  {
    name: 'Outlook on a phone',
    subject: '回复: 保修',
    text: `保修卡找不到了，怎么办？

获取 Outlook for iOS<https://aka.ms/o0ukef>
________________________________
发件人: 客服 <kefu@shop.cn>
发送时间: Monday, November 9, 2026 10:12:00 AM
收件人: 陈敏 <chenmin@outlook.com>
主题: 保修

${history}`,
    words: '保修卡找不到了，怎么办？',
  },
  {
    name: 'Apple iOS',
    subject: '回复：热水器',
    text: `昨天修好了，谢谢！

发自我的iPhone

> 在 2026年11月9日，下午5:45，客服 <kefu@shop.cn> 写道：
> 
> ${history.replace('\n', '\n> ')}`,
    words: '昨天修好了，谢谢！',
  },
  {
    name: 'Apple macOS, no 在',
    subject: '回复：热水器',
    text: `昨天修好了，谢谢！

> 2026年11月9日 下午5:45，客服 <kefu@shop.cn> 写道：
> 
${quoted}`,
    words: '昨天修好了，谢谢！',
  },
  {
    name: 'Apple iOS in English',
    subject: 'Re: heater',
    text: `Works again, thanks.

Sent from my iPhone

> On Nov 9, 2026, at 17:45, Support <kefu@shop.cn> wrote:
> 
> Hello`,
    words: 'Works again, thanks.',
  },
  {
    name: 'Gmail 中文',
    subject: 'Re: 退款',
    text: `退款还没有到账。

客服 <kefu@shop.cn> 于2026年11月9日周一 上午1:19写道：

${quoted}
`,
    words: '退款还没有到账。',
  },
  {
    name: 'Gmail 中文, wrapped twice',
    subject: 'Re: 退款',
    text: `退款还没有到账。

某某电器旗舰店售后服务中心 <
shouhou.kefu.center@service.shop-example.com> 于2026年11月9日周一
上午1:19写道：

${quoted}
`,
    words: '退款还没有到账。',
  },
  {
    name: 'Gmail 繁體',
    subject: 'Re: 退款',
    text: `款項還沒有到。

客服 <kefu@shop.cn> 於 2026年11月9日 週一 上午1:19寫道：

> 您好`,
    words: '款項還沒有到。',
  },
  {
    name: 'Gmail in English, wrapped',
    subject: 'Re: refund',
    text: `Still no refund.

On Mon, Nov 9, 2026 at 1:19 AM Shop Customer Service Center <
kefu@shop.cn> wrote:

> Hello,
> it takes 3 days`,
    words: 'Still no refund.',
  },
  {
    name: '钉邮',
    subject: '回复：投影仪报价',
    text: `含税价是多少？

来自钉钉专属商务邮箱------------------------------------------------------------------
发件人：客服<kefu@shop.cn>
日　期：2026年11月09日 10:12:33
收件人：孙<sun@corp.cn>
抄　送：周<zhou@corp.cn>
主　题：投影仪报价

${history}`,
    words: '含税价是多少？',
  },
  {
    name: '阿里邮箱',
    subject: '回复：投影仪报价',
    text: `含税价是多少？
------------------------------------------------------------------
发件人：客服<kefu@shop.cn>
发送时间：2026年11月9日(星期一) 10:12
收件人：孙<sun@corp.cn>
主　题：投影仪报价

${history}`,
    words: '含税价是多少？',
  },
  {
    name: 'Thunderbird',
    subject: 'Re: 固件',
    text: `升级后还是黑屏。

在 2026/11/9 9:57, 客服 写道:
${quoted}`,
    words: '升级后还是黑屏。',
  },
  {
    name: 'Thunderbird, answered as forwarded',
    subject: 'Re: 固件',
    text: `升级后还是黑屏。

-------- 原始信息 --------
主题: 固件
日期: Mon, 9 Nov 2026 09:57:00 +0800
发件人: 客服 <kefu@shop.cn>
收件人: a@b.cn

${history}`,
    words: '升级后还是黑屏。',
  },
  {
    name: 'Evolution',
    subject: 'Re: 固件',
    text: `日志在附件里。

在 2026-11-09星期一的 13:56 +0100，客服写道：
${quoted}`,
    words: '日志在附件里。',
  },
  {
    name: '139邮箱',
    subject: 'Re:宽带',
    text: `地址是幸福路 12 号 3 栋 502。



----邮件原文----
发件人：客服 <kefu@shop.cn>
收件人：13800000000@139.com
抄送：（无）
发送时间：2026-11-09 10:12:33
主题：宽带

${history}`,
    words: '地址是幸福路 12 号 3 栋 502。',
  },
  {
    name: 'Foxmail',
    subject: '回复: 打印机',
    from: { name: '赵强', address: 'zhaoqiang@corp.com' },
    text: `型号是 HP-M227，昨天开始卡纸。



赵强
zhaoqiang@corp.com
 
发件人： 客服
发送时间： 2026-11-09 10:12
收件人： 赵强
主题： 打印机
${history}`,
    words: '型号是 HP-M227，昨天开始卡纸。',
  },
  {
    name: 'Samsung',
    subject: '回复：电视',
    text: `遥控器没有反应。

从我的三星 Galaxy 智能手机发送。

-------- 原始邮件 --------
自： 客服 <kefu@shop.cn>
日期： 2026/11/9 10:12 (GMT+08:00)
收件人： a@b.cn
主题： 电视

${history}`,
    words: '遥控器没有反应。',
  },
  {
    name: 'Huawei',
    subject: '回复：电视',
    text: `遥控器没有反应。

发自我的华为手机


-------- 原始邮件 --------
发件人：客服 <kefu@shop.cn>
日期：2026年11月9日周一 上午10:12
收件人：a@b.cn
主 题：电视
${history}`,
    words: '遥控器没有反应。',
  },
  {
    name: 'Xiaomi',
    subject: '回复：电视',
    text: `遥控器没有反应。
发自我的小米手机
在 客服 <kefu@shop.cn>，2026年11月9日 上午10:12写道：
${quoted}`,
    words: '遥控器没有反应。',
  },
  {
    name: 'Yahoo',
    subject: 'Re: TV',
    text: `No picture since yesterday.

Sent from Yahoo Mail for iPhone


On Monday, November 9, 2026, 10:12 AM, Support <kefu@shop.cn> wrote:

Hello, which model is it?`,
    words: 'No picture since yesterday.',
  },
  {
    name: 'Yahoo 中文',
    subject: '回复： 电视',
    text: `昨天开始没有画面。

    在 2026年11月9日星期一 GMT+8 上午10:12:10，客服<kefu@shop.cn> 写道：  
 
 您好，请问是什么型号？`,
    words: '昨天开始没有画面。',
  },
]
