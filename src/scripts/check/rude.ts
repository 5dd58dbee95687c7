import { createSieve } from '../../language/sieve.ts'
import { before, type Draft, isQuoted, signsOf, wide } from './draft.ts'
import type { Fault } from './finding.ts'

const negated = /(?:不|没|别|勿|不是|不会|不该|不应|没有|不能|不要)(?:说|是|让您|让|觉得|嫌|给您)?$/
const takenBack = /^[^,。]{0,8}(?:这话|这种话|这句|那句|的说法|不对|不该|确实不|说得不对|说错)/
const own =
  /(?:我|我们|同事|客服|师傅|他|她|骑手|司机|店员)(?:们)?(?:当时|之前|上次)?(?:这|那|也|就|真|太|实在|确实|可)?(?:是|真是)?$/
const shapes = createSieve(
  [
    /(?:让|叫)[您你](.{1,4}?)[您你]?就\1/,
    /哪(?:有|来|里有|里来)?(?:那么|这么)多(?:为什么|为啥|问题|废话|事|话|讲究|要求|毛病)/,
    /(?:您|你)(?:是|就)?(?:不会|没|不能|不知道)[^,。?]{1,8}(?:吗|么|嘛|呀)(?=[?!,。]|$)/,
    /(?:不是|不)(?:都|已经|早就?|刚刚?)?(?:说|讲|发|告诉|写|解释|回答|回复)(?:过|得|了|您|你)[^,。?]{0,6}(?:吗|么|嘛)/,
    /有什么(?:好|可)(?:急|催|问|说|投诉|气|吵|哭|抱怨|委屈|生气|担心|奇怪)的/,
    /(?:又)(?:没|不)长(?:腿|脚|翅膀|嘴|眼)/,
    /一(?:秒|分)钟?都(?:离不开|等不了|等不及)/,
    /(?:爱|愿意?)(.{1,2})不\1/,
    /(?:急|催|吵|叫|喊|吼|闹|哭|骂|嚷|凶|问|慌|气)什么(?:急|催|吵|叫|喊|吼|闹|哭|骂|嚷|凶|问|慌|气)?(?=$|[,。!?啊呀呢])/,
    /(?:您|你)(?:自己|就)?不会(?:自己)?(?:看|查|搜|找|问|百度|上网|翻|动手|想|试|算|读)/,
    /(?:您|你)(?:是)?(?:看|听|读|认|说|走|吃)不(?:懂|见|清|到)[^,。?]{0,6}(?:吗|么|嘛|是吧|是不是)/,
    /(?:您|你)(?:以为|当|觉得)[^,。]{0,8}(?:我|我们|自己|谁|家|就|是)/,
    /(?:我|我们)(?:又|可)?不是(?:您|你)(?:家|妈|爸|爹|的|们)?[^,。]{0,6}(?:保姆|秘书|佣人|妈|爸|爹|专职|司机|助理|管家|出气筒|私人|仆人)/,
    /(?:您|你)(?:要是|如果)?(?:有|没)(?:意见|本事|能耐|钱|耐心)(?:就)?(?:去|别|自己|来)/,
    /(?:不满意|不高兴|不乐意|不服|不爽|不想用|不喜欢|不想等|等不了|等不及|嫌[^,。]{1,4})(?:就|您就|你就|那就|可以)[^,。]{0,4}(?:别|去|不用|退|走|算了|换别|投诉|自己|拉倒|不要|找别)/,
  ].map((pattern) => [pattern, pattern] as const),
)

const adviceOf: Readonly<Record<string, string>> = {
  'rude.order': 'rude_order',
  'rude.impatient': 'rude_impatient',
}

/** Abuse, orders, sarcasm and impatience. */
export function rudeIn(draft: Draft): Fault[] {
  const said = signsOf(draft, 'rude.')
    .filter(
      ({ start, end, value }) =>
        !value.endsWith('?') &&
        !negated.test(before(draft, start)) &&
        !own.test(before(draft, start, 10)) &&
        !takenBack.test(draft.plain.slice(end, end + 14)),
    )
    .map(({ start, end, value }) => ({ start, end, advice: adviceOf[value] ?? 'rude' }))
  const shaped = shapes.all(draft.plain).flatMap((shape) => {
    const match = shape.exec(draft.plain)
    return match ? [{ start: match.index, end: match.index + match[0].length, advice: 'rude' }] : []
  })
  return [...said, ...shaped]
    .filter((range) => !isQuoted(draft, range))
    .map(({ start, end, advice }) => ({ ...wide(draft, { start, end }), advice }))
}
