import type { Written } from './replies-by-client.ts'

/** A second set written after the rules and after the first had been mended. */
export const repliesUnseen: Written[] = [
  {
    name: 'QQ with its signature block',
    subject: '回复： 保修',
    text: `保修卡编号 BX-2026-118。

王芳
13900001111@qq.com

&nbsp;

------------------&nbsp;原始邮件&nbsp;------------------
发件人: "客服中心" <kefu@shop.cn>;
发送时间:&nbsp;2026年11月9日(星期一) 晚上8:03
收件人:&nbsp;"芳芳"<13900001111@qq.com>;
主题:&nbsp;保修

请提供编号`,
    from: { name: '芳芳', address: '13900001111@qq.com' },
    words: '保修卡编号 BX-2026-118。\n\n王芳',
  },
  {
    name: 'wrapped quotation: the tail without a mark is kept, nothing else',
    subject: 'Re: 物流',
    text: `收到了，谢谢。

On 11/9/2026 10:12 AM, 客服 wrote:
> 您好，您的包裹已经由顺丰发出，
> 单号 SF123。`,
    words: '收到了，谢谢。',
  },
  {
    name: 'Thunderbird, older',
    subject: 'Re: 物流',
    text: `收到了，谢谢。

于 2026年11月09日 10:12, 客服 写道:
> 单号 SF123。`,
    words: '收到了，谢谢。',
  },
  {
    name: 'answers after 答：',
    subject: '答复: 信息确认',
    text: `答复如下：

在 2026-11-09 10:12:33，"客服" <kefu@shop.cn> 写道：
>1、设备型号？
答：WX-100
>2、序列号？
答：SN20261109A
>
>客服中心
>400-800-1234`,
    words: '答复如下：\n\n答：WX-100\n答：SN20261109A',
  },
  {
    name: 'signature with dashes and history',
    subject: 'Re: quote',
    text: `Please quote 50 units FOB Shanghai.

--
John Smith
Purchasing Manager
ACME Ltd.
www.acme.example

On Mon, 9 Nov 2026 at 10:12, Support <kefu@shop.cn> wrote:

> Dear John`,
    words: 'Please quote 50 units FOB Shanghai.',
  },
  {
    name: 'Sent from Outlook for iOS, new wording',
    subject: 'Re: quote',
    text: `Any news?

Sent from Outlook for iOS<https://aka.ms/o0ukef>
________________________________
From: Support <kefu@shop.cn>
Sent: Monday, November 9, 2026 6:12:00 PM
To: John <john@acme.example>
Subject: Re: quote

Hello`,
    words: 'Any news?',
  },
  {
    name: 'a web page pasted with From and To in a reply',
    subject: 'Re: 机票',
    text: `行程如下，请开发票：
From: 杭州 HGH
To: 北京 PEK
Date: 2026-11-09
金额：1,280 元`,
    words: `行程如下，请开发票：
From: 杭州 HGH
To: 北京 PEK
Date: 2026-11-09
金额：1,280 元`,
  },
  {
    name: 'markdown',
    subject: '接口问题',
    text: `## 现象
> 接口返回 500
## 复现
\`\`\`
POST /api
---
body
\`\`\``,
    words: `## 现象
> 接口返回 500
## 复现
\`\`\`
POST /api
---
body
\`\`\``,
  },
  {
    name: 'forward inside a forward',
    subject: 'Fwd: Fwd: 验收单',
    text: `---------- Forwarded message ---------
From: A <a@x.cn>
Date: Mon, Nov 9, 2026 at 10:12 AM
Subject: Fwd: 验收单
To: B <b@x.cn>


请处理

---------- Forwarded message ---------
From: C <c@x.cn>
Date: Mon, Nov 9, 2026 at 9:12 AM
Subject: 验收单
To: A <a@x.cn>


验收单编号 YS-88，签字页缺失。`,
    words: '请处理\n\n验收单编号 YS-88，签字页缺失。',
  },
  {
    name: '轉寄 by Gmail',
    subject: 'Fwd: 發票',
    text: `麻煩協助

---------- Forwarded message ---------
寄件者： 林小姐 <lin@example.tw>
Date: 2026年11月9日 週一 上午10:12
Subject: 發票
To: <wang@gmail.com>


發票抬頭有誤，請重開。`,
    words: '麻煩協助\n\n發票抬頭有誤，請重開。',
  },
  {
    name: 'thanks only',
    subject: '回复：处理结果',
    text: `谢谢！
-------------------------------------------
发自新浪邮箱客户端
在 2026年11月9日 10:12，客服<kefu@shop.cn> 写道：
内容`,
    words: '谢谢！',
  },
  {
    name: 'a customer’s letter closing with a company’s name',
    text: `贵司：

请于三日内答复。

　　　　　　　　某某有限公司
　　　　　　　　2026年11月9日`,
    words: `贵司：

请于三日内答复。

　　　　　　　　某某有限公司
　　　　　　　　2026年11月9日`,
  },
  {
    name: 'Spark',
    subject: 'Re: 维护',
    text: `周三下午三点可以。
在 2026年11月9日 +0800 10:12，客服 <kefu@shop.cn>，写道：
> 请问何时方便`,
    words: '周三下午三点可以。',
  },
  {
    name: 'Windows Mail',
    subject: '答复: 维护',
    text: `可以。

从 Windows 版邮件发送

发件人: 客服
发送时间: 2026年11月9日 10:12
收件人: zhou@outlook.com
主题: 维护

请问何时方便`,
    words: '可以。',
  },
  {
    name: 'mailing-list footer',
    text: `请问 2.0 什么时候发布？
_______________________________________________
users mailing list
users@lists.example.com
https://lists.example.com/listinfo/users`,
    words: '请问 2.0 什么时候发布？',
  },
  {
    name: 'a security banner of the company’s gateway above',
    subject: 'Re: x',
    text: `【外部邮件】请谨慎点击链接。

发票已收到。

On Mon, Nov 9, 2026 at 10:12 AM Support <kefu@shop.cn> wrote:
> x`,
    words: '【外部邮件】请谨慎点击链接。\n\n发票已收到。',
  },
  {
    name: 'reply in a bullet list with dashes and dates',
    subject: 'Re: 进度',
    text: `进度如下：
- 2026年11月9日 10:12 已报修
- 2026年11月10日 09:00 师傅写道：
  需要换主板
- 至今没有消息`,
    words: `进度如下：
- 2026年11月9日 10:12 已报修
- 2026年11月10日 09:00 师傅写道：
  需要换主板
- 至今没有消息`,
  },
  {
    name: 'a chat of a colleague forwarded as text, subject of an answer',
    subject: 'Re: 进度',
    text: `2026年11月10日 09:00 师傅在微信里写道：
需要换主板
请问费用谁出？`,
    words: `2026年11月10日 09:00 师傅在微信里写道：
需要换主板
请问费用谁出？`,
  },
  {
    name: 'inline answers in capitals below unmarked history are lost to nobody: all above is kept',
    subject: 'RE: form',
    text: `See my answers in red below.

From: Support <kefu@shop.cn>
Date: Monday, 9 November 2026 at 10:12
To: John <john@acme.example>
Subject: form

1. Model? WX-100`,
    words: 'See my answers in red below.',
  },
  {
    name: 'Yandex and others: date, name, address, no verb',
    subject: 'Re: form',
    text: `Done.

09.11.2026, 10:12, "Support" <kefu@shop.cn>:
> please fill in the form`,
    words: 'Done.',
  },
]
