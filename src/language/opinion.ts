import { readAtMost } from '../lib/bounded.ts'
import { type Opinion, readOpinion } from './opinion-answer.ts'
import { promptFor, type Question } from './opinion-prompt.ts'

/** A language model behind the interface that OpenAI's chat completions made common. */
export interface LanguageModel {
  /** Without a trailing slash, for example http://127.0.0.1:11434/v1. */
  url: string
  key: string | undefined
  model: string
  fetch: typeof fetch
  /** For the whole call, from connecting to the last byte. */
  timeoutMs?: number
}

/** Why there is no opinion: no answer in time, no answer at all, or one that is not what was asked for. */
export type Silence = 'late' | 'away' | 'malformed'

export type Asked = { ok: true; opinion: Opinion } | { ok: false; reason: Silence }

const defaultTimeoutMs = 3_000
const mostBytes = 64 * 1024

/**
 * Asks a language model what a customer's words are about. Only words without anything personal leave the
 * house, and nothing but a well-formed opinion about the given categories comes back. Never throws.
 */
export async function askOpinion(model: LanguageModel, question: Question): Promise<Asked> {
  const signal = AbortSignal.timeout(model.timeoutMs ?? defaultTimeoutMs)
  try {
    const answer = await post(model, promptFor(question), signal)
    if (!answer.ok) {
      await answer.body?.cancel()
      return { ok: false, reason: 'away' }
    }
    const body = await readAtMost(answer, mostBytes)
    const codes = question.choices.map(({ code }) => code)
    const opinion = body === undefined ? undefined : readOpinion(body, codes)
    return opinion ? { ok: true, opinion } : { ok: false, reason: 'malformed' }
  } catch {
    // The error is not passed on: its words may hold the address or the key.
    return { ok: false, reason: signal.aborted ? 'late' : 'away' }
  }
}

// No response_format and no max_tokens: some servers that are compatible otherwise refuse one or the other.
// https://platform.openai.com/docs/api-reference/chat/create
async function post(
  { url, key, model, fetch }: LanguageModel,
  messages: ReturnType<typeof promptFor>,
  signal: AbortSignal,
): Promise<Response> {
  return await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ model, temperature: 0, messages }),
    // The key and the words go to the address that was set and nowhere else.
    redirect: 'error',
    signal,
  })
}
