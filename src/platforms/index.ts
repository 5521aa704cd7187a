import { local } from './local/index.ts'
import type { PlatformModule } from './platform-module.ts'
import { slack } from './slack/index.ts'
import { telegram } from './telegram/index.ts'

/** Every platform there is: a new one is one folder and one line here. */
export const platformModules: readonly PlatformModule[] = [telegram, slack, local]
