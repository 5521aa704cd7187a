/** What the doctor asks Telegram: it reads only, and disturbs no program that receives. */
import { type Check, clockAgainst, type Finding, ok, warning, wrong } from '../../bot/finding.ts'
import { whyOf } from '../../bot/network-failure.ts'
import { webhookPath } from './receiving.ts'
import { placeOf } from './references.ts'

type Settings = { token: string; apiRoot: string; webhook?: { url: string; secret: string } | undefined }
type Answer = { ok: boolean; status: number; result: Record<string, unknown>; why: string; date: string | null }

const waitMs = 10_000
const manyPending = 100

export async function checkTelegram(settings: Settings, check: Check): Promise<Finding[]> {
  const root = new URL(settings.apiRoot).host
  let me: Answer
  try {
    me = await ask(settings, 'getMe')
  } catch (error) {
    return [
      wrong(
        [`连不上 Telegram（${root}：${whyOf(error)}）`, `Telegram can't be reached (${root}: ${whyOf(error)})`],
        [
          '检查网络和代理；要经自己的 Bot API 服务器，设置 TELEGRAM_API_ROOT',
          'See to the network and proxy; for a Bot API server of your own set TELEGRAM_API_ROOT',
        ],
      ),
    ]
  }
  if (!me.ok) return [refused(me, root)]
  const bot = `@${String(me.result.username)}`
  return [
    ok(`Telegram 令牌可用（${bot}）`, `The Telegram token works (${bot})`),
    ...clockAgainst('Telegram', me.date, check.now()),
    privacy(me.result),
    ...(await webhook(settings, check)),
    ...(await groups(settings, check, Number(me.result.id))),
  ]
}

function refused({ status, why }: Answer, root: string): Finding {
  if (status === 401 || status === 404)
    return wrong(
      ['Telegram 拒绝 TELEGRAM_BOT_TOKEN', 'Telegram refuses TELEGRAM_BOT_TOKEN'],
      ['到 @BotFather 重新复制令牌', 'Copy it again from @BotFather'],
    )
  return wrong(
    [`${root} 没有按 Bot API 回答（${why}）`, `${root} does not answer as a Bot API (${why})`],
    ['检查 TELEGRAM_API_ROOT 和代理；稍后再试', 'See to TELEGRAM_API_ROOT and the proxy, or try again later'],
  )
}

function privacy(me: Record<string, unknown>): Finding {
  if (me.can_join_groups === false)
    return warning(
      ['机器人不能被拉进群', 'The bot can’t be added to groups'],
      ['需要进群时，到 @BotFather 用 /setjoingroups 打开', 'If groups are wanted: /setjoingroups at @BotFather'],
    )
  if (me.can_read_all_group_messages === true)
    return ok('群隐私模式已关闭，群里的 #需求 能看到', 'Privacy mode is off: “#需求” in groups is seen')
  return warning(
    ['群隐私模式开着：群里只看得到 @机器人、回复和命令', 'Privacy mode is on: in groups only mentions, replies and commands are seen'],
    [
      '要收群里的 #需求：到 @BotFather 用 /setprivacy 关闭，再把机器人移出群、重新拉进来',
      'To receive “#需求” in groups: /setprivacy, Disable at @BotFather, then remove the bot from the groups and add it again',
    ],
  )
}

async function webhook(settings: Settings, check: Check): Promise<Finding[]> {
  const { ok: well, result, why } = await ask(settings, 'getWebhookInfo')
  if (!well) return [warning([`查不到 webhook（${why}）`, `The webhook can't be looked up (${why})`], ['稍后再试', 'Try again later'])]
  const url = String(result.url ?? '')
  const found: Finding[] = []
  if (!settings.webhook) {
    if (url === '') found.push(ok('用长轮询接收，没有 webhook 挡着', 'Receives by polling, and no webhook is in its way'))
    else
      found.push(
        (check.running ? wrong : warning)(
          ['登记着一个 webhook，长轮询收不到消息', 'A webhook is registered, so that polling receives nothing'],
          check.running
            ? ['有别的程序用同一个令牌：停掉它，再重启本程序', 'Another program uses this token: stop it, then restart this one']
            : [
                '启动本程序时会自动取消；如有别的程序用同一个令牌，先停掉',
                'The program removes it when it starts; stop any other with this token first',
              ],
        ),
      )
  } else if (url === settings.webhook.url + webhookPath)
    found.push(ok('webhook 登记的就是本程序的地址，并带密钥', 'The webhook is this program’s address, with a secret'))
  else
    found.push(
      (check.running ? wrong : warning)(
        ['Telegram 那边登记的 webhook 不是 TELEGRAM_WEBHOOK_URL', 'The webhook at Telegram is not TELEGRAM_WEBHOOK_URL'],
        [
          '重启本程序，它会重新登记；还不对就是别的程序在用同一个令牌',
          'Restart the program, which registers it; if that does not help, another program uses this token',
        ],
      ),
    )
  return [...found, ...troubles(result, check)]
}

function troubles(info: Record<string, unknown>, check: Check): Finding[] {
  const found: Finding[] = []
  const pending = Number(info.pending_update_count ?? 0)
  if (pending > manyPending)
    found.push(
      warning(
        [`Telegram 那边积着 ${pending} 条没取走的消息`, `${pending} updates wait at Telegram`],
        ['程序停着就启动它；在运行就看日志里有没有接收失败', 'Start the program; if it runs, look for failures of receiving in the log'],
      ),
    )
  const failedAt = Number(info.last_error_date ?? 0) * 1000
  if (check.now().getTime() - failedAt < 3_600_000)
    found.push(
      warning(
        [
          `Telegram 一小时内推送失败过：${String(info.last_error_message)}`,
          `Telegram failed to deliver within the hour: ${String(info.last_error_message)}`,
        ],
        [
          '检查反向代理、证书，以及外网能否打开 TELEGRAM_WEBHOOK_URL',
          'See to the proxy, its certificate, and whether TELEGRAM_WEBHOOK_URL opens from outside',
        ],
      ),
    )
  return found
}

async function groups(settings: Settings, check: Check, me: number): Promise<Finding[]> {
  const found: Finding[] = []
  let well = 0
  for (const chat of new Set(check.groups.map((address) => placeOf(address)?.chat))) {
    if (chat === undefined) continue
    const { ok: known, result, why } = await ask(settings, 'getChatMember', { chat_id: chat, user_id: me })
    const status = String(result.status)
    const silent = status === 'restricted' && result.can_send_messages === false
    if (known && !silent && ['member', 'administrator', 'creator', 'restricted'].includes(status)) well += 1
    else
      found.push(
        warning(
          [`群 ${chat} 里不能发言（${known ? status : why}）`, `The bot can't write in group ${chat} (${known ? status : why})`],
          [
            '把机器人拉回群里，并允许它发言；不再用这个群就不用管',
            'Add it to the group again and let it write; if the group is not used any more, leave it',
          ],
        ),
      )
  }
  return well > 0 ? [ok(`在 ${well} 个群里可以发言`, `May write in ${well === 1 ? '1 group' : `${well} groups`}`), ...found] : found
}

/** The address holds the token: no error that names it leaves here. */
async function ask({ token, apiRoot }: Settings, method: string, params: object = {}): Promise<Answer> {
  const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
    signal: AbortSignal.timeout(waitMs),
  })
  const body = (await response.json().catch(() => ({}))) as { ok?: boolean; result?: Record<string, unknown>; description?: string }
  const why = body.description ?? `HTTP ${response.status}`
  return { ok: body.ok === true, status: response.status, result: body.result ?? {}, why, date: response.headers.get('date') }
}
