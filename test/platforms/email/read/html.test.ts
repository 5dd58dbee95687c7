import { expect, test } from 'vitest'
import { sanitiseHtml } from '../../../../src/platforms/email/read/html/sanitise.ts'
import { htmlToText } from '../../../../src/platforms/email/read/html/to-text.ts'

const texts: [name: string, html: string, text: string][] = [
  ['paragraphs', '<p>一</p><p>二</p>', '一\n\n二'],
  ["Outlook's paragraphs stand close", '<p class="MsoNormal">一</p><p class="MsoNormal">二</p>', '一\n二'],
  ['a line break at the end of a block', '<div>a<br></div><div>b</div>', 'a\nb'],
  ['an empty line of blocks', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  ['white space', '<div>  a\n  b&nbsp;&nbsp;c <b> d</b></div>', 'a b  c d'],
  [
    'head, style, script and comments',
    '<head><title>t</title><style>p{}</style></head><script>x</script><!-- c --><p>a</p>',
    'a',
  ],
  [
    'hidden parts',
    '<div style="DISPLAY: none">x</div><span style="mso-hide:all">y</span><p hidden>z</p>a',
    'a',
  ],
  ['everything hidden is shown', '<div style="display:none">只有这句</div>', '只有这句'],
  ['lists', '<ul><li>a<li>b<ol><li>c</li></ol></ul>d', '- a\n- b\n  1. c\n\nd'],
  [
    'an empty paragraph of Outlook',
    '<p class="MsoNormal">a</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">b</p>',
    'a\n\nb',
  ],
  [
    'the line of Outlook over an old mail',
    '<p>a</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">发件人: b</p></div>',
    'a\n________________________________\n发件人: b',
  ],
  ['a blank line before a quotation', 'a<br><br><blockquote type="cite">b</blockquote>', 'a\n\n> b'],
  ['a name that hides an address', '<a href="mailto:a@b.cn">客服</a>', '客服 <a@b.cn>'],
  ['an empty item', '<ul><li>a</li><li></li></ul>b', '- a\n\nb'],
  [
    'a table',
    '<table><tr><th>品名</th><th>数量</th></tr><tr><td><p>茶</p></td><td><p>2</p></td></tr></table>',
    '品名 | 数量\n茶 | 2',
  ],
  ['a link that says its address', '<a href="https://a.cn/">a.cn</a>', 'a.cn'],
  ['a link that hides its address', '看<a href="https://a.cn/x">这里</a>。', '看这里 <https://a.cn/x>。'],
  ['a link that acts', '<a href="javascript:alert(1)">x</a>', 'x'],
  ['an address of a person', '<a href="mailto:a@b.cn">a@b.cn</a>', 'a@b.cn'],
  [
    'a quotation',
    '好的<blockquote>您的单号？<br><br>谢谢<blockquote>在吗</blockquote></blockquote>再见',
    '好的\n> 您的单号？\n>\n> 谢谢\n> > 在吗\n再见',
  ],
  [
    'an indent of Gmail is no quotation',
    '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">a</blockquote>',
    'a',
  ],
  ['the quotation of 139', '我的回复<div id="reply139content">旧的</div>', '我的回复\n> 旧的'],
  ['a rule', 'a<hr>b', 'a\n________________________________\nb'],
  ['preformatted', '<pre>a\n  b\n\nc</pre>', 'a\n  b\n\nc'],
  [
    'pictures',
    '<img src="cid:1" alt="x.png"><img src="https://t.cn/p.gif"><img src="https://a.cn/1" alt="图"><img alt="😊">',
    '[图]😊',
  ],
  ['entities', '&lt;b&gt; &#20013; &amp;amp;', '<b> 中 &amp;'],
  [
    'a template whose boxes have no size',
    '<table style="font-size:0"><tr><td style="font-size:0px;padding:9px"><p style="font-size:14px">运单 77</p></td></tr></table>b',
    '运单 77\n\nb',
  ],
  [
    'what keeps the size of nothing',
    '<div style="font-size:0">x<b>y</b><span style="font-size:1em">z</span></div>a',
    'a',
  ],
  [
    'seen in what cannot be seen',
    '<div style="visibility:hidden">x<p style="visibility:visible">运单 77</p></div>a',
    '运单 77\na',
  ],
  [
    'no size in short',
    '<div style="font:0/0 a">x<i style="font: 14px/1.5 Arial">运单 77</i></div>',
    '运单 77',
  ],
  ['gone with all it holds', '<div style="display:none"><p style="font-size:14px">x</p></div>a', 'a'],
  ['lines kept by a style', '<div style="white-space: pre-wrap">a 1\nb <b>2</b> c\n</div>d', 'a 1\nb 2 c\nd'],
  ['lines kept no longer', '<pre>a\n<span style="white-space:normal">b\nc</span></pre>', 'a\nb c'],
  ['words beside others in what is kept', '<pre>one <b>two</b> three</pre>', 'one two three'],
  ['a list that goes on', '<ol start="4"><li>a</li><li>b</li></ol>', '4. a\n5. b'],
  ['an item with its own number', '<ol><li>a</li><li value="7">b</li><li>c</li></ol>', '1. a\n7. b\n8. c'],
  [
    'a list of letters',
    '<ol type="a"><li>x</li><li>y</li></ol><ol style="list-style-type: upper-alpha"><li>z</li></ol>',
    'a. x\nb. y\n\nA. z',
  ],
  [
    'an indent with a margin alone',
    '<div>寄到</div><blockquote style="margin: 0 0 0 40px;"><div>幸福路 9 号</div></blockquote>',
    '寄到\n幸福路 9 号',
  ],
  [
    'a margin and a line is a quotation',
    '<blockquote style="margin:0 0 0 40px;border-left:2px solid #ccc">旧的</blockquote>',
    '> 旧的',
  ],
  [
    'many tags left open',
    '<font size=2>行<br>'.repeat(700),
    Array.from({ length: 700 }, () => '行').join('\n'),
  ],
  ['a signature without words above it', '<div class="gmail_signature">冯五</div>', '冯五'],
  [
    'words below a signature',
    'a<div class="gmail_signature">冯五</div><div>编号 77</div>',
    'a\n冯五\n编号 77',
  ],
  ['a signature', 'a<div id="Signature"><div>冯五</div></div>', 'a\n-- \n冯五'],
  [
    'a signature in a cell',
    '<table><tr><td>a</td><td><div class="FoxSign">冯五</div></td></tr></table>',
    'a\n-- \n冯五',
  ],
  ['nothing closed', '<div><p><b>a<div>b', 'a\nb'],
]

test.each(texts)('text: %s', (_name, html, text) => {
  expect(htmlToText(html)).toEqual({ text, whole: true })
})

const sources: [name: string, html: string, safe: string][] = [
  ['handlers and styles', '<p onclick="x()" style="background:url(//t)" class="a">a</p>', '<p>a</p>'],
  ['script', '<p>a</p><script>alert(1)</script><svg onload=x><p>b</svg>', '<p>a</p>'],
  [
    'a link that acts',
    '<a href="java\nscript:alert(1)">a</a>',
    '<a rel="noopener noreferrer nofollow" target="_blank">a</a>',
  ],
  [
    'a link',
    '<a href="https://a.cn/?a=1&amp;b=2">a</a>',
    '<a href="https://a.cn/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">a</a>',
  ],
  ['a picture of elsewhere', '<img src="https://t.cn/p.gif" alt="图">', '<img alt="图">'],
  ['a picture of the mail', '<img src="cid:a@b" width="10" height="1e9">', '<img src="cid:a@b" width="10">'],
  ['forms', '<form action="https://x"><input name="p"><button>送</button></form>', '送'],
  [
    'base, meta and link',
    '<base href="https://x"><meta http-equiv="refresh" content="0"><link rel="stylesheet" href="x">a',
    'a',
  ],
  ['text that looks like tags', '&lt;script&gt;"', '&lt;script&gt;&quot;'],
  [
    'an attribute that breaks out',
    "<p title='\"><script>x</script>'>a</p>",
    '<p title="&quot;&gt;&lt;script&gt;x&lt;/script&gt;">a</p>',
  ],
  ['nothing closed', '<div><b>a', '<div><b>a</b></div>'],
]

test.each(sources)('source: %s', (_name, html, safe) => {
  expect(sanitiseHtml(html)).toBe(safe)
})
