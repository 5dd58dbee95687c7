import { expect, test } from 'vitest'
import { newWords } from '../../../../src/platforms/email/read/new-words.ts'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'

const raw = (html: string, subject = 'Re: x'): Uint8Array =>
  Buffer.from(
    `From: =?UTF-8?B?6LW15by6?= <zhao@corp.com>\r\nSubject: ${subject}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
  )

const old = '<div>您好，请提供订单号。</div><div>客服</div>'

/** As these clients write an answer in HTML; of each only 订单号是 1001。 is new. */
const answers: [string, string][] = [
  [
    'QQ邮箱',
    `<div>订单号是 1001。</div><div><br></div><div style="font-size: 12px;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>&nbsp;"客服"&nbsp;&lt;kefu@shop.cn&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月9日(星期一) 中午11:19</div><div><b>收件人:</b>&nbsp;"赵强"&lt;zhao@corp.com&gt;;</div><div></div><div><b>主题:</b>&nbsp;x</div></div><div><br></div>${old}`,
  ],
  [
    '163 web',
    `<div style="line-height:1.7"><div>订单号是 1001。</div><br/><br/><div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><br/><pre><br/>在 2026-11-09 00:16:35，"客服" &lt;kefu@shop.cn&gt; 写道：<br/></pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">${old}</blockquote></div>`,
  ],
  [
    '网易邮箱大师',
    `<div>订单号是 1001。</div><div class="ntes-mailmaster-signature"><table><tr><td><img src="https://x.cn/a.png"></td><td>赵强</td></tr><tr><td></td><td>zhao@corp.com</td></tr></table></div><div class="J-reply"><div>---- 回复的原邮件 ----</div><div><table><tbody><tr><td>发件人</td><td><a href="mailto:kefu@shop.cn">客服&lt;kefu@shop.cn&gt;</a></td></tr><tr><td>发送日期</td><td>2026年11月09日 16:46</td></tr><tr><td>收件人</td><td>zhao@corp.com</td></tr><tr><td>主题</td><td>x</td></tr></tbody></table></div><div>${old}</div></div>`,
  ],
  [
    'Outlook 中文',
    `<div class="WordSection1"><p class="MsoNormal">订单号是 1001。</p><p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>发件人<span lang="EN-US">:</span></b><span lang="EN-US"> </span>客服<span lang="EN-US"> &lt;kefu@shop.cn&gt; <br></span><b>发送时间<span lang="EN-US">:</span></b><span lang="EN-US"> 2026</span>年<span lang="EN-US">11</span>月<span lang="EN-US">9</span>日<span lang="EN-US"> 10:12<br></span><b>收件人<span lang="EN-US">:</span></b><span lang="EN-US"> zhao@corp.com<br></span><b>主题<span lang="EN-US">:</span></b><span lang="EN-US"> x</span></p></div>${old}</div>`,
  ],
  [
    'Foxmail',
    `<div><span></span>订单号是 1001。</div><div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span><div style="MARGIN: 10px; FONT-SIZE: 10pt"><div>赵强</div><div>zhao@corp.com</div></div></span></div><blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="background:#efefef;"><div><b>发件人：</b>&nbsp;<a href="mailto:kefu@shop.cn">客服</a></div><div><b>发送时间：</b>&nbsp;2026-11-09&nbsp;10:12</div><div><b>收件人：</b>&nbsp;<a href="mailto:zhao@corp.com">赵强</a></div><div><b>主题：</b>&nbsp;x</div></div></div>${old}</blockquote>`,
  ],
  [
    '钉邮',
    `<div class="__aliyun_email_body_block"><div>订单号是 1001。</div><div><br></div><div>来自钉钉专属商务邮箱</div><blockquote style="margin-right:0;margin-top:0;margin-bottom:0;"><div style="clear:both;">------------------------------------------------------------------</div><div>发件人：客服&lt;kefu@shop.cn&gt;</div><div>日　期：2026年11月09日 10:12:33</div><div>收件人：赵强&lt;zhao@corp.com&gt;</div><div>主　题：x</div><div><br></div>${old}</blockquote></div>`,
  ],
  [
    '阿里邮箱, no block quote',
    `<div><div>订单号是 1001。</div><div>------------------------------------------------------------------</div><div>发件人：客服&lt;kefu@shop.cn&gt;</div><div>发送时间：2026年11月9日(星期一) 10:12</div><div>收件人：赵强&lt;zhao@corp.com&gt;</div><div>主　题：x</div><div><br></div>${old}</div>`,
  ],
  [
    'Gmail',
    `<div dir="ltr">订单号是 1001。</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">客服 &lt;<a href="mailto:kefu@shop.cn">kefu@shop.cn</a>&gt; 于2026年11月9日周一 上午1:19写道：<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${old}</blockquote></div>`,
  ],
  [
    'Apple',
    `<html><body dir="auto">订单号是 1001。<br><br><div dir="ltr">发自我的iPhone</div><div dir="ltr"><br><blockquote type="cite">在 2026年11月9日，下午5:45，客服 &lt;kefu@shop.cn&gt; 写道：<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿${old}</div></blockquote></body></html>`,
  ],
  [
    'Thunderbird',
    `<p>订单号是 1001。</p><div class="moz-cite-prefix">在 2026/11/9 9:57, 客服 写道:<br></div><blockquote type="cite" cite="mid:k1@shop.cn">${old}</blockquote>`,
  ],
  [
    '企业微信邮箱',
    `<div>订单号是 1001。</div><div><br></div><div>发自我的企业微信</div><div><br></div><div><div id="original-content"><div>----------Reply to Message----------</div><div>On Mon, Nov 9, 2026 10:23 AM 客服&lt;kefu@shop.cn&gt; wrote:</div>${old}</div></div>`,
  ],
  [
    '139邮箱',
    `<p>订单号是 1001。</p><hr id="replySplit"><div id="reply139content"><div>发件人： 客服</div><div>时间： 2026/11/09</div>${old}</div>`,
  ],
  [
    'Coremail',
    `<p>订单号是 1001。</p><br><br><blockquote name="replyContent" class="ReferenceQuote" style="padding-left:5px;margin-left:5px;border-left:#b6b6b6 2px solid;">-----原始邮件-----<br><b>发件人:</b><span id="rc_from">客服 &lt;kefu@shop.cn&gt;</span><br><b>主题:</b> x<br>${old}</blockquote>`,
  ],
  [
    'Outlook on a phone',
    `<div dir="auto">订单号是 1001。</div><div id="ms-outlook-mobile-signature"><div></div>获取 <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><b>发件人:</b> 客服 &lt;kefu@shop.cn&gt;<br><b>发送时间:</b> Monday, November 9, 2026 10:12:00 AM<br><b>收件人:</b> zhao@corp.com &lt;zhao@corp.com&gt;<br><b>主题:</b> x<div>&nbsp;</div></div>${old}`,
  ],
]

