const people = '(?:老师|专家|教授|领导|大佬|大神|朋友|同仁|同行|博士|院士|师傅|伙伴|亲|家人)'

/** What may stand before the matter itself; taken away again and again from the start of folded text. */
export const opening = new RegExp(
  `^(?:[\\s，,.。!?、:;~\\-*•·>|"“”'「」…]|\\d{1,2}[.、)](?!\\d)|[一二三四五六七八九十]、|\\((?:\\d{1,2}|[一二三四五六])\\)|@[^\\s@，,:]{1,30}|#(?:技术)?需求#?|#[^\\s#]{1,12}#|/(?:need|new|post)\\b|` +
    '[[【(](?:技术|紧急|企业)?(?:需求|求助|急求|求购|急|help|need)[】\\])]|(?:技术|企业)?(?:需求|难题|项目)(?:标题|名称|描述|内容|概述|背景|如下)?:|(?:标题|题目|问题描述|问题|难点|需求内容及预期目标|描述|求助|title|subject|problem|need):|' +
    `你好(?:啊|呀)?|您好|大家好|(?:尊敬的|各位)?${people}们?(?:好|您好)|(?:尊敬的|各位|诸位)${people}们?|${people}们?(?=[，,。! :~]|$)|各位好?(?=[，,。! :~]|$|请|帮|有)|(?:早上|上午|中午|下午|晚上)好|早安|` +
    '(?:hi|hello|hey|dear)(?: (?:all|everyone|everybody|there|team|experts?|guys|folks|professors?|sirs?|sir or madam|friends|colleagues))?(?![a-z])|good (?:morning|afternoon|evening|day)(?: (?:all|everyone))?|' +
    '(?:我)?(?:想|要)?(?:请教|请问|咨询|问问|问|求教|打听|了解|知道)(?:一下|下)?(?:各位|大家|老师|专家)?(?:一?个(?:小)?(?:技术)?问题|个事)?(?=[，,。! :?~]|$|[^，,。]{4})|打扰(?:一下|下|各位|大家|了)*|麻烦(?:问|看|帮忙看|帮忙)?(?:一下|下|看看|各位|大家)?|不好意思|' +
    '在吗|在不在|有人(?:在)?吗|(?:有偿|付费)?求助(?:各位)?|求救|救命啊?|求(?:大神|高人|支招|指教|帮忙|帮助)|跪求|帮(?:忙|我)?看(?:一下|下|看)|(?:情况|事情|问题)?是这样(?:子)?的?|情况如下|背景是|希望(?:各位)?(?:专家|老师)[^，,。:]{0,14}:|(?:我们)?有一?个[^，,。:]{0,6}(?:问题|难题|事)[:，, ]|就(?=想(?:知道|问))|(?:现在|目前|最近|近期|生产中)?(?:我们)?(?:遇到|碰到)了?(?:这样)?(?:一?个|一些|点)?(?:技术|小)?(?:问题|难题|瓶颈|麻烦)(?:是|就是)?[:，, ]?|[qa问答]:|那个(?=[，,])|就是说|嗯+|哎+|唉+|' +
    '十万火急|万分火急|加急|紧急求助|急求助?(?=[，,!:])|急{1,9}(?=[，,。! :~]|$)|(?:very |really )?urgent(?:ly)?(?: request| help| need)?(?=[,!:. -])|asap(?=[,!:. ])|help(?: needed| wanted)?(?=[!:,])|please(?: help)?(?=[,!: ])|pls |so,|excuse me|sorry to bother(?: you)?(?: all)?|quick question|' +
    '(?:可以|能|can (?:any(?:one|body)|you|some(?:one|body)))? ?(?:请|please )?help(?: me| us)?(?: out)?(?: with)?(?=[,:?!]))',
)

/** The author as the subject of the sentence, and that something is wanted or met. */
export const subject =
  /^(?!我们?是)(?:我们(?:公司|厂里?|单位|工厂|企业|这边|这里)?|我(?:司|厂|公司|单位|这边)?|本(?:公司|厂|企业|单位)|咱们?厂?|厂里|公司|企业)(?:(?:现在|目前|最近|近期|一直|这几天|这段时间|正在)){0,2}(?:(?:生产|做|用|加工|制造)的(?!是)|的(?!是)|(?:有|遇到了?|碰到了?|存在|面临)(?:一?个|这样一?个|一些)?(?:技术)?(?:问题|难题|难点|需求|瓶颈)?(?:是|就是|[:，,])?|(?:急需|需要|需求|想要?|希望|打算|准备|计划|拟|寻求)(?:请教|问|找到|能够?|解决)?(?=[^，,。]{3})(?:的是)?)?[:，, ]?/
