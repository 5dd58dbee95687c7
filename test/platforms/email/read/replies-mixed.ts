import type { Written } from './replies-by-client.ts'

/** Answers between and below, several levels, forwarded mail, footers. */
export const repliesMixed: Written[] = [
  {
    name: 'answers between quoted lines',
    subject: 'Re: 维修',
    text: `在 2026/11/9 9:57, 客服 写道:
> 1. 请问型号是多少？
KFR-35GW
> 2. 哪天购买的？
去年双十一
> 3. 方便上门的时间？

周末都可以`,
    words: 'KFR-35GW\n去年双十一\n\n周末都可以',
  },
  {
    name: 'a word above and answers between',
    subject: 'Re: 维修',
    text: `您好，回答写在下面。

客服 <kefu@shop.cn> 于2026年11月9日周一 上午1:19写道：

> 请问型号是多少？

KFR-35GW

> 哪天购买的？

去年双十一

发自我的iPhone`,
    words: '您好，回答写在下面。\n\nKFR-35GW\n\n去年双十一',
  },
  {
    name: 'the answer below',
    subject: 'Re: repair',
    text: `On Mon, Nov 9, 2026 at 1:19 AM Support <kefu@shop.cn> wrote:
> Which model is it?
>> It does not cool.

KFR-35GW, bought last year.

-- 
Wang
Tel 010-12345678`,
    words: 'KFR-35GW, bought last year.',
  },
  {
    name: 'three levels',
    subject: '答复: 答复: 投诉',
    text: `还是没有人联系我！

发件人: 客服 <kefu@shop.cn>
发送时间: 2026年11月9日 10:12
收件人: 陈敏 <chenmin@corp.com>
主题: 答复: 投诉

今天会联系您。

发件人: 陈敏 <chenmin@corp.com>
发送时间: 2026年11月8日 10:12
收件人: 客服 <kefu@shop.cn>
主题: 投诉

三天没人理我。

-----邮件原件-----
发件人: x`,
    words: '还是没有人联系我！',
  },
  {
    name: 'only history: nothing was written',
    subject: '回复：照片',
    text: `

------------------ 原始邮件 ------------------
发件人: 客服 <kefu@shop.cn>
发送时间: 2026年11月9日 15:02
收件人: 王 <123456@qq.com>
主题: 照片

请发照片`,
    words: '',
  },
  {
    name: 'forwarded with nothing above',
    subject: '转发：设备故障',
    text: `


------------------ 原始邮件 ------------------
发件人: "老张" <zhang@qq.com>;
发送时间: 2026年11月9日(星期一) 中午11:19
收件人: "王女士"<wang@qq.com>;
主题: 设备故障

设备开机后报 E5，麻烦帮我联系厂家。`,
    words: '设备开机后报 E5，麻烦帮我联系厂家。',
  },
  {
    name: 'forwarded with a sentence above',
    subject: 'Fwd: 设备故障',
    text: `请处理一下，谢谢

---------- Forwarded message ---------
发件人： 老张 <zhang@gmail.com>
Date: 2026年11月9日周一 下午3:12
Subject: 设备故障
To: <wang@gmail.com>


设备开机后报 E5，麻烦帮我联系厂家。`,
    words: '请处理一下，谢谢\n\n设备开机后报 E5，麻烦帮我联系厂家。',
  },
  {
    name: 'forwarded by Outlook, which marks nothing',
    subject: '转发: 设备故障',
    text: `FYI

发件人: 老张 <zhang@corp.com>
发送时间: 2026年11月9日 10:12
收件人: 王 <wang@corp.com>
主题: 设备故障

设备开机后报 E5。

发件人: 厂家 <c@corp.com>
发送时间: 2026年11月8日 10:12
收件人: 老张 <zhang@corp.com>
主题: 设备

旧内容`,
    words: 'FYI\n\n设备开机后报 E5。',
  },
  {
    name: 'forwarded by Apple, with marks',
    subject: '转发：设备故障',
    text: `
发自我的iPhone

下面是被转发的邮件：

> 发件人: 老张 <zhang@corp.com>
> 日期: 2026年11月9日 GMT+8 10:12:00
> 收件人: wang@icloud.com
> 主题: 设备故障
> 
> 设备开机后报 E5。
> 急！`,
    words: '设备开机后报 E5。\n急！',
  },
  {
    name: 'forwarded by 163',
    subject: 'Fw:设备故障',
    text: `看看怎么办




-------- 转发邮件信息 --------
发件人："老张" <zhang@163.com>
发送日期：2026-11-09 10:12:00
收件人：wang@163.com
主题：设备故障
设备开机后报 E5。`,
    words: '看看怎么办\n\n设备开机后报 E5。',
  },
  {
    name: 'a mobile line and a disclaimer in two languages',
    text: `请问有没有现货？

此致
王建国

********************************
本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用。
如果您错收了本邮件，请您立即电话或邮件通知发件人并删除本邮件！
This e-mail and its attachments contain confidential information from COMPANY, which is intended only for the person or entity whose address is listed above.`,
    words: '请问有没有现货？\n\n此致\n王建国',
  },
  {
    name: 'a signature after two dashes, no history',
    text: `请问有没有现货？
-- 
王建国
某某公司 采购部
电话 010-88886666`,
    words: '请问有没有现货？',
  },
  {
    name: 'a line for leaving a list',
    text: `本月的对账单在附件里。

如果您不想再收到此类邮件，请点击此处退订：https://example.com/u`,
    words: '本月的对账单在附件里。',
  },
  {
    name: 'a footer between the words and the history, 來自',
    subject: 'Re: 訂單',
    text: `請改成下週送。

從我的 iPhone 傳送

客服 <kefu@shop.cn> 於 2026年11月9日 週一 上午1:19 寫道：

> 您好`,
    words: '請改成下週送。',
  },
]

