/** The characters that every Chinese text is full of, in both ways of writing. */
const common = new Set(
  '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運您请請谢謝订訂单單货貨退换換修购購买買卖賣客服务务款钱錢账帳号號码碼收寄送快递遞装裝坏壞台冰箱洗衣空调調视視店票查询詢帮幫麻烦煩尽盡快急',
)
const han = /[\u3400-\u9fff]/g
/** Of fewer characters nothing can be told. */
const fewest = 8

/** Whether there are Han characters, and each is a common one. */
export const isCommon = (text: string): boolean => {
  const all = text.match(han) ?? []
  return all.length > 0 && all.every((one) => common.has(one))
}

/** Which part of the Han characters is common: half and more of a text, hardly any of bytes read in a wrong character set; `undefined` for a few. */
export function commonShare(text: string): number | undefined {
  const all = text.slice(0, 8000).match(han) ?? []
  return all.length < fewest ? undefined : all.filter((one) => common.has(one)).length / all.length
}
