import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findPersonal,
  inCodePoints,
  mask,
  maskContact,
  type SpanType,
} from '../../../src/language/personal/mask.ts'

const personal: [string, [SpanType, string][]][] = [
  ['我的手机是13812345678，打这个', [['mobile', '13812345678']]],
  ['电话１３８１２３４５６７８', [['mobile', '１３８１２３４５６７８']]],
  ['138 1234 5678', [['mobile', '138 1234 5678']]],
  ['固话020-8133 5520转分机16', [['landline', '020-8133 5520转分机16']]],
  ['办公室0913 - 552 8407', [['landline', '0913 - 552 8407']]],
  [
    '面单信息：蒲玉兰 15881730246',
    [
      ['name', '蒲玉兰'],
      ['mobile', '15881730246'],
    ],
  ],
  ['少儿编程春季班开始报名', []],
  ['座位B区12排7号', []],
  ['话费转到13812345678这个号', [['mobile', '13812345678']]],
  ['身份证44010619880315201少打了一位', [['id_card', '44010619880315201']]],
  ['身份證A123456(7)', [['id_card', 'A123456(7)']]],
  ['車牌是ABC-2468', [['plate', 'ABC-2468']]],
  ['海淀区万寿路3号院7号楼丙门201', [['address', '海淀区万寿路3号院7号楼丙门201']]],
  ['写错了，不是12栋，是锦绣江南21栋', [['address', '锦绣江南21栋']]],
  ['所在地区：江苏省苏州市', [['address', '江苏省苏州市']]],
  ['门牌是15-3-2', [['address', '15-3-2']]],
  ['地址写成中海社区橙郡10-3-5-1', [['address', '中海社区橙郡10-3-5-1']]],
  ['我在大学城广工西三宿舍512，放楼下', [['address', '大学城广工西三宿舍512']]],
  ['新南路168号龙湖MOCO4栋23-7', [['address', '新南路168号龙湖MOCO4栋23-7']]],
  ['改成永安路88弄6支弄12号，其他不变', [['address', '永安路88弄6支弄12号']]],
  ['裕华区槐安路与建华大街交口西行150米路南', [['address', '裕华区槐安路与建华大街交口西行150米路南']]],
  ['柯桥区轻纺城北联市场3楼B区2038', [['address', '柯桥区轻纺城北联市场3楼B区2038']]],
  ['仓山区城门镇黄山村138号', [['address', '仓山区城门镇黄山村138号']]],
  ['固戍二路新村4巷9号楼下便利店', [['address', '固戍二路新村4巷9号']]],
  ['北滘镇美的大道6号公司前台', [['address', '北滘镇美的大道6号']]],
  ['手机13 5 7782 0419，随时可以', [['mobile', '13 5 7782 0419']]],
  ['我车是鲁 B 77K02', [['plate', '鲁 B 77K02']]],
  ['手机一三八一二三四五六七八', [['mobile', '一三八一二三四五六七八']]],
  ['姓 名：周 敏', [['name', '周 敏']]],
  [
    '联　系　人：周敏　电　话：13812345678',
    [
      ['name', '周敏'],
      ['mobile', '13812345678'],
    ],
  ],
  ['我老公李强下的单', [['name', '李强']]],
  ['①③⑧①②③④⑤⑥⑦⑧', [['mobile', '①③⑧①②③④⑤⑥⑦⑧']]],
  ['身份证11010519491231002X', [['id_card', '11010519491231002X']]],
  ['身份证110105194912310021', [['id_card', '110105194912310021']]],
  ['卡号6222 0200 0000 0000 004', [['bank_card', '6222 0200 0000 0000 004']]],
  ['座机010-62345678转801', [['landline', '010-62345678转801']]],
  ['邮箱zhang.san@163.com', [['email', 'zhang.san@163.com']]],
  ['我的车牌京A·12345', [['plate', '京A·12345']]],
  ['新能源粤BD12345', [['plate', '粤BD12345']]],
  ['两地牌粤Z1234港', [['plate', '粤Z1234港']]],
  [
    '13812345678 13987654321',
    [
      ['mobile', '13812345678'],
      ['mobile', '13987654321'],
    ],
  ],
  ['(+86)138 1234 5678', [['mobile', '(+86)138 1234 5678']]],
  ['一三八，一二三四，五六七八，打不通', [['mobile', '一三八，一二三四，五六七八']]],
  [
    '收货人:王芳/13812345678/文三路478号',
    [
      ['name', '王芳'],
      ['mobile', '13812345678'],
      ['address', '文三路478号'],
    ],
  ],
  ['(0755)2658 3390转财务', [['landline', '(0755)2658 3390']]],
  ['家里座机88213309', [['landline', '88213309']]],
  ['联系电话：69032218', [['landline', '69032218']]],
  ['联系电话：20241122', []],
  ['台北公司電話02-2771-3399', [['landline', '02-2771-3399']]],
  ['清关要护照，我是EB2039481', [['passport', 'EB2039481']]],
  ['密码Aa123456！还是登不上', [['secret', 'Aa123456']]],
  ['丰巢48201937这个取件码不对', [['secret', '48201937']]],
  ['门禁：1502#7731，到了直接上来', [['secret', '1502#7731']]],
  ['请凭B03-2-4418到店取件', [['secret', 'B03-2-4418']]],
  ['短信验证码是5520 18，过期了', [['secret', '5520 18']]],
  ['密码忘了，旧的是Wzx_1987', [['secret', 'Wzx_1987']]],
  ['门锁密码258036#', [['secret', '258036#']]],
  ['加个微信吧，miao_tea', [['wechat', 'miao_tea']]],
  ['V❤：lanlan0815x', [['wechat', 'lanlan0815x']]],
  ['麻烦QQ远程，号码：2938471650', [['qq', '2938471650']]],
  ['3号楼2单元501', [['address', '3号楼2单元501']]],
  ['送到阳光小区8栋楼下', [['address', '阳光小区8栋']]],
  ['麻烦改到成都市武侯区武侯大道12号，谢谢', [['address', '成都市武侯区武侯大道12号']]],
  ['香港九龍旺角彌敦道610號12樓', [['address', '香港九龍旺角彌敦道610號12樓']]],
  ['四川省绵阳市三台县芦溪镇广利村6组', [['address', '四川省绵阳市三台县芦溪镇广利村6组']]],
  ['司机郝建国说要加钱', [['name', '郝建国']]],
  ['请联系张国强先生', [['name', '张国强']]],
  ['是付建军付的款', [['name', '付建军']]],
  ['電話係 9283 7716,搵Mandy', [['mobile', '9283 7716']]],
  ['我係荃灣嘅，電話6088 2713', [['mobile', '6088 2713']]],
  ['公司電話2877 1150（銅鑼灣）', [['landline', '2877 1150']]],
  [
    '退到建行吧,六二一七零零三六幺零零零二八八四七幺九九',
    [['bank_card', '六二一七零零三六幺零零零二八八四七幺九九']],
  ],
  ['空调装在龙湖天街旁边的锦绣华庭6号楼2单元1503', [['address', '锦绣华庭6号楼2单元1503']]],
  [
    '就在经三纬七路口那个供销社家属院2号楼4单元东户',
    [['address', '经三纬七路口那个供销社家属院2号楼4单元东户']],
  ],
  ['长江大道中段36号莱茵河畔18栋1904', [['address', '长江大道中段36号莱茵河畔18栋1904']]],
  ['导航到凤城八路与未央路十字东北角', [['address', '凤城八路与未央路十字东北角']]],
  ['公交站对面紫薇花园5期12号楼2单元1003', [['address', '紫薇花园5期12号楼2单元1003']]],
  ['(852) 2390 5512 找陈小姐', [['landline', '(852) 2390 5512']]],
  ['门窗尺寸发zhuangxiu_axin的微信', [['wechat', 'zhuangxiu_axin']]],
  ['我叫张小泉', [['name', '张小泉']]],
  ['我是3栋的程刚', [['name', '程刚']]],
  ['护照号：EJ1234567', [['passport', 'EJ1234567']]],
  ['税号91330100MA27XF7L8K', [['usc_code', '91330100MA27XF7L8K']]],
  ['验证码是 839201', [['secret', '839201']]],
  ['登录密码是Aa123456', [['secret', 'Aa123456']]],
  ['取件码 3-2-4055', [['secret', '3-2-4055']]],
  ['微信号 zhang_san88', [['wechat', 'zhang_san88']]],
  ['QQ 12345678', [['qq', '12345678']]],
  ['京东订单号 298765432101', [['invoice_or_order_no', '298765432101']]],
  ['地址：浙江省杭州市西湖区文三路478号3幢502室', [['address', '浙江省杭州市西湖区文三路478号3幢502室']]],
  [
    '我叫王小明，住幸福里7栋1102',
    [
      ['name', '王小明'],
      ['address', '幸福里7栋1102'],
    ],
  ],
]