test.each(answers)('%s in HTML', (_, html) => {
  const mail = readMail(raw(html))
  expect(newWords(mail.text, mail)).toBe('订单号是 1001。')
})

/** The boxes in which clients put a signature, above an older mail or at the end. */
const signatures: [string, string][] = [
  ['Outlook on the web', '<div id="Signature"><div>卫国</div><div>某某贸易有限公司</div></div>'],
  ['Outlook, quoted by another', '<div class="x_Signature" id="x_Signature"><div>卫国</div></div>'],
  [
    'Gmail',
    '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div>卫国</div><div>采购</div></div>',
  ],
  ['Apple', '<div id="AppleMailSignature" dir="ltr"><div>卫国</div><div>某某贸易</div></div>'],
  ['网易 on a computer', '<div id="ntes-pcmac-signature"><hr>卫国<br>某某贸易</div>'],
  [
    'QQ',
    '<div><sign signid="3"><div>------------------</div><div>卫国</div><div>某某贸易</div></sign></div>',
  ],
  ['QQ and 企业微信', '<div class="xmail_signature"><hr><div>卫国</div><div>某某贸易</div></div>'],
  ['阿里邮箱', '<div class="__aliyun_signature_wrap"><div>卫国</div><div>某某贸易</div></div>'],
  [
    'Foxmail',
    '<hr style="width: 210px; height: 1px;"><div class="FoxSign"><div>卫国</div><div>某某贸易</div></div>',
  ],
  ['Thunderbird', '<div class="moz-signature">-- <br>卫国<br>某某贸易</div>'],
]
const head =
  '<hr><div><b>发件人:</b> 客服 &lt;kefu@shop.cn&gt;<br><b>发送时间:</b> 2026年11月9日 10:12<br><b>收件人:</b> wei@corp.cn<br><b>主题:</b> x</div>'

test.each(signatures)('the signature of %s', (_, box) => {
  for (const below of ['', head + old, `<blockquote type="cite">${old}</blockquote>`]) {
    const mail = readMail(raw(`<div>订单号是 1001</div>${box}<br>${below}`))
    expect(newWords(mail.text, mail)).toBe('订单号是 1001')
  }
})

test.each(signatures)('words below the signature of %s stay', (_, box) => {
  const mail = readMail(raw(`<div>您好</div>${box}<div>订单号是 1001</div>`))
  expect(newWords(mail.text, mail)).toContain('订单号是 1001')
})

test('sentences in the box of a signature stay', () => {
  const box = '<div id="AppleMailSignature"><div>还有一件事，<br>门也关不上了。</div></div>'
  const mail = readMail(raw(`<div>您好</div>${box}${head}${old}`))
  expect(newWords(mail.text, mail)).toContain('门也关不上了。')
})

test('forwarded in HTML', () => {
  const mail = readMail(
    raw(
      `<div>请看</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div><div><b>发件人:</b>&nbsp;"老张"&nbsp;&lt;z@qq.com&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月9日(星期一) 中午11:19</div><div><b>收件人:</b>&nbsp;"赵强"&lt;zhao@corp.com&gt;;</div><div><b>主题:</b>&nbsp;故障</div></div><div><br></div><div>开机报 E5。</div>`,
      '=?UTF-8?B?6L2s5Y+R77ya5pWF6Zqc?=',
    ),
  )
  expect(newWords(mail.text, mail)).toBe('请看\n\n开机报 E5。')
})

test('a table of the customer’s own stays', () => {
  const mail = readMail(
    raw(
      '<p>请报价：</p><table><tr><td>型号</td><td>数量</td></tr><tr><td>KFR-35GW</td><td>20</td></tr></table>',
    ),
  )
  expect(newWords(mail.text, mail)).toBe(mail.text)
})
