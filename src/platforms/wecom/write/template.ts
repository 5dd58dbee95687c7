/** A template card as WeCom takes it: https://developer.work.weixin.qq.com/document/path/101032 */
export interface TemplateCard {
  card_type: 'button_interaction' | 'multiple_interaction' | 'text_notice'
  source?: { desc: string; desc_color: number }
  action_menu?: { desc: string; action_list: { text: string; key: string }[] }
  main_title: { title: string; desc?: string }
  quote_area?: { type: number; url?: string; title?: string; quote_text: string }
  sub_title_text?: string
  horizontal_content_list?: { keyname: string; value: string }[]
  card_action?: { type: number; url: string }
  button_selection?: Selection
  select_list?: Selection[]
  submit_button?: { text: string; key: string }
  button_list?: { text: string; style: number; key: string }[]
  task_id: string
}

/** A dropdown. */
export interface Selection {
  question_key: string
  title?: string
  option_list: { id: string; text: string }[]
  selected_id?: string
}