test.each(personal)('%s', (text, wanted) => {
  expect(findPersonal(text).map(({ type, value }) => [type, value])).toEqual(wanted)
})

test.each([
  '王女士',
  '我姓王',
  '我是老客户了',
  '高兴的是修好了',
  '110105194912310021',
  '运单号 SF1381234567890',
  'IMEI 860123456789012',
  '型号KFR-35GW/NhGd3B',
  '总共花了13999元',
  '2024-11-05 10:20 下单',
  '拨打400-820-8820没人接',
  '密码忘了怎么办',
  '验证码我没收到',
  '送到三楼财务室',
  '2楼和3楼都要装',
  '浙江杭州能送吗',
  '三室两厅',
  '快递单号78920193847561',
  '打发叫花子',
  '谢谢王女士',
  '取件码3天过期',
  '密码6位数字',
  'B座电梯按键4层不亮',
  '微信支付失败',
  'MAC 00:1A:2B:3C:4D:5E',
  '李宁安踏都要退，张小泉的刀留着',
  '海尔美的格力我都用过',
  '周大福的链子断了',
  '编号9730 1184的货到了没',
  '加油站那个员工态度差',
])('nothing personal: %s', (text) => {
  expect(findPersonal(text)).toEqual([])
})

test('a masked text shows none of what it hides, and order numbers unless told', () => {
  const text = '我叫王小明，电话13812345678，订单号298765432101，密码Aa123456'
  const { masked } = mask(text)
  expect(masked).toBe('我叫王**，电话138****5678，订单号298765432101，密码******')
  expect(mask(text, { orders: true }).masked).not.toContain('298765432101')
})

