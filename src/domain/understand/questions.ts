import type { QuestionKey, Understanding } from '../understanding.ts'
import { questionKeys } from '../understanding.ts'
import { fieldLexicon } from './field.ts'
import { fold, tidy } from './fold.ts'
import { countTerms } from './lexicon.ts'
import { wishWords } from './title-words.ts'
import { betterWords, troubleWords } from './type.ts'

const most = 3
const littleSaid = 10
const triedWords =
  /试过|试了|尝试|做过|用过|换过|换了|换成|调过|调整过|调整了|改过|改了|找过|咨询过|加过|加了|买过|已经?(?:做|试|换|调|改|用|采用|完成|有|购|请)|现在|目前|现有|现状|当前|一直|原来|之前|以前|我们用|在用|采用的?|没试|没有试|还没(?:做|试|开始)|从零|不良率|良率才|只有\d|currently|at present|right now|existing|tried|have (?:been|used|changed|tested)|we use|our (?:process|line|current)|today|so far|already|from scratch/
const noBudget =
  /(?:预算|经费|费用|资金|价格|钱)(?:方面|上|嘛|都|可以|还|暂时|的话|这块|:|，|,| ){0,3}(?:不限|没?不?是问题|好说|好谈|面议|面谈|未定|没定|没有?(?:预算|钱)?|待定|不定|充足|另议|另谈|看方案|随便|不清楚|暂无|无|再谈|再议)|没有?什?么?预算|不差钱|budget (?:is )?(?:open|flexible|tbd|negotiable|not|no |to be)|no budget/
const noDeadline =
  /(?:时间|期限|工期|周期)(?:上|方面|的话|:|，|,| ){0,2}(?:不限|不急|没要求|无要求|不定|未定|待定|好说|充裕|宽松|灵活)|不(?:着)?急|不赶时间|长期|没有?(?:时间|期限)(?:要求|限制)|尽快|越快越好|no deadline|no rush|not urgent|asap|as soon as possible|flexible timeline/

/** At most three questions that would help most, the most useful first. What the words already settle, also by 面议 or 不急, is not asked. */
export function missingQuestions(understood: Understanding, description: string): QuestionKey[] {
  const { text } = fold(tidy(description))
  const asked: Record<QuestionKey, boolean> = {
    problem: saysLittle(understood, text),
    targets: understood.targets.length === 0,
    tried: !triedWords.test(text),
    budget: understood.budget === undefined && !noBudget.test(text),
    deadline: understood.deadline === undefined && !noDeadline.test(text),
  }
  return questionKeys.filter((key) => asked[key]).slice(0, most)
}

/** Which product, and what happens to it: said only where there are words enough, of a trade and of a trouble or a wish. */
function saysLittle({ title, targets }: Understanding, text: string): boolean {
  const letters = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[a-z]{2,}/g)?.length ?? 0
  const isTrade = countTerms(fieldLexicon, text).size > 0
  if (title !== '' && isTrade && targets.length > 0) return false
  if (title === '' || letters + words * 2 < littleSaid) return true
  const isMatter = troubleWords.test(text) || betterWords.test(text) || wishWords.test(text)
  const size = letters + words * 2
  return isMatter ? !isTrade && size < 14 : size < (isTrade ? 20 : 30)
}
