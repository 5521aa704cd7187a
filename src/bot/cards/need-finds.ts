/** What the matcher found besides experts. */
import type { Need } from '../../domain/need.ts'
import type { Reader } from './card.ts'

/** Achievements that bear on the need, and whose they are. */
export async function achievementLines({ tx, words }: Reader, need: Need): Promise<string | undefined> {
  const lines: string[] = []
  for (const { achievementId, expertId } of need.achievements) {
    const expert = await tx.directory.expert(expertId)
    const achievement = expert?.achievements.find(({ id }) => id === achievementId)
    if (expert && achievement)
      lines.push(`${words.lang === 'zh' ? `《${achievement.title}》` : `“${achievement.title}”`} — ${words.expert(expert)}`)
  }
  return lines.length > 0 ? lines.join('\n') : undefined
}

/** The proposed team, and what each covers; only while nobody has the need. */
export async function teamLines({ tx, words }: Reader, need: Need): Promise<string | undefined> {
  if (!need.team || need.state !== 'open') return undefined
  const lines: string[] = []
  for (const { expertId, discipline, covers } of need.team.members) {
    const expert = await tx.directory.expert(expertId)
    if (expert)
      lines.push(
        words.t.team(words.expert(expert), words.discipline(discipline), covers.map((name) => name[words.lang]).join(words.t.list)),
      )
  }
  return lines.length > 1 ? lines.join('\n') : undefined
}
