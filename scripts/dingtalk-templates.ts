import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// Writes docs/dingtalk/*.json: card templates in the form in which DingTalk's card editor imports and exports them.
// What each part is called there: https://github.com/open-dingtalk/dingtalk-card-examples

const folder = path.resolve(import.meta.dirname, '..', 'docs', 'dingtalk')

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

const fixed = (content: string): Json => ({ type: 'dynamicString', content, i18n: false })
const from = (variable: string, type = 'variableValue'): Json => ({
  type,
  valueType: 'variable',
  value: '',
  variable,
  variableType: 'global',
})
const always: Json = {
  type: 'dynamicVisible',
  value: true,
  valueType: 'fixed',
  condition: { op: 'and', conditions: [] },
}
const where = (variable: string): Json => ({
  type: 'dynamicVisible',
  value: true,
  valueType: 'condition',
  condition: {
    op: 'and',
    conditions: [
      {
        type: 'variable',
        op: 'isTrue',
        variable,
        variableType: 'global',
        value: '',
        valueType: 'fixed',
        valueVariableType: 'global',
      },
    ],
  },
})

const node = (componentName: string, id: string, title: string, props: { [name: string]: Json }): Json => ({
  componentName,
  id: `node_kefutai_${id}`,
  props,
  title,
  hidden: false,
  isLocked: false,
  condition: true,
  conditionGroup: '',
})

const margins = { marginLeft: 12, marginRight: 12, marginTop: 12, marginBottom: 0 }
const markdown = (variable: string): Json =>
  node('Markdown', variable, 'Markdown', {
    ...margins,
    mdVer: 0,
    visible: always,
    content: from(variable, 'dynamicMarkdown'),
  })

const form: Json = node('Form', 'form', '表单', {
  id: 'form',
  actionType: 'request',
  submitText: fixed(`\${form_btn_text}`),
  formSchema: from('form'),
  status: from('form_status', 'dynamicSelect'),
  params: [],
  visible: where('form_on'),
})

const button = (slot: string, color: string, key: number): Json => ({
  $$key: String(key),
  id: slot,
  text: fixed(`\${${slot}_text}`),
  status: 'normal',
  color,
  actionType: 'request',
  actionId: fixed(`\${${slot}_id}`),
  params: [],
  successToast: fixed(''),
  failureToast: fixed(''),
  successCondition: { op: 'and', conditions: [] },
  disabledWhileForward: true,
  visible: where(`${slot}_on`),
})

const slots: [slot: string, color: string][] = [
  ['p', 'blue'],
  ...['b1', 'b2', 'b3', 'b4', 'b5'].map((slot): [string, string] => [slot, 'gray']),
  ['d', 'red'],
]

const variable = (name: string, type: string, description: string): Json => ({
  id: name,
  name,
  type,
  description,
  private: false,
  editorVarType: 'variables',
})

const variables: Json[] = [
  variable('title', 'string', '标题'),
  variable('markdown', 'string', '正文'),
  variable('tips', 'string', '小字：谁办了什么；点按结果只给本人看'),
  variable('form', 'form', '表单'),
  variable('form_on', 'boolean', '是否有表单'),
  variable('form_btn_text', 'string', '表单按钮'),
  variable('form_status', 'string', 'normal 或 disabled'),
  ...slots.flatMap(([slot]) => [
    variable(`${slot}_text`, 'string', '按钮文字'),
    variable(`${slot}_id`, 'string', '按钮的回传值'),
    variable(`${slot}_on`, 'boolean', '按钮是否显示'),
  ]),
]

interface Sample {
  title: string
  markdown: string
  tips: string
  /** The words that may be changed in place, and what their button is called. */
  form?: { button: string; label: string; text: string }
  buttons: { p?: string; plain?: string[]; d?: string }
}

