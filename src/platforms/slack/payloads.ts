/** What of Slack's payloads is read. All else is stripped; a payload of another shape is none of ours. */
import { z } from 'zod'

const ts = z.string().regex(/^\d{1,12}\.\d{1,6}$/)
const userId = z.string().regex(/^[UW][A-Z0-9]{1,20}$/)
const channelId = z.string().regex(/^[CGD][A-Z0-9]{1,20}$/)

export const SlackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
})
export type SlackFile = z.infer<typeof SlackFile>

/** `blocks` tell of emoji, `attachments` of messages passed on from elsewhere. */
export const SlackMessage = z.object({
  ts,
  user: userId.optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  thread_ts: ts.optional(),
  parent_user_id: z.string().nullish(),
  files: z.array(SlackFile).nullish(),
  blocks: z.unknown().optional(),
  attachments: z
    .array(z.object({ is_share: z.boolean().nullish(), text: z.string().nullish() }))
    .nullish()
    .catch(undefined),
  edited: z.object({ ts }).nullish(),
})
export type SlackMessage = z.infer<typeof SlackMessage>

const MessageEvent = SlackMessage.extend({
  type: z.literal('message'),
  subtype: z.string().nullish(),
  channel: channelId,
  channel_type: z.string().nullish(),
  event_ts: ts.optional(),
  /** Of message_changed. */
  message: SlackMessage.optional().catch(undefined),
  previous_message: SlackMessage.optional().catch(undefined),
})
export type MessageEvent = z.infer<typeof MessageEvent>

const HomeEvent = z.object({ type: z.literal('app_home_opened'), user: userId, tab: z.string(), event_ts: ts.optional() })

export const EventBody = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(100),
  event: z.discriminatedUnion('type', [MessageEvent, HomeEvent]),
})

export const ActionBody = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: userId, name: z.string().optional() }),
  container: z.object({ message_ts: ts, channel_id: channelId, thread_ts: ts.optional() }),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().optional(), action_ts: ts })]).rest(z.unknown()),
})
export type ActionBody = z.infer<typeof ActionBody>

export const CommandBody = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: userId,
  user_name: z.string().optional(),
  channel_id: channelId,
  channel_name: z.string().default(''),
  trigger_id: z.string().min(1).max(120),
})
export type CommandBody = z.infer<typeof CommandBody>

export type Payload =
  | { kind: 'message'; id: string; event: MessageEvent }
  | { kind: 'home'; id: string; user: string; tab: string; at: string | undefined }
  | { kind: 'action'; body: ActionBody }
  | { kind: 'command'; body: CommandBody }

export function payloadOf(body: unknown): Payload | undefined {
  const event = EventBody.safeParse(body)
  if (event.success) {
    const { event_id: id, event: inner } = event.data
    if (inner.type === 'message') return { kind: 'message', id, event: inner }
    return { kind: 'home', id, user: inner.user, tab: inner.tab, at: inner.event_ts }
  }
  const action = ActionBody.safeParse(body)
  if (action.success) return { kind: 'action', body: action.data }
  const command = CommandBody.safeParse(body)
  if (command.success) return { kind: 'command', body: command.data }
  return undefined
}
