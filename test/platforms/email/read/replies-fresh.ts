import type { Written } from './replies-by-client.ts'

/** Written after the rules, to see how they do on what they were not made for. */
export const repliesFresh: Written[] = [
  {
    name: '飞书邮箱',
    subject: '回复：合同',
    text: `合同已盖章，扫描件见附件。

| 发件人：客服<kefu@shop.cn> |
| 日期：2026年11月9日 (周一) 10:12 |
| 主题：合同 |
| 收件人：孙<sun@corp.cn> |

您好，请回传盖章件。`,
    words: '合同已盖章，扫描件见附件。',
  },
  {
    name: 'a personal signature, then Outlook',
    subject: '答复: 采购',
    text: `王经理您好：

    附件是修改后的采购清单，请按新数量报价。

祝商祺！

李雷
采购部 | 某某科技有限公司
T: 0571-88886666  M: 13800000000
________________________________________
发件人: kefu@shop.cn <kefu@shop.cn>
日期: 星期一, 2026年11月9日 10:12
收件人: lilei@corp.com <lilei@corp.com>
抄送: hanmei@corp.com <hanmei@corp.com>
主题: 采购

旧内容`,
    words: `王经理您好：

    附件是修改后的采购清单，请按新数量报价。

祝商祺！

李雷
采购部 | 某某科技有限公司
T: 0571-88886666  M: 13800000000`,
  },
  {
    name: 'Gmail on a phone, day of week in brackets',
    subject: 'Re: 换货',
    text: `颜色要白色的

在 2026年11月9日周一 10:12，客服 <kefu@shop.cn> 写道：

> 您好，
>
> 请问换什么颜色？
>`,
    words: '颜色要白色的',
  },
  {
    name: 'numbered answers in three rounds',
    subject: 'Re: 调查',
    text: `> > 1、收货时间？
> 请客户补充
11 月 3 日
> > 2、外包装是否完好？
> 请客户补充
箱子角有破损，
快递员也看到了。
> 谢谢配合
不客气`,
    words: '11 月 3 日\n箱子角有破损，\n快递员也看到了。\n不客气',
  },
  {
    name: 'QQ flattened into one line',
    subject: '回复：发票',
    text: '税号 91330100MA27XXXXXX&nbsp;&nbsp;------------------&nbsp;原始邮件&nbsp;------------------&nbsp;发件人: "客服"&nbsp;发送时间: 2026年11月9日 主题: 发票 请提供税号',
    words: '税号 91330100MA27XXXXXX',
  },
  {
    name: 'Lotus Notes',
    subject: '回复: 报修',
    text: `机房空调编号是 AC-07。

发件人：        客服 <kefu@shop.cn>
收件人：        ops@corp.com
日期：          2026-11-09 10:12
主题：          报修



请提供设备编号。`,
    words: '机房空调编号是 AC-07。',
  },
  {
    name: 'Roundcube',
    subject: 'Re: 登录',
    text: `还是收不到验证码。

On 2026-11-09 10:12, 客服 wrote:
> 请检查垃圾箱`,
    words: '还是收不到验证码。',
  },
  {
    name: 'Roundcube 中文',
    subject: 'Re: 登录',
    text: `还是收不到验证码。

客服 于 2026-11-09 10:12 写道：
> 请检查垃圾箱`,
    words: '还是收不到验证码。',
  },
  {
    name: '新浪邮箱',
    subject: '回复：投诉',
    text: `没人管吗？
----- 原始邮件 -----
发件人：<kefu@shop.cn>
收件人："zhou" <zhou@sina.com>
主题：投诉
日期：2026年11月09日 10点12分

已转相关部门`,
    words: '没人管吗？',
  },
  {
    name: '搜狐',
    subject: 'Re:投诉',
    text: `没人管吗？




----- 原文 -----
发件人: "客服" <kefu@shop.cn>
收件人: zhou@sohu.com
发送时间: 2026-11-09 10:12:00
标题: 投诉

已转相关部门`,
    words: '没人管吗？',
  },
  {
    name: 'forwarded by 企业微信',
    subject: '转发: 系统告警',
    text: `@客服 麻烦看下这个


------------------ Forwarded Message ------------------
From:&nbsp;"alarm"&lt;alarm@corp.com&gt;
Date:&nbsp;Mon, Nov 9, 2026 10:12 AM
To:&nbsp;"ops"&lt;ops@corp.com&gt;
Subject:&nbsp;系统告警

压缩机温度 98℃，请立即检查。`,
    words: '@客服 麻烦看下这个\n\n压缩机温度 98℃，请立即检查。',
  },
  {
    name: 'forwarded, long words above',
    subject: '转发：报价',
    text: `您好，下面是去年贵司另一位同事给我们的报价，当时承诺一年内价格不变。现在我们准备再采购三十台，请确认是否还能按这个价格执行，如果不行请说明原因，并给出新的正式报价单，我们这周五之前需要上会讨论，谢谢配合。

------------------ 原始邮件 ------------------
发件人: "旧同事" <old@shop.cn>
发送时间: 2025年11月9日 10:12
收件人: "我" <me@qq.com>
主题: 报价

每台 1,999 元。`,
    words:
      '您好，下面是去年贵司另一位同事给我们的报价，当时承诺一年内价格不变。现在我们准备再采购三十台，请确认是否还能按这个价格执行，如果不行请说明原因，并给出新的正式报价单，我们这周五之前需要上会讨论，谢谢配合。',
  },
  {
    name: 'a bilingual disclaimer above the history',
    subject: '答复: 验收',
    text: `已验收，请安排开票。

【保密声明】本邮件（包括任何附件）可能含有机密信息，仅供指定收件人使用。
[Confidentiality Notice] This email may contain privileged information.

-----邮件原件-----
发件人: x`,
    words: '已验收，请安排开票。',
  },
  {
    name: 'own words that look like a chat protocol',
    subject: 'Re: 投诉',
    text: `以下是我和你们客服的聊天记录：
2026-11-09 10:12 客服小李：
亲，三天内退款哦
2026-11-09 10:13 我：
好的
2026-11-12 09:00 客服小李：
请再等等`,
    words: `以下是我和你们客服的聊天记录：
2026-11-09 10:12 客服小李：
亲，三天内退款哦
2026-11-09 10:13 我：
好的
2026-11-12 09:00 客服小李：
请再等等`,
  },
  {
    name: 'own words: an error log',
    subject: '软件报错',
    text: `运行后出现：
>>> import device
Traceback (most recent call last):
  File "a.py", line 1
---------------------------
From: device 01
怎么解决？`,
    words: `运行后出现：
>>> import device
Traceback (most recent call last):
  File "a.py", line 1
---------------------------
From: device 01
怎么解决？`,
  },
  {
    name: 'own words: a letter in paragraphs with a rule',
    text: `您好：
　　我在贵店购买的净水器漏水，
　　地板泡坏了。

=====================

　　要求赔偿。
此致
敬礼！
　　　　　　　　　张三`,
    words: `您好：
　　我在贵店购买的净水器漏水，
　　地板泡坏了。

=====================

　　要求赔偿。
此致
敬礼！
　　　　　　　　　张三`,
  },
  {
    name: 'own words: an order confirmation pasted',
    subject: 'Re: 订单',
    text: `收件人：张三
电话：13800000000
地址：北京市朝阳区 1 号
时间：周六上午
主题：希望安装师傅带梯子`,
    words: `收件人：张三
电话：13800000000
地址：北京市朝阳区 1 号
时间：周六上午
主题：希望安装师傅带梯子`,
  },
  {
    name: 'Outlook for Mac, 回复 with a name in bold',
    subject: 'Re: 物流',
    text: `麻烦催一下快递。

*发件人: *客服 <kefu@shop.cn>
*日期: *2026年11月9日 星期一 上午10:12
*收件人: *陈敏 <chenmin@corp.com>
*主题: *Re: 物流

好的`,
    words: '麻烦催一下快递。',
  },
  {
    name: 'vivo, nothing between the words and its line',
    subject: '回复：手机',
    text: `屏幕碎了能保修吗
发自我的vivo智能手机

---- 客服 写道 ----

您好，请描述问题`,
    words: '屏幕碎了能保修吗',
  },
  {
    name: 'Gmail in Japanese interface is unknown: kept marks are dropped at least',
    subject: 'Re: 保証',
    text: `届きました。ありがとうございます。

2026年11月9日(月) 10:12 客服 <kefu@shop.cn>:

> 您好`,
    words: '届きました。ありがとうございます。',
  },
]