/** Flattened, introduced and answered without the prefix of an answer. */
export const repliesOdd: Written[] = [
  {
    name: '网易邮箱大师, the old card on one line',
    text: '已寄出。| |王建国||邮箱：wangjg@163.com|签名由 网易邮箱大师 定制在2026年11月09日 16:46，客服 写道：您好',
    words: '已寄出。',
  },
  {
    name: '网易邮箱大师, who wrote in the middle of a line',
    text: '已寄出，谢谢。在2026年11月09日 16:46，客服<kefu@shop.cn> 写道：您好，请提供运单号',
    words: '已寄出，谢谢。',
  },
  {
    name: 'a colon above Outlook’s history',
    subject: '答复: 清单',
    text: '清单见附件：\n\n发件人: 客服 <kefu@shop.cn>\n发送时间: 2026年11月9日 10:12\n收件人: a@b.cn\n主题: 清单\n\n请发清单',
    words: '清单见附件：',
  },
  {
    name: 'an answer whose subject was changed',
    subject: '改地址',
    inReplyTo: '<k1@shop.cn>',
    text: '请改到杭州。\n\n发件人: 客服 <kefu@shop.cn>\n发送时间: 2026年11月9日 10:12\n收件人: a@b.cn\n主题: 清单\n\n请发清单',
    words: '请改到杭州。',
  },
  {
    name: 'one’s own address under a colon, above Foxmail’s history',
    subject: '回复: 登记',
    from: { name: '赵强', address: 'zhao@corp.com' },
    text: '好的\n我的邮箱是：\nzhao@corp.com\n\n发件人： 客服\n发送时间： 2026-11-09 10:12\n收件人： 赵强\n主题： 登记\n旧',
    words: '好的\n我的邮箱是：\nzhao@corp.com',
  },
  {
    name: 'forwarded as if it were answered: better all of it than nothing',
    subject: 'Fwd: E5',
    text: 'On Mon, Nov 9, 2026 at 10:12 AM Zhang <z@x.cn> wrote:\n> 设备报 E5',
    words: 'On Mon, Nov 9, 2026 at 10:12 AM Zhang <z@x.cn> wrote:\n> 设备报 E5',
  },
  {
    name: '阿里邮箱 on a phone',
    subject: '回复：x',
    text: '可以\n\n发自阿里邮箱 iPhone版\n--------------------\n发件人：k<k@s.cn>\n日　期：2026年11月09日\n收件人：a<a@b.cn>\n主　题：x\n旧',
    words: '可以',
  },
  {
    name: 'forwarded by 网易邮箱大师',
    subject: '转发：x',
    text: '帮看\n---- 转发的邮件 ----\n| 发件人 | 老张<z@163.com> |\n| 发送日期 | 2026年11月09日 16:46 |\n| 收件人 | a@163.com |\n| 主题 | x |\n设备坏了',
    words: '帮看\n\n设备坏了',
  },
  {
    name: 'Zoho',
    text: '收到。\n\n---- 在 星期一, 2026-11-09 10:12:00 +0800 客服 <kefu@shop.cn> 写道 ----\n\n您好',
    words: '收到。',
  },
  {
    name: 'Zoho, in other words',
    text: '还是报 403。\n\n---- 在 星期三, 2026-11-11 15:20:33 客服 <kefu@shop.cn> 撰写 ----\n\n您好',
    words: '还是报 403。',
  },
  {
    name: 'Proton',
    text: '请删除我的账号。\n\n使用 Proton Mail 安全电子邮件发送。',
    words: '请删除我的账号。',
  },
  {
    name: 'Spark, from its HTML',
    text: '能先存在仓库吗？\n\n发自 Spark <https://sparkmailapp.com>',
    words: '能先存在仓库吗？',
  },
  {
    name: 'forwarded, and what it is about said above',
    subject: 'Fwd: 差价',
    text: `这是你们平台的卖家发给我的，让我私下转账，请处理。

---------- Forwarded message ---------
发件人： 卖家 <s@gmail.com>
Date: 2026年11月9日周一 下午3:12
Subject: 差价
To: <wang@gmail.com>


系统出错，请转 200 元补差价。`,
    words: '这是你们平台的卖家发给我的，让我私下转账，请处理。',
  },
]