test.each([
  ['13812345678', '138****5678'],
  ['zhang@163.com', 'z***@163.com'],
  ['ab', '**'],
])('a contact on a card: %s → %s', (value, shown) => {
  expect(maskContact(value)).toBe(shown)
})

test('offsets count code points where asked', () => {
  const text = '😀电话13812345678'
  const [span] = inCodePoints(text, findPersonal(text))
  expect(span).toMatchObject({ start: 3, end: 14, value: '13812345678' })
})

test('spans lie in the text, in order, apart from each other', () => {
  const piece = fc.constantFrom(
    '13812345678',
    '我叫王小明',
    '文三路478号',
    '密码Aa123456',
    '😀',
    '订单号298765432101',
    '\u200b',
    '１３８',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
  fc.assert(
    fc.property(text, (parts) => {
      const whole = parts.join('')
      let last = 0
      for (const { start, end, value } of findPersonal(whole)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(whole.slice(start, end)).toBe(value)
        last = end
      }
      expect(last).toBeLessThanOrEqual(whole.length)
    }),
  )
})

test.each([
  '我是',
  '姓名',
  '密码',
  '路',
  '一楼',
  '1 ',
  '138 ',
  '微信a',
  '广东省',
  '叫',
  '王小明的',
  '·阿',
  'A-1-',
  'a艾特',
  'a点',
  '1然后',
  '1个',
  '#12',
  '后面三位',
  '拼音是',
  'Zhang Xiaoming ',
  '我弟韩冰',
  '路口那个',
  '不是2611085510027',
])('a long text of %j takes no long time', (piece) => {
  const text = piece.repeat(20_000 / piece.length)
  const began = performance.now()
  findPersonal(text)
  expect(performance.now() - began).toBeLessThan(2_000)
})

test.each([
  ['办理人：农凤英 身份证号不报了', 'name', '农凤英'],
  ['被保险人 禤国强', 'name', '禤国强'],
  ['住客叫NGUYEN VAN HAI，前台说格式错误', 'name', 'NGUYEN VAN HAI'],
  ["I'm Daniel Kowalski, the machine keeps tripping the breaker", 'name', 'Daniel Kowalski'],
  ['传真0791-8831 0265，别发错到财务8831 0266', 'landline', '8831 0266'],
  ['钥匙盒密码四个三一个九，拿完扣回去', 'secret', '四个三一个九'],
  ['我wx是手机号前面加个w，w13647790215', 'wechat', 'w13647790215'],
  ['远程的话加我2 7 5 5 0 1 3 8 6 4，Q上说', 'qq', '2 7 5 5 0 1 3 8 6 4'],
  ['转人工！我步惊云，手机13812345678', 'name', '步惊云'],
  ['顾客叫加藤惠子，明天入住', 'name', '加藤惠子'],
  ['房客秦越川退房', 'name', '秦越川'],
  ['收件人艾力·托合提，电话13999281746', 'name', '艾力·托合提'],
  ['我是住户买买提江·吐尔逊', 'name', '买买提江·吐尔逊'],
  ['法人：连雅芳', 'name', '连雅芳'],
  ['客户Laura Fischer询问发票', 'name', 'Laura Fischer'],
  ['身分證字號A228 317 406', 'id_card', 'A228 317 406'],
  ['护照号E K 4 7 2 0 8 1 6', 'passport', 'E K 4 7 2 0 8 1 6'],
  ['车牌皖 C 7 2 P 1 9', 'plate', '皖 C 7 2 P 1 9'],
])('what strangers wrote and was missed: %s', (text, type, value) => {
  expect(findPersonal(text)).toContainEqual(expect.objectContaining({ type, value }))
})

test.each([
  '王生，您的挖掘机保养到期了',
  '师傅从西门进，东门修路',
  '找会计小田就行',
  '成都云谷云海科技的发票',
  '金域华庭物业收的费',
  '我不在家，电话打不通',
  'JDVB0755123488617这个件',
  '变频器ACS355-03-08A8-4 上电就报警',
  '扣款短信是401.37',
])('nobody is named in %s', (text) => {
  expect(findPersonal(text)).toEqual([])
})

test.each([
  ['收货人李雪梅 上海闵行 七莘路 1855 弄 32 号 601', '七莘路 1855 弄 32 号 601'],
  ['寄到成都市武侯区科华北路银都花园 3 栋 2 单元 1104', '成都市武侯区科华北路银都花园 3 栋 2 单元 1104'],
  ['和平里七区18号楼4门201楼下有狗', '和平里七区18号楼4门201'],
  ['车是京a12345', '京a12345'],
  ['Tel13812345678', '13812345678'],
  ['微lucky2021', 'lucky2021'],
])('%s hides %s', (text, value) => {
  expect(mask(text).spans.map((span) => span.value)).toContain(value)
})

test.each(['尺寸60-55-85放得下吗', '血压 120-80-75', '版本 2-3-1'])('%s holds nothing personal', (text) => {
  expect(mask(text).spans).toEqual([])
})
