import { clusters, nameOf } from '../../../domain/code-lists.ts'
import type { Enterprise } from '../../../domain/directory.ts'
import type { Need } from '../../../domain/need.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'

type Kind = Pick<Enterprise, 'industry' | 'cluster' | 'township'>

/** “某纺织企业（柳荫街道）”: what an enterprise is called where it may not be named. */
export function someEnterprise(words: Words, { industry, cluster, township }: Kind): string {
  const own = words.t.privacy.unnamed
  const kind = (words.lang === 'zh' ? industry?.replace(/业$/, '') : undefined) ?? (cluster && nameOf(clusters, cluster, words.lang))
  return (kind ? own.some(kind) : own.somebody) + (township ? words.t.aside(township) : '')
}

/** Its name, or what it is called where it may not be named. */
export function enterpriseName(words: Words, enterprise: Enterprise, named: boolean): string {
  return named ? enterprise.name : someEnterprise(words, enterprise)
}

/** One press, either way. */
export function unnamedButton({ words }: Reader, { id, unnamed }: Need): Button {
  return unnamed ? button(words.t.buttons.named, 'named', id) : button(words.t.buttons.unnamed, 'unnamed', id)
}