/** Mails whose every word is the customer's own. */
export const whole: Omit<Written, 'words'>[] = [
  {
    name: 'one who wrote',
    text: '你们客服小李在 2026年11月9日 的信里写道：\n三天之内退款。\n但是到今天都没有退。',
  },
  {
    name: 'a sentence on a sender',
    text: '快递单上的发件人：深圳市某某公司\n收件人：王建国\n电话：13800000000\n请帮我查一下到哪了。',
  },
  {
    name: 'a waybill',
    subject: '改地址',
    text: '寄件人：李四\n寄件时间：2026-11-09\n收件人：王五\n地址：杭州市西湖区文三路 1 号\n请改成下面的地址。',
  },
  {
    name: 'a suspicious mail described',
    subject: '这封邮件是你们发的吗',
    text: '我收到一封邮件：\n\n发件人：kefu@sh0p.cn\n主题：您的订单异常\n时间：2026-11-09 10:00\n\n里面让我输银行卡号，是真的吗？',
  },
  {
    name: 'a line of dashes',
    text: '第一件事：发票。\n--------------------\n第二件事：保修卡。\n--------------------\n第三件事：说明书。',
  },
  {
    name: 'a heading between dashes',
    text: '----- 订单信息 -----\n订单号：202610010001\n----- 问题 -----\n少发了一个配件',
  },
  { name: 'a list', text: '- 冰箱不制冷\n- 门关不严\n- 灯不亮\n\n* 都是昨天开始的\n1. 请派人来修' },
  { name: 'a table', text: '| 型号 | 数量 |\n|---|---|\n| KFR-35GW | 20 |\n| KFR-50LW | 5 |\n请报价' },
  {
    name: 'a price quotation',
    text: '贵司报价如下：\nA 款  1,200 元 × 10\nB 款  2,300 元 × 5\n合计  23,500 元\n能否再优惠 5%？',
  },
  {
    name: 'more than, at the start of a line',
    subject: '运费',
    text: '满多少包邮？\n>500元 免运费吗\n>1000元 呢？',
  },
  {
    name: 'two dashes before a thought',
    text: '我想退货\n--\n因为收到的颜色和图片完全不一样，而且边角有磕碰，客服之前答应可以换，现在又说不行，请问到底能不能换？',
  },
  { name: 'to leave a service is the question', text: '请帮我退订每天的短信，烦死了。\n怎么取消订阅会员？' },
  {
    name: 'wrote, in a sentence',
    text: 'On your website you wrote:\nfree return within 7 days.\nIs that still true?',
  },
  { name: 'a name and an address asked for', text: '我的新邮箱：\nwang.new@163.com\n请以后发到这里' },
  {
    name: 'what came with a phone',
    text: '问题：发自我的iPhone的邮件你们收不到吗？\n来自北京的客户说也收不到邮箱里的验证码。\n请查',
  },
  { name: 'secret matters', text: '请对本邮件及其附件中的价格保密，谢谢。\n附件是我们的需求清单。' },
  { name: 'only an address', subject: '回复：登记', text: 'wang.new@163.com' },
  {
    name: 'from and to of a journey',
    text: 'From: Beijing\nTo: Shanghai\nDate: Nov 9\nWeight: 20 kg\nHow much is the shipping?',
  },
  { name: 'a phone, at the end', text: '页面一直在转\n使用华为手机打不开' },
  { name: 'from where one knows us', text: '想加入会员\n从QQ群里看到你们的活动' },
  { name: 'from a shop', text: '我的订单\n来自华为商城' },
  { name: 'to leave, asked', text: '你好\n如果不想收到邮件，请问怎么退订' },
  { name: 'to leave, reported', text: '你好\n点击退订没有反应' },
  { name: 'secrecy asked for', text: '附件是标书\n本邮件内容保密，请勿外传' },
  { name: 'not to be deleted', text: '附件是合同\n本邮件是给你们经理的，请不要删除' },
  {
    name: 'what a colleague wrote by mail',
    text: 'On 2026/11/9 I sent a mail to kefu@shop.cn and your colleague wrote:\nfree repair.\nNow you charge me?',
  },
  { name: 'what a man wrote at a time', text: '师傅于2026-11-09 10:12写道：\n需要换主板\n真的吗？' },
  { name: 'what stands in a chat', text: '在2026年11月9日 10:12 群里写道：\n今天不上班\n真的吗？' },
]
