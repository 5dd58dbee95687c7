import type { Finding } from './personal.ts'

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季柳温庄樊殷倪岑章祁纪舒阮项祝尚翟庞俞聂焦耿关裴柯桂路霍左辛管甘包宁景柴欧冉褚詹游宫苗葛牛'
const doubleSurnames = '欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫|西门'
// Characters a given name hardly ever has; a "name" with one is a sentence.
const notGiven =
  '的了是在不有我你他她它这那们就也都要来去给和与说想买卖修装退换寄收到发打电话号码家里人客户用户老板师傅先士么吗呢吧啊呀哦嗯叫做住问请谢什怎没把被让从对还会能可以几多少个几百千万台件单地址订货品快递手机微信收件联系'

const name = `(?:(?:${doubleSurnames})[^${notGiven}\\s\\p{P}A-Za-z0-9]{1,2}|[${surnames}][^${notGiven}\\s\\p{P}A-Za-z0-9]{1,2})`
const stop = '(?=$|[\\s\\p{P}\\d]|的|是|在|收|先生|女士|小姐|老师|电话|手机|身份证|住|我|你|，)'
const spaced = `(?:[${surnames}] [^${notGiven}\\s\\p{P}A-Za-z0-9](?: ?[^${notGiven}\\s\\p{P}A-Za-z0-9])?)`

/** A cheap test that must hold first, the pattern, and how sure it is. */
const patterns: readonly (readonly [RegExp, RegExp, number])[] = [
  [
    /姓名|名字|收货人|收件人|联系人|户主|户名|持卡人|开户|客户名|机主|申请人|投诉人|寄件人|签收人|本名|真名|全名|署名/,
    new RegExp(
      `(?:姓名|名字|收货人|收件人|联系人|户主|户名|持卡人|开户人|开户名|客户名|用户名字|机主|申请人|投诉人|寄件人|签收人|本名|真名|全名|署名)(?:就|还|写的?|填的?|叫|是|为|改成|改为|应该是)*\\s?[:：]?\\s?[“"「]?(${spaced}|${name})${stop}`,
      'gu',
    ),
    0.97,
  ],
  [
    /叫|本人|我就?是/,
    new RegExp(
      `(?:(?<=^|[\\s,，。;；])叫|我叫|我名叫|我的名字叫|名字叫|本人叫|叫做|我就是|本人是?|我是)\\s?(${spaced}|${name})${stop}`,
      'gu',
    ),
    0.93,
  ],
  [
    /叫|名字是/,
    new RegExp(
      `(?:我妈|我爸|我老婆|我老公|我爱人|我女儿|我儿子|我奶奶|我爷爷|我婆婆|我同事|我朋友|他|她)(?:叫|名叫|的名字是)\\s?(${name})${stop}`,
      'gu',
    ),
    0.93,
  ],
  [
    /1[3-9]\d/,
    new RegExp(
      `(?<=^|[\\s\\p{P}])(${name})(?=\\s?[,，:：、]?\\s?(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d))`,
      'gu',
    ),
    0.95,
  ],
  [/1[3-9]\d/, new RegExp(`(?<=1[3-9]\\d{9}\\s?[,，、]?\\s?)(${name})(?=$|[\\s\\p{P}]|收)`, 'gu'), 0.93],
  [/先生|女士|小姐/, new RegExp(`(?<=^|[\\s\\p{P}]|是|叫|给|让)(${name})(?=先生|女士|小姐)`, 'gu'), 0.9],
  [
    /[室号栋楼户座元]/,
    new RegExp(
      `(?<=(?:室|号|栋|楼|户|座|单元)\\s?[,，、]?\\s?)(${name})(?=\\s?(?:收|[,，]?\\s?1[3-9]))`,
      'gu',
    ),
    0.93,
  ],
  [
    /寄给|发给|转交|交给|写|署/,
    new RegExp(`(?<=寄给|发给|转交|交给|写|署)(${name})(?=$|[\\s\\p{P}]|收|本人)`, 'gu'),
    0.8,
  ],
  [
    /此致|敬礼|谢谢|敬上|祝好|客户|用户|--|——/,
    new RegExp(
      `(?<=(?:此致|敬礼|谢谢|敬上|祝好|客户|用户|[—-]{2})[!！。,，]?\\s{0,4})(${name})(?=\\s*$|\\s*敬上|\\n)`,
      'gu',
    ),
    0.85,
  ],
]

// 高兴, 常常, 方便: surnames that begin an everyday word.
const everyday =
  /^.(?:先生|女士|小姐|师傅|老师|总$|经理|工$|姐$|哥$|阿姨|大爷|叔|婶|奶奶|爷爷|太太)|^(?:高兴|高级|高压|高清|高温|高铁|高速|高层|常常|常用|常规|常温|常见|方便|方案|方式|方法|方向|金额|金色|金属|金卡|白色|白天|白板|石头|石材|温度|温水|温馨|万一|万能|任何|任意|任务|何时|何必|安全|安装|安排|安心|关于|关机|关闭|关注|管理|管道|管家|包装|包裹|包邮|向日|向导|易坏|易碎|文件|文字|章节|路由|路线|路径|项目|尚未|左右|左边|左侧|于是|于此|江苏|江西|江浙|黄色|黑色|红色|周末|周一|周二|周三|周四|周五|周六|周日|周期|周围|周边|周到|时间|夏天|夏季|田园|马上|马桶|马达|严重|严格|雷达|龙头|毛病|毛巾|武汉|沈阳|洪水|康复|程序|程度|顾客|柜子|庄园|明明|单独|连接|余额|余下|付款|付费|付钱|施工|季度|牛奶|熊猫|游戏|宁愿|宁可|许多|余款|汤锅|柳州|苏州|唐山|郑州|陆续|陆运|景观|祝您|祝好|钱包|钟点|贾|车主|业主|房东|会员|新手|老人|老客)/

/** Full names where the words beside them say that a name follows. */
export function findNames(text: string): Finding[] {
  const found: Finding[] = []
  for (const [hint, pattern, sure] of patterns) {
    if (!hint.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? ''
      if (everyday.test(value)) continue
      const start = match.index + match[0].lastIndexOf(value)
      found.push({ type: 'name', start, end: start + value.length, sure })
    }
  }
  return found
}
