import type { Step, Tone } from '../../src/playbook/playbook.ts'

export interface FreshMessage {
  text: string
  category: string
  step: Step
  tone: Tone
  /** Scripts that a good agent would take for it. */
  good: string[]
}

const message = (
  text: string,
  [category, step, tone]: [string, Step, Tone],
  ...good: string[]
): FreshMessage => ({ text, category, step, tone, good })

/** Written after the library and in none of its examples; used to measure, never to tune. */
export const freshMessages: FreshMessage[] = [
  message(
    '滚筒一甩就跟打雷似的，楼下都上来敲门了，你们管不管',
    ['fault_repair', 'diagnosis', 'empathy_first'],
    'fault_repair.diagnosis.empathy_first.noise',
  ),
  message(
    '风机里头有那种沙沙刮东西的动静',
    ['fault_repair', 'diagnosis', 'plain'],
    'fault_repair.diagnosis.plain.noise',
  ),
  message(
    '早上烧水按下去一点反应没有 灯也不亮',
    ['fault_repair', 'diagnosis', 'plain'],
    'fault_repair.diagnosis.plain.no_power',
  ),
  message(
    '壁挂炉蹦出来个E9 是啥毛病呀',
    ['fault_repair', 'diagnosis', 'plain'],
    'fault_repair.diagnosis.plain.error_code',
  ),
  message(
    '上礼拜刚给换的电机，今天又罢工了，耍我玩呢',
    ['fault_repair', 'diagnosis', 'empathy_first'],
    'fault_repair.diagnosis.empathy_first.again',
  ),
  message(
    '吹了俩钟头屋里还是三十度，一点不凉快',
    ['fault_repair', 'diagnosis', 'plain'],
    'fault_repair.diagnosis.plain.weak',
  ),
  message(
    '拆开包装盖子就是碎的，我等了半个月就等来这个',
    ['fault_repair', 'diagnosis', 'empathy_first'],
    'fault_repair.diagnosis.empathy_first.arrived_broken',
  ),
  message(
    '为啥才两年就坏，是不是你们这批货本身有缺陷',
    ['fault_repair', 'diagnosis', 'detailed'],
    'fault_repair.diagnosis.detailed.cause',
  ),
  message(
    '出了质保的话换块屏得花多少',
    ['fault_repair', 'solution', 'plain'],
    'fault_repair.solution.plain.out_of_warranty',
  ),
  message(
    '质保就差三天到期过，你们就要收我六百，太黑了',
    ['fault_repair', 'solution', 'empathy_first'],
    'fault_repair.solution.empathy_first.out_of_warranty',
  ),
  message(
    '师傅说缺个压缩机要调货，调到猴年马月啊',
    ['fault_repair', 'solution', 'plain'],
    'fault_repair.solution.plain.parts',
  ),
  message(
    '洗碗机下面老是一小摊水，门缝那边渗的',
    ['fault_repair', 'diagnosis', 'plain'],
    'fault_repair.diagnosis.plain.leak',
  ),
  message(
    '请问遥控器上那个像月亮一样的是管什么的',
    ['usage_inquiry', 'solution', 'plain'],
    'usage_inquiry.solution.plain.icon',
  ),
  message(
    '家里宽带换了，音箱死活连不上新的网',
    ['usage_inquiry', 'solution', 'plain'],
    'usage_inquiry.solution.plain.wifi',
  ),
  message(
    '里面那层网子黑乎乎的，可以直接拿水龙头冲吗',
    ['usage_inquiry', 'solution', 'plain'],
    'usage_inquiry.solution.plain.clean',
  ),
  message(
    '宝宝摸了几下屏幕，现在怎么点都不动',
    ['usage_inquiry', 'solution', 'plain'],
    'usage_inquiry.solution.plain.locked',
  ),
  message(
    '小册子让孩子撕了，还能再给我一份不',
    ['usage_inquiry', 'solution', 'plain'],
    'usage_inquiry.solution.plain.manual',
  ),
  message(
    '拿它煮给婴儿吃的，塑料遇热会不会有害物质出来',
    ['usage_inquiry', 'solution', 'detailed'],
    'usage_inquiry.solution.detailed.safe',
  ),
  message(
    '照着弄了一下午，头都大了，什么破说明',
    ['usage_inquiry', 'discovery', 'empathy_first'],
    'usage_inquiry.discovery.empathy_first.stuck',
    'usage_inquiry.solution.empathy_first.guide',
  ),
  message(
    '你们那个女的电话里骂我没文化',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.attitude',
  ),
  message(
    '一会儿让找门店一会儿让打总部，我到底该听谁的',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.passed_around',
  ),
  message(
    '留了四次言，石头扔水里还有个响呢',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.slow',
    'service_complaint.diagnosis.empathy_first.sarcasm',
  ),
  message(
    '明天再没结果我就去市场监督管理局反映',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.regulator',
  ),
  message(
    '换个开关问我要三百五，还只收现金',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.fees',
  ),
  message(
    '一天接了八个卖净水器的电话，都知道我姓什么',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.privacy',
  ),
  message(
    '上周答应补寄的赠品，连个单号都没有',
    ['service_complaint', 'diagnosis', 'empathy_first'],
    'service_complaint.diagnosis.empathy_first.broken_word',
  ),
  message(
    '你们核实出来没错，那录音给我听听',
    ['service_complaint', 'diagnosis', 'detailed'],
    'service_complaint.diagnosis.detailed.evidence',
  ),
  message(
    '码数偏小穿不上',
    ['return_exchange', 'discovery', 'plain'],
    'return_exchange.discovery.plain.reason',
  ),
  message(
    '实物跟直播里差了十万八千里，我不要了，钱还我',
    ['return_exchange', 'discovery', 'empathy_first'],
    'return_exchange.discovery.empathy_first.reason',
  ),
  message(
    '吊牌剪了还给退不',
    ['return_exchange', 'discovery', 'detailed'],
    'return_exchange.discovery.detailed.rules',
  ),
  message(
    '仓库都签收五天了，支付宝一分钱没见回来',
    ['return_exchange', 'diagnosis', 'empathy_first'],
    'return_exchange.diagnosis.empathy_first.refund_late',
  ),
  message(
    '订的灰色给我来个粉的',
    ['return_exchange', 'diagnosis', 'plain'],
    'return_exchange.diagnosis.plain.wrong_item',
  ),
  message(
    '寄回来的邮费算谁头上',
    ['return_exchange', 'solution', 'plain'],
    'return_exchange.solution.plain.freight',
  ),
  message(
    '收件的小哥能约下班以后过来拿吗',
    ['return_exchange', 'solution', 'plain'],
    'return_exchange.solution.plain.pickup_time',
  ),
  message(
    '为啥说我的不符合条件，你们的理由站不住脚',
    ['return_exchange', 'solution', 'detailed'],
    'return_exchange.solution.detailed.refused',
    'any.solution.detailed.rejected',
  ),
  message(
    '热水器送来四天了一直杵在过道，没人管',
    ['installation', 'discovery', 'empathy_first'],
    'installation.discovery.empathy_first.nobody_called',
  ),
  message(
    '下周二下午家里有人，可以过来挂电视',
    ['installation', 'discovery', 'plain'],
    'installation.discovery.plain.booking',
  ),
  message(
    '墙是石膏板的，挂得住吗，要不要先加固',
    ['installation', 'discovery', 'detailed'],
    'installation.discovery.detailed.site',
  ),
  message(
    '我在家干等一上午，说来的人呢',
    ['installation', 'solution', 'empathy_first'],
    'installation.solution.empathy_first.no_show',
  ),
  message(
    '老家有事要回去，下周再来装吧',
    ['installation', 'solution', 'plain'],
    'installation.solution.plain.reschedule',
  ),
  message(
    '铜管超出三米要补多少',
    ['installation', 'solution', 'detailed'],
    'installation.solution.detailed.fees',
  ),
  message(
    '油烟机洗一趟什么价位',
    ['value_added', 'discovery', 'plain'],
    'value_added.discovery.plain.which',
    'value_added.solution.plain.price',
  ),
  message(
    '花两百块加一年保，划算吗',
    ['value_added', 'discovery', 'detailed'],
    'value_added.discovery.detailed.worth',
    'value_added.solution.detailed.extended_warranty',
  ),
  message(
    '清洗师傅走了以后一股怪味，还不如不洗',
    ['value_added', 'follow_up', 'empathy_first'],
    'value_added.follow_up.empathy_first.poor',
  ),
  message(
    '厨房有怪味像煤气，老婆说头晕',
    ['emergency', 'diagnosis', 'empathy_first'],
    'emergency.diagnosis.empathy_first.gas',
  ),
  message(
    '插座那里噼啪一下冒了股黑烟',
    ['emergency', 'diagnosis', 'empathy_first'],
    'emergency.diagnosis.empathy_first.smoke',
  ),
  message(
    '摸水龙头手一麻，是不是热水器漏电',
    ['emergency', 'diagnosis', 'empathy_first'],
    'emergency.diagnosis.empathy_first.shock',
  ),
  message(
    '阀门崩了水止不住，客厅都淹了',
    ['emergency', 'diagnosis', 'empathy_first'],
    'emergency.diagnosis.empathy_first.flood',
  ),
  message(
    '人还要多久才到，我跟孩子站在楼道里',
    ['emergency', 'solution', 'empathy_first'],
    'emergency.solution.empathy_first.on_site',
  ),
  message(
    '能不能开个视频手把手带我配一下路由',
    ['remote_assist', 'discovery', 'plain'],
    'remote_assist.discovery.plain.screen',
  ),
  message(
    '你们连进来会不会翻我相册',
    ['remote_assist', 'discovery', 'detailed'],
    'remote_assist.discovery.detailed.consent',
  ),
  message(
    '连了又掉掉了又连，一下午就耗这了',
    ['remote_assist', 'solution', 'empathy_first'],
    'remote_assist.solution.empathy_first.failed',
  ),
  message(
    '卡在郑州中转四天没挪窝，这是怎么了',
    ['logistics', 'diagnosis', 'plain'],
    'logistics.diagnosis.plain.late',
  ),
  message(
    '短信说本人签收，我人还在外地呢！',
    ['logistics', 'diagnosis', 'empathy_first'],
    'logistics.diagnosis.empathy_first.not_received',
  ),
  message(
    '付完钱三天了状态还是备货中',
    ['logistics', 'diagnosis', 'plain'],
    'logistics.diagnosis.plain.not_shipped',
  ),
  message(
    '纸箱塌了半边，里头瓷碗碎了俩',
    ['logistics', 'diagnosis', 'plain'],
    'logistics.diagnosis.plain.damaged',
  ),
  message(
    '门牌号我写错了一位，还来得及吗',
    ['logistics', 'solution', 'plain'],
    'logistics.solution.plain.address',
  ),
  message(
    '招呼都不打就塞驿站，我腿脚不好怎么去拿',
    ['logistics', 'solution', 'empathy_first'],
    'logistics.solution.empathy_first.courier',
    'logistics.solution.plain.doorstep',
  ),
  message(
    '单位报销要票，税号我发你',
    ['account_order', 'solution', 'plain'],
    'account_order.solution.plain.invoice',
  ),
  message(
    '刚收到货第二天就直降四百，当我冤大头',
    ['account_order', 'solution', 'empathy_first'],
    'account_order.solution.empathy_first.price_drop',
  ),
  message(
    '一笔单子卡里走了两回账',
    ['account_order', 'diagnosis', 'empathy_first'],
    'account_order.diagnosis.empathy_first.charged',
  ),
  message(
    '短信验证码等十分钟都不来',
    ['account_order', 'solution', 'plain'],
    'account_order.solution.plain.login',
  ),
  message(
    '满三百减五十那张结算时灰的',
    ['account_order', 'solution', 'plain'],
    'account_order.solution.plain.coupon',
  ),
  message(
    '每个月偷偷划走我二十五，啥时候订的我都不知道',
    ['account_order', 'solution', 'plain'],
    'account_order.solution.plain.renewal',
  ),
  message(
    '把手要是做成圆角就不磕孩子脑袋了',
    ['suggestion', 'discovery', 'plain'],
    'suggestion.discovery.plain.scene',
  ),
  message(
    '说过多少遍静音档还是那么吵，意见箱是摆设吧',
    ['suggestion', 'solution', 'empathy_first'],
    'suggestion.solution.empathy_first.recorded',
    'suggestion.discovery.empathy_first.inconvenient',
  ),
  message(
    '租的房子十来平，装哪款空调够用',
    ['presales', 'discovery', 'plain'],
    'presales.discovery.plain.needs',
    'presales.solution.plain.size',
  ),
  message(
    '幼儿园想订四十张小床，有优惠价没',
    ['presales', 'solution', 'plain'],
    'presales.solution.plain.bulk',
  ),
  message('西藏那边寄得过去不', ['presales', 'solution', 'plain'], 'presales.solution.plain.range'),
  message(
    '网上买怕碰到高仿，怎么辨别',
    ['presales', 'solution', 'detailed'],
    'presales.solution.detailed.genuine',
  ),
  message('哈啰，有人在线么', ['other', 'discovery', 'plain'], 'other.discovery.plain.hello'),
  message('我想来你们仓库打暑假工', ['other', 'solution', 'plain'], 'other.solution.plain.job'),
  message(
    '两天了还在排队，催催他们行不行',
    ['fault_repair', 'diagnosis', 'empathy_first'],
    'any.diagnosis.empathy_first.urged',
    'fault_repair.solution.empathy_first.visit',
  ),
  message(
    '喊你们头儿来接电话',
    ['service_complaint', 'diagnosis', 'plain'],
    'any.diagnosis.plain.supervisor',
    'any.diagnosis.empathy_first.supervisor',
  ),
  message('成，按头一个办法来', ['return_exchange', 'solution', 'plain'], 'any.solution.plain.accepted'),
  message('这条件我接受不了，换个说法', ['fault_repair', 'solution', 'plain'], 'any.solution.plain.rejected'),
  message(
    '换过芯片了，结果今早又是老毛病',
    ['fault_repair', 'follow_up', 'plain'],
    'any.follow_up.plain.not_solved',
    'fault_repair.diagnosis.plain.again',
  ),
  message('多谢多谢，辛苦你了小伙子', ['logistics', 'closing', 'plain'], 'any.closing.plain.thanks'),
  message('票据搬家的时候弄没了', ['fault_repair', 'discovery', 'plain'], 'any.discovery.plain.no_proof'),
  message(
    '你真的是客服不是诈骗的吧',
    ['account_order', 'discovery', 'detailed'],
    'any.discovery.detailed.real',
  ),
]
