import type { CardAnswer, Pressed, Sending } from '../../../src/platforms/dingtalk/sending.ts'

/** A sending side that notes what it is asked for; its presses are those of cards called `ours…`. */
export interface NotedSending extends Sending {
  said: { place: string; text: string }[]
  late: { pressed: Pressed; notice: string | undefined }[]
  forms: Pressed[]
  webhooks: { place: string; url: string }[]
  answers: Map<string, unknown>
}

export function createNotedSending(): NotedSending {
  const noted: NotedSending = {
    said: [],
    late: [],
    forms: [],
    webhooks: [],
    answers: new Map(),
    send: async () => ({ externalId: 'sent' }),
    find: async () => undefined,
    async call({ path }) {
      const answer = noted.answers.get(path)
      if (answer instanceof Error) throw answer
      return answer
    },
    noteWebhook: async (place, { url }) => void noted.webhooks.push({ place, url }),
    readPress: async ({ outTrackId, account, actionIds }) =>
      outTrackId.startsWith('ours')
        ? {
            account,
            place: 'cidgroup==',
            outTrackId,
            card: { key: `ticket:${outTrackId}`, revision: 1 },
            action: actionIds[0] ?? '',
            values: {},
            ...(actionIds[0] === 'suggestion.edit' ? { asks: true as const } : {}),
          }
        : undefined,
    answerPress: (pressed, outcome): CardAnswer => ({
      userPrivateData: {
        cardParamMap: {
          tips: outcome ? (outcome.notice ?? outcome.status) : pressed.asks ? 'form' : '处理中',
        },
      },
    }),
    showLate: async (pressed, { notice }) => void noted.late.push({ pressed, notice }),
    readChoice: async ({ account, place, text }) =>
      text === '1' || text === '2'
        ? {
            account,
            place,
            card: { key: 'survey:1', revision: 1 },
            action: 'survey.satisfied',
            values: {},
            ...(text === '2' ? { asks: true as const } : {}),
          }
        : undefined,
    offerForm: async (pressed) => void noted.forms.push(pressed),
    budget: async () => ({ month: '2026-11', used: 0, of: 10_000 }),
    say: async (place, text) => void noted.said.push({ place, text }),
  }
  return noted
}