export const englishSubject =
  /^(?:(?:need|want) to(?= )|we(?:'re| are)? ?(?:(?:currently|urgently|now|also|really) )?(?:need(?: to have| to find| help(?: with)?)?|want|would like|looking for|seeking|in need of|have(?: got)? (?:a |an |some )?(?:problems?|issues?|trouble|difficult(?:y|ies))(?: with| in|:|,)?|are looking for|are seeking|search(?:ing)? for)|i(?:'m| am)? ?(?:need|want|would like|looking for)|(?:i'm |currently )?looking for|(?:does )?any(?:one|body) (?:know|have|has)|our company (?:needs|wants))(?: (?:a|an|the|some))?(?: |$)/

/** Who the author is, rather than what is the matter. */
export const introduction =
  /^(?:我们?|我司|本(?:公司|厂|人|企业)|我(?:公司|厂)|公司|咱们?|这(?:边|里)|敝司|[\p{Script=Han}a-z]{2,16}公司)(?:公司|厂|这边|单位|工厂|企业|厂里)?(?:是(?!想|要|否|不是|用|因为|采用|在用|由于)|来自|主要(?!问题|想|是想|需求|难点|需要|缺陷|存在)|专业|专门|一直(?:是|做|从事)|叫|姓|从事|位于|成立|坐落|做[^，,。]{1,20}的$|生产[^，,。]{1,20}的$|主营|有\d)|^(?:主营|主要从事|专业从事|专注于?|成立于|位于|坐落)|^(?:we are|we're|i am|i'm|my name|this is|our company is)(?! looking| seeking| having| facing| not| trying| using| unable| losing| in need)/u
export const courtesy =
  /^(?:谢谢|多谢|感谢|拜托|辛苦|万分感谢|先谢|在线等|跪谢|期待|盼复|急{1,9}$|很急|挺急|比较急|客户催|老板催|催得|越快越好|尽快|(?:联系)?电话|联系|微信|手机|加微信|邮箱|need help|help|thanks|thank you|thx|tks|many thanks|best|regards|cheers|tel|phone|contact|e-?mail|asap|urgent|please (?:help|advise|contact)|(?:你们|大家)(?:这里|这边|那里|那边|这儿)?有没有|有(?:懂|会|能)的|有没有(?:老师|专家|大神|人)(?:懂|会|能|帮)|求(?:老师|专家|各位)|(?:有没有|有无|有什么|求)[^，,。]{0,6}(?:办法|方法|方案|建议)$|(?:我)?(?:想|要|想要)?(?:发布|提交|发|提|录入)(?:一个|一条|个|条)?(?:技术)?需求$|请(?:各位|老师|专家|大家)|哪位(?:老师|专家)|(?:老师|专家)们?(?:帮|给|看))/
export const aboutTerms =
  /^(?:项目)?(?:预算|经费|费用|价格|价钱|资金|钱|没什么?预算|没有预算|合作方式|时间|工期|周期|期限|交期|截止|最晚|最迟|budget|deadline|timeline|cost is)/
export const heading =
  /^(?:[一二三四五六七八九十\d]{1,2}[.．、 ])?(?:项目)?(?:技术)?(?:企业)?(?:需求|预期|工作|实验|研究|项目|现有|合作|科研|主要)?(?:内容|目标|基础|背景|条件|方式|简介|概况|需求|现状|问题)(?:(?:及|与|和|、)(?:预期|期望|合作)?(?:目标|内容|要求|现有工作基础))?:?$/
/** Words that lean on what was said before; a title does not start with them. */
export const connective =
  /^(?:但是?|并且?|而且?|同时|同样|因为|由于|因此|所以|导致|造成|使得|从而|最终|还|也|又|且|其中|如果|对此|结果|然后|另外|此外|以及|最后|目前是|and|but|so|then|also|because|which|therefore|however)/
export const label = /(?:需求|难题|难点|问题|题目|标题|目的|痛点|瓶颈)(?:描述|名称|内容|是|如下|在于)?[:\n ]{0,2}$/
export const wishWords =
  /想|希望|要求|需要|需求|急需|寻|求|找|开发|研发|研制|解决|提高|提升|降低|减少|改善|改造|怎么|怎样|如何|有没有|能不能|能否|有无|哪里|哪家|替代|实现|避免|防止|要(?:做|把|能)|need|want|looking for|how (?:to|can|do)|develop|reduce|improve|increase|avoid|prevent|replace|require|must|should|solve|find|lower/
export const danglers =
  /(?:[\s，,、:;(（【[“"‘'「<《/&+-]|\b(?:a|an|the|of|to|and|or|with|for|in|on|that|which|at|by|from|is|are|be|as|our|we|but|it|its|than|w|below|above|under|over)(?![a-z])|(?:的|和|与|及|或|把|将|在|对|为|从|而|但|且|并|让|使|被|以|超过|达到|低于|高于|大于|小于|不足|只有|导致|造成|约))+$/iu
