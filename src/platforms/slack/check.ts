/** What the doctor asks Slack. */
import { type Check, clockAgainst, type Finding, ok, warning, wrong } from '../../bot/finding.ts'
import { whyOf } from '../../bot/network-failure.ts'
import { paths } from './http-receiver.ts'
import { scopes } from './limits.ts'
import { placeOf } from './references.ts'
import type { SlackSettings } from './settings.ts'

type Answer = { ok: boolean; error: string; body: Record<string, unknown>; date: string | null; scopes: string | null }

const waitMs = 10_000

export async function checkSlack(settings: SlackSettings, check: Check): Promise<Finding[]> {
  const host = new URL(settings.apiUrl).host
  let me: Answer
  try {
    me = await ask(settings, 'auth.test', settings.botToken)
  } catch (error) {
    return [
      wrong(
        [`连不上 Slack（${host}：${whyOf(error)}）`, `Slack can't be reached (${host}: ${whyOf(error)})`],
        ['检查网络和代理', 'See to the network and the proxy'],
      ),
    ]
  }
  if (!me.ok)
    return [
      wrong(
        [`Slack 拒绝 SLACK_BOT_TOKEN（${me.error}）`, `Slack refuses SLACK_BOT_TOKEN (${me.error})`],
        [
          '到应用的 OAuth & Permissions 页重新复制 Bot User OAuth Token',
          'Copy the Bot User OAuth Token again from the app’s page “OAuth & Permissions”',
        ],
      ),
    ]
  return [
    ok(`Slack 令牌可用（${String(me.body.team)}）`, `The Slack token works (${String(me.body.team)})`),
    ...clockAgainst('Slack', me.date, check.now()),
    ...granted(me.scopes),
    await receiving(settings),
    ...(await channels(settings, check)),
  ]
}

function granted(header: string | null): Finding[] {
  if (header === null) return []
  const own = header.split(',').map((scope) => scope.trim())
  const missing = Object.keys(scopes).filter((scope) => !own.includes(scope))
  if (missing.length === 0) return [ok('Slack 权限齐全', 'All Slack scopes are granted')]
  const list = missing.join(', ')
  return [
    wrong(
      [`缺少 Slack 权限：${list}`, `Slack scopes are missing: ${list}`],
      [
        '按 src/platforms/slack/manifest.json 更新应用，再重新安装到工作区',
        'Update the app from src/platforms/slack/manifest.json and install it to the workspace again',
      ],
    ),
  ]
}

async function receiving(settings: SlackSettings): Promise<Finding> {
  const { by } = settings
  if ('http' in by)
    return ok(
      `签名密钥已设置；Slack 应调用 ${paths[0]} 等地址`,
      `The signing secret is set; Slack is to call ${paths.join(', ')} at your public address`,
    )
  const opened = await ask(settings, 'apps.connections.open', by.socket)
  if (opened.ok) return ok('Socket Mode 可以连接', 'Socket Mode connects')
  return wrong(
    [`Slack 拒绝 SLACK_APP_TOKEN（${opened.error}）`, `Slack refuses SLACK_APP_TOKEN (${opened.error})`],
    [
      '在 Basic Information 页生成带 connections:write 的 App-Level Token，并打开 Socket Mode',
      'Make an app-level token with connections:write on “Basic Information”, and turn Socket Mode on',
    ],
  )
}

async function channels(settings: SlackSettings, check: Check): Promise<Finding[]> {
  const found: Finding[] = []
  let well = 0
  const known = check.groups.map(placeOf).flatMap((place) => (place && 'channel' in place ? [place.channel] : []))
  for (const channel of new Set(known)) {
    const { ok: answered, error, body } = await ask(settings, 'conversations.info', settings.botToken, { channel })
    const is = (body.channel ?? {}) as { is_member?: boolean; is_im?: boolean }
    if (answered && (is.is_member || is.is_im)) well += 1
    else
      found.push(
        warning(
          [
            `不在频道 ${channel} 里（${answered ? 'not a member' : error}）`,
            `Not in the channel ${channel} (${answered ? 'not a member' : error})`,
          ],
          ['在频道里发 /invite @机器人；不再用这个频道就不用管', 'Invite it with /invite; if the channel is not used any more, leave it'],
        ),
      )
  }
  return well > 0 ? [ok(`在 ${well} 个频道里`, `In ${well === 1 ? '1 channel' : `${well} channels`}`), ...found] : found
}

async function ask({ apiUrl }: SlackSettings, method: string, token: string, params: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params),
    signal: AbortSignal.timeout(waitMs),
  })
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const error = /^[a-z0-9_]{1,80}$/.test(String(body.error)) ? String(body.error) : `HTTP ${response.status}`
  return { ok: body.ok === true, error, body, date: response.headers.get('date'), scopes: response.headers.get('x-oauth-scopes') }
}
