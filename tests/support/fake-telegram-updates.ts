/** How the fake Telegram brings its updates: to a poller, which confirms by the next offset, or to a webhook, again and again until it answers 200. */
import type { ServerResponse } from 'node:http'
import type { Update } from 'grammy/types'
import type { Params } from './fake-telegram-http.ts'
import { ApiError, badRequest } from './fake-telegram-rules.ts'

/** `sure`: it may be confirmed by an offset above it. */
type Queued = { update: Update; sure: boolean }
type Poller = { answer: (updates: Update[]) => void; conflict: () => void; allowed: string[]; limit: number }
export type Mischief = 'twice' | 'answer lost' | 'late' | 'overtaken'
type Webhook = { url: string; secret: string; allowed: string[] }

export class Updates {
  webhook: Webhook | undefined
  /** Between two tries to deliver to the webhook. */
  webhookRetryMs = 20

  /**
   * What goes wrong with the next delivery to the webhook: it comes twice, its answer is lost, it comes later, or another comes before it, as over several
   * connections.
   */
  mischief: (() => Mischief | undefined) | undefined

  private queue: Queued[] = []
  private last: Update | undefined
  private poller: Poller | undefined
  private pumping: Promise<void> | undefined
  private stopped = false
  private newest = 100_000

  /** Any update at all, also for what the people here can't do. Gives its id. */
  push(update: Omit<Update, 'update_id'>): number {
    this.newest += 1
    this.queue.push({ update: { update_id: this.newest, ...update } as Update, sure: true })
    this.wake()
    return this.newest
  }

  /** Delivers the newest update once more, as if its confirmation had been lost. */
  repeatLast(): void {
    if (!this.last) throw new Error('nothing was delivered yet')
    this.queue.unshift({ update: this.last, sure: false })
    this.wake()
  }

  /** The ids nobody has confirmed yet. */
  get unconfirmed(): number[] {
    return this.queue.map(({ update }) => update.update_id)
  }

  /** Ids go on from here, as after a week without updates. */
  restartIdsAt(id: number): void {
    this.newest = id
  }

  /** The open poll runs out of time. */
  answerEmpty(): void {
    this.poller?.answer([])
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.pumping
  }

  setWebhook(params: Params): true {
    const url = String(params.url)
    if (!URL.canParse(url) || !/^(https:|http:\/\/127\.0\.0\.1)/.test(url)) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    }
    const secret = String(params.secret_token ?? '')
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters')
    this.webhook = { url, secret, allowed: (params.allowed_updates as string[]) ?? [] }
    this.wake()
    return true
  }

  async poll(params: Params, response: ServerResponse): Promise<Update[]> {
    if (this.webhook)
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    const offset = Number(params.offset ?? 0)
    this.queue = this.queue.filter(({ update, sure }) => update.update_id >= offset || !sure)
    this.poller?.conflict()
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer)
        if (this.poller === poller) this.poller = undefined
      }
      const answer = (updates: Update[]): void => {
        done()
        resolve(updates)
      }
      const timer = setTimeout(() => answer([]), Number(params.timeout ?? 0) * 1000)
      const poller: Poller = {
        answer,
        conflict: () => {
          done()
          reject(new ApiError(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'))
        },
        allowed: (params.allowed_updates as string[]) ?? [],
        limit: Number(params.limit ?? 100),
      }
      response.once('close', done)
      this.poller = poller
      this.wake()
    })
  }

  private wake(): void {
    if (this.webhook) this.pumping ??= this.pump().finally(() => (this.pumping = undefined))
    const { poller } = this
    if (!poller) return
    this.dropUnwanted(poller.allowed)
    const batch = this.queue.slice(0, poller.limit)
    if (batch.length === 0) return
    for (const queued of batch) queued.sure = true
    this.last = batch.at(-1)!.update
    poller.answer(batch.map((queued) => queued.update))
  }

  private dropUnwanted(allowed: string[]): void {
    if (allowed.length > 0) this.queue = this.queue.filter(({ update }) => allowed.some((kind) => kind in update))
  }

  /** Posts the oldest update to the webhook until it answers 200, then the next. */
  private async pump(): Promise<void> {
    while (this.webhook && !this.stopped) {
      this.dropUnwanted(this.webhook.allowed)
      const wrong = this.mischief?.()
      const next = (wrong === 'overtaken' ? this.lastBegun() : undefined) ?? this.queue[0]
      if (!next) return
      this.last = next.update
      const taken = wrong !== 'late' && (await this.post(this.webhook, next.update, wrong === 'twice'))
      if (taken && wrong !== 'answer lost') this.queue = this.queue.filter((queued) => queued !== next)
      else await new Promise((resolve) => setTimeout(resolve, this.webhookRetryMs))
    }
  }

  /** The newest that is nobody's second: what one person does stays in its order. */
  private lastBegun(): Queued | undefined {
    const whose = ({ update }: Queued) => (update.message ?? update.edited_message ?? update.callback_query)?.from?.id
    return this.queue.findLast((queued, at) => this.queue.findIndex((other) => whose(other) === whose(queued)) === at)
  }

  private async post({ url, secret }: Webhook, update: Update, twice: boolean): Promise<boolean> {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    const once = async (): Promise<boolean> => {
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).catch(() => undefined)
      await response?.body?.cancel()
      return response?.status === 200
    }
    const answers = await Promise.all(twice ? [once(), once()] : [once()])
    return answers.includes(true)
  }
}
