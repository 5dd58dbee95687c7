const titles: Readonly<Record<string, string>> = {
  女士: '女士',
  小姐: '女士',
  先生: '先生',
  太太: '太太',
  老师: '老师',
  医生: '医生',
  大夫: '医生',
  阿姨: '阿姨',
  大姐: '女士',
  大妈: '阿姨',
  大爷: '先生',
  大叔: '先生',
  师傅: '师傅',
  教授: '教授',
  经理: '经理',
  总: '总',
  律师: '律师',
  校长: '校长',
  老板: '老板',
}
const doubleSurnames = '欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫|西门'
const pattern = new RegExp(
  `(?:^|我是|我姓|叫我|免贵姓|这里是|姓)\\s*(${doubleSurnames}|\\p{Script=Han})(${Object.keys(titles).join('|')})`,
  'u',
)

/**
 * 王女士, 李先生: the surname with the title a customer gave themself, in a name
 * field or a sentence. A bare name gives `undefined`: nobody's sex is guessed.
 */
export function salutationOf(name: string): string | undefined {
  const match = pattern.exec(name.normalize('NFKC').trim())
  const title = titles[match?.[2] ?? '']
  return match?.[1] !== undefined && title !== undefined ? match[1] + title : undefined
}
