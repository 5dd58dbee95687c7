import { asSlackSays, viewFaults } from '../block-kit.ts'
import { type Fields, fieldsIn, Refused, type Trigger, textIn, type View } from '../shapes.ts'
import { wireView } from '../wire.ts'
import type { World } from '../world.ts'
import { type Call, type Method, needed } from './call.ts'
import { withIds } from './post.ts'

/** How long a trigger_id lives. https://docs.slack.dev/interactivity/handling-user-interaction */
const triggerMs = 3_000
const most = { bytes: 250_000, stack: 3 }

/** https://docs.slack.dev/reference/methods?family=views */
export const views: Record<string, Method> = {
  'views.open': {
    tier: 4,
    run(call) {
      const given = checkedView(call.fields, 'modal')
      const trigger = useTrigger(call)
      const view = createView(call.world, { given, trigger, below: undefined })
      call.world.modals.set(trigger.user, [view.id])
      call.world.changed()
      return { view: wireView(call.world, view) }
    },
  },
  'views.push': {
    tier: 4,
    run(call) {
      const given = checkedView(call.fields, 'modal')
      const trigger = useTrigger(call)
      const view = pushView(call.world, trigger, given)
      return { view: wireView(call.world, view) }
    },
  },
  'views.update': {
    tier: 4,
    run(call) {
      const view = findView(call)
      if (!view) throw new Refused('not_found')
      const given = checkedView(call.fields, 'modal')
      checkHash(call.fields, view)
      return { view: wireView(call.world, replaceView(call.world, view, given)) }
    },
  },
  'views.publish': {
    tier: 4,
    run(call) {
      const { world, workspace } = call
      const user = needed(call.fields, 'user_id')
      if (!world.users.has(user)) throw new Refused('user_not_found')
      const given = checkedView(call.fields, 'home')
      const before = world.views.get(world.homes.get(user) ?? '')
      if (before) checkHash(call.fields, before)
      const trigger = { user, team: workspace.id, bornAt: world.clock.now() }
      const view = before
        ? replaceView(world, before, given)
        : createView(world, { given, trigger, below: undefined })
      world.homes.set(user, view.id)
      world.changed()
      return { view: wireView(world, view) }
    },
  },
}

/** The view of a call, checked; throws what Slack would answer. */
export function checkedView(fields: Fields, kind: 'modal' | 'home'): Fields {
  const view = fieldsIn(fields, 'view')
  if (Buffer.byteLength(JSON.stringify(view)) > most.bytes) throw new Refused('view_too_large')
  const faults = viewFaults(kind, view)
  if (faults.length > 0) {
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: faults.map((fault) => asSlackSays('', fault)) },
    })
  }
  return view
}

function useTrigger({ world, fields }: Call): Trigger {
  const trigger = world.triggers.get(needed(fields, 'trigger_id'))
  if (!trigger) throw new Refused('invalid_trigger_id')
  if (trigger.usedAt !== undefined) throw new Refused('exchanged_trigger_id')
  if (world.clock.now() - trigger.bornAt > triggerMs) throw new Refused('expired_trigger_id')
  trigger.usedAt = world.clock.now()
  return trigger
}

function findView({ world, fields }: Call): View | undefined {
  const id = textIn(fields, 'view_id')
  const external = textIn(fields, 'external_id')
  const view = id
    ? world.views.get(id)
    : [...world.views.values()].find(({ given }) => external && given.external_id === external)
  const open = view && (view.kind === 'home' || world.modals.get(view.user)?.includes(view.id))
  return open ? view : undefined
}

function checkHash(fields: Fields, view: View): void {
  const hash = textIn(fields, 'hash')
  if (hash !== undefined && hash !== view.hash) throw new Refused('hash_conflict')
}

/** A new view of this person. */
function createView(
  world: World,
  about: { given: Fields; trigger: Pick<Trigger, 'user' | 'team'>; below: View | undefined },
): View {
  const id = world.nextId('V')
  const view: View = {
    id,
    team: about.trigger.team,
    user: about.trigger.user,
    kind: about.given.type === 'home' ? 'home' : 'modal',
    hash: world.nextId('hash.'),
    given: { ...about.given, blocks: withIds({ world }, about.given.blocks as Fields[]) },
    rootId: about.below?.rootId ?? id,
    previousId: about.below?.id ?? null,
    values: {},
    errors: {},
  }
  world.views.set(id, view)
  return view
}

/** Puts a view on top of what this person has open. */
export function pushView(world: World, by: Pick<Trigger, 'user' | 'team'>, given: Fields): View {
  const stack = world.modals.get(by.user) ?? []
  if (stack.length === 0) throw new Refused('not_found')
  if (stack.length >= most.stack) throw new Refused('push_limit_reached')
  const view = createView(world, { given, trigger: by, below: world.views.get(stack.at(-1) ?? '') })
  world.modals.set(by.user, [...stack, view.id])
  world.changed()
  return view
}

/** Shows other content in the same view. What was typed stays where block and action keep their names. */
export function replaceView(world: World, view: View, given: Fields): View {
  view.given = { ...given, blocks: withIds({ world }, given.blocks as Fields[]) }
  view.hash = world.nextId('hash.')
  view.errors = {}
  const names = new Set((view.given.blocks as Fields[]).map((block) => String(block.block_id)))
  view.values = Object.fromEntries(Object.entries(view.values).filter(([block]) => names.has(block)))
  world.changed()
  return view
}
