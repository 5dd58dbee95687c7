import { app } from './app.ts'
import type { Method } from './call.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import { people } from './people.ts'
import { views } from './views.ts'

/** Every method a bot token can call here. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...app, ...chat, ...conversations, ...files, ...people, ...views }),
)
