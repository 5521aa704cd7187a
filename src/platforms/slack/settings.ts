import { z } from 'zod'
import { environment } from '../platform-module.ts'

export type SlackSettings = {
  botToken: string
  apiUrl: string
  /** With both tokens at hand Socket Mode is used. */
  by: { socket: string } | { http: string }
}

/** undefined inside where no variable of Slack's is set. */
export const settings = environment(
  z
    .object({
      SLACK_BOT_TOKEN: z
        .string()
        .regex(/^xoxb-[A-Za-z0-9-]{10,200}$/, 'SLACK_BOT_TOKEN is not a bot token: it begins with xoxb-')
        .optional(),
      SLACK_APP_TOKEN: z
        .string()
        .regex(/^xapp-[A-Za-z0-9-]{10,300}$/, 'SLACK_APP_TOKEN is not an app-level token: it begins with xapp-')
        .optional(),
      SLACK_SIGNING_SECRET: z
        .string()
        .regex(/^[0-9a-f]{32}$/, 'SLACK_SIGNING_SECRET is not a signing secret: it is 32 characters of 0-9 and a-f')
        .optional(),
      SLACK_API_URL: z
        .string()
        .refine(
          (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
          'SLACK_API_URL must be a URL such as https://slack.com/api/',
        )
        .transform((url) => url.replace(/\/*$/, '/'))
        .default('https://slack.com/api/'),
    })
    .check((context) => {
      const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = context.value
      const wrong = (name: string, message: string) => context.issues.push({ code: 'custom', input: undefined, path: [name], message })
      if (bot && !app && !secret) {
        wrong('SLACK_APP_TOKEN', 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is required with SLACK_BOT_TOKEN')
      }
      if (!bot && (app || secret)) {
        wrong('SLACK_BOT_TOKEN', `SLACK_BOT_TOKEN is required with ${app ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'}`)
      }
    })
    .transform((env): { slack: SlackSettings | undefined } => {
      const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: socket, SLACK_SIGNING_SECRET: http, SLACK_API_URL: apiUrl } = env
      const by = socket !== undefined ? { socket } : http !== undefined ? { http } : undefined
      return { slack: botToken !== undefined && by ? { botToken, apiUrl, by } : undefined }
    }),
)