/** What the editor shows while somebody looks at it there. */
const samples: Record<string, Sample> = {
  suggestion: {
    title: '🟠 建议回复 · SR20261118001',
    markdown: '**🟠 待审核** · 🔒 仅内部可见\n\n王女士：\n> 洗衣机漏水了，怎么办？\n\n· 先安抚 · 类别相符',
    tips: '未经审核不会发给客户',
    form: { button: '修改后发送', label: '回复', text: '王女士您好，请先关掉水龙头，工程师 15 分钟内来电。' },
    buttons: { p: '通过并发送', plain: ['换一条', '不采用'] },
  },
  ticket: {
    title: '🟠 产品故障报修 SR20261118001',
    markdown:
      '**🟠 待认领** · 🔒 仅内部可见\n\n**⏰ 首次响应：剩 15 分钟 · 今天 10:15**\n\n王女士：\n> 洗衣机漏水了，怎么办？',
    tips: '历史：首次联系',
    form: { button: '给出方案', label: '内容', text: '' },
    buttons: { p: '认领', plain: ['标记解决', '转派', '内部备注'] },
  },
  reminder: {
    title: '🔴 产品故障报修 SR20261118001 首次响应已超时',
    markdown: '**🔴 已超时** · 🔒 仅内部可见\n\n· 还没有人回复客户，请先发出首次回复',
    tips: '',
    form: { button: '回复客户', label: '回复', text: '' },
    buttons: { plain: ['知道了', '延后'], d: '升级主管' },
  },
  survey: {
    title: '服务评价 · SR20261118001',
    markdown: '王女士，您好，工单 SR20261118001 已经处理完。问题解决了吗？',
    tips: '',
    buttons: { plain: ['满意', '基本满意', '不满意'] },
  },
}

function mockOf({ form: words, buttons, ...rest }: Sample): { [name: string]: Json } {
  const labels = [buttons.p, ...Array.from({ length: 5 }, (_, at) => buttons.plain?.[at]), buttons.d]
  return {
    ...rest,
    form: {
      fields: words
        ? [{ name: 'text', label: words.label, type: 'TEXT_AREA', required: true, defaultValue: words.text }]
        : [],
    },
    form_on: words !== undefined,
    form_btn_text: words?.button ?? '',
    form_status: 'normal',
    ...Object.fromEntries(
      slots.flatMap(([slot], at) => [
        [`${slot}_text`, labels[at] ?? ''],
        [`${slot}_id`, labels[at] === undefined ? '' : `sample.${slot}~1`],
        [`${slot}_on`, labels[at] !== undefined],
      ]),
    ),
  }
}

const component = (componentName: string): Json => ({
  package: '@ali/dxComponent',
  version: '1.0.0',
  exportName: componentName,
  main: './src/index.tsx',
  destructuring: false,
  subName: '',
  componentName,
})

function template(name: string, sample: Sample): Json {
  const children = [
    node('CardHeaderV2', 'header', '卡片头部', { title: fixed(`\${title}`) }),
    markdown('markdown'),
    form,
    node('ButtonBlock', 'buttons', '按钮', {
      buttons: slots.map(([slot, color], at) => button(slot, color, at)),
    }),
    markdown('tips'),
  ]
  const editorData = {
    schemaVersion: '3.0.0',
    schema: {
      version: '1.0.0',
      componentsMap: ['CardHeaderV2', 'Markdown', 'Form', 'ButtonBlock', 'Card'].map(component),
      componentsTree: [
        {
          componentName: 'Card',
          id: 'node_kefutai_card',
          props: { enableClickEvent: false, isLinkToCard: false },
          fileName: `kefutai-${name}`,
          dataSource: { list: [] },
          state: {},
          lifeCycles: {},
          methods: {},
          hidden: false,
          title: '',
          isLocked: false,
          condition: true,
          conditionGroup: '',
          children,
        },
      ],
      i18n: {},
    },
    mockData: { cardData: mockOf(sample), cardPrivateData: {}, localData: {}, richTextData: {} },
    editVersion: 0,
    customWidgetInfo: '',
    useCustomWidgetInfo: false,
    variableList: variables,
    formList: [],
    expList: [],
    localList: [],
    hsfList: [],
    lwpList: [],
    extension: { extendType: 'NORMAL', fileTypeList: [] },
  }
  return { editorData: JSON.stringify(editorData), widgetInfo: '', type: 'im', mode: 'card' }
}

mkdirSync(folder, { recursive: true })
for (const [name, sample] of Object.entries(samples))
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(template(name, sample), null, 2)}\n`)
