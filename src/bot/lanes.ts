import { createTurns } from './pace.ts'
import type { Platform } from './platform.ts'
import type { OutboxItem } from './traffic.ts'

export type Lanes = {
  /** The milliseconds until anything may go on this platform. */
  waitMs(platform: string, now: Date): number
  /** The milliseconds until this parcel may go; at 0 its place is taken. */
  enter(item: OutboxItem, now: Date): number
  hold(platform: string, until: number): void
}

/** Each platform at its own pace, one place a card. Platforms do not hold each other up. */
export function createLanes(platforms: ReadonlyMap<string, Platform>): Lanes {
  const lanes = new Map([...platforms.values()].map(({ name, pace }) => [name, { pace, turns: createTurns(pace) }]))
  return {
    waitMs: (platform, now) => lanes.get(platform)?.turns.waitMs(now.getTime()) ?? 0,
    enter(item, now) {
      const lane = lanes.get(item.platform)
      const wait = lane?.turns.waitMs(now.getTime(), item.address) ?? 0
      if (!lane || wait > 0) return wait
      lane.turns.take(now.getTime(), { id: item.address, gapMs: isForGroup(item) ? lane.pace.groupGapMs : lane.pace.privateGapMs })
      return 0
    },
    hold: (platform, until) => lanes.get(platform)?.turns.hold(until),
  }
}

/** In groups the bot says only that it goes on in private. */
function isForGroup({ notice }: OutboxItem): boolean {
  return notice.view === 'say' && notice.text.startsWith('in_group')
}
