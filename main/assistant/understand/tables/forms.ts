/**
 * Forms of speech that decide what is asked, as patterns over folded text (small letters, simplified
 * characters); what names goods stands in the lexicons. A long one is broken into lines, which
 * `understand/pattern.ts` joins: no line may begin with a space.
 */
export const formTable = {
  // Questions, by what is asked.
  /** Of manner, time and permission rather than of goods. */
  howto: String.raw`
    怎么(?!卖|走|去|找|样|没有|买)|咋(?!卖|走|去|找|样|买)|如何|怎样|为什么|多久|几天|几分钟|多长时间|
    第一次|有什么办法|怎办|能.{1,9}[吗么不]|可以.{0,9}[吗么不]|可不可以|能不能|要不要|
    多少(?!钱|块|元|米|一)|几(?:颗|勺|岁|度)|
    ^(?:so |um |hi )?(?:how (?:do|can|long|should|to|often|does|would)\b(?! you (?:have|
    sell)| much| i (?:find|get to))|(?:can|could|may|do|should|must) (?:i|my|we)\b(?! (?:find|get|buy|
    have|eat))|what (?:do i do|happens|should i do))
  `,
  /** How something is done: more telling than any word of goods beside it. */
  manner: String.raw`
    怎么(?:弄|办|洗|用|做|煮|蒸|炖|处理|清洗|清理|保存|存放|解冻|除|挑|选|冲|装|安装)|
    咋(?:整|弄|办|洗|用|做|煮)|如何(?!走|去|找)|有什么办法|
    \bhow (?:do|should|can) (?:i|you|we) (?!find|get to|buy|pay)
  `,
  /** Anything that a question begins or ends with, or asks by. */
  question: String.raw`
    [吗么嘛呢?？]|有没有|有冇|含不含|是不是|什么|啥|哪|多少|几|[不没]$|没有$|
    ^(?:does|do|did|is|are|has|have|can|could|what|which|how|any|so|and|but)\b
  `,
  /** Of one thing, whether it is or has something. */
  askedOfOne: String.raw`
    ^(?:so |and |but |ok |okay |hi |excuse me )*(?:is|are|does|do|did|will|was|were|can|
    could)\b(?! you| there)|是不是|是.{0,12}[吗么]
  `,
  orNot: String.raw`\bor not\b`,
  /** Somebody who must not have something asks what there is: '可以吃什么零食', 'which biscuits can I eat'. */
  suitsMe: String.raw`
    (?:什么|啥|哪些|哪种|哪款|哪个|哪一款|有没有|有).{0,12}(?:能|可以|适合|敢).{0,4}(?:吃|喝|用|买)|
    (?:能|可以|适合)(?:他|她|我|孩子|宝宝)?(?:吃|喝|用|买|选).{0,4}(?:什么|啥|哪)|
    适合.{1,12}(?:有|什么|哪)|(?:什么|啥|哪[些款种个]).{1,10}(?:不含|不带|没有?|无)|
    \b(?:what|which|any|some|something|anything)\b.*\b(?:can|could|may|safe|suitable|okay|ok|suit|fine|
    all ?right|without|free)\b
  `,
  /** What is to be without something is the thing itself: '不含花生的零食', 'snacks without peanuts'. */
  doesWithout: String.raw`
    (?:不含|不带|不加|不放|(?<!有)没有?|无)[\u3400-\u9fff、]{1,12}(?:成分)?的[\u3400-\u9fff]|\bwithout\b|
    \b(?:with|ha(?:ve|s)|contain(?:s|ing)?) no\b|\b(?:do|does)(?:n'?t| not) (?:have|contain)\b|\bavoid|
    \bfree (?:of|from)\b|\b[a-z]+[ -]free [a-z]
  `,
  /** '哪些含花生': those that do contain it. */
  whichContain: String.raw`
    (?:哪些|哪几[款种个]|哪[款种个]|什么)[^，,。不无没]{0,8}(?:含|有)(?!什么)|
    \b(?:which|what)\b(?!.*\b(?:not|no|free|without|don'?t)\b).*\b(?:contains?|have|has)\b
  `,
  /** 'Anything that contains …'. */
  thatDoes: String.raw`\bthat (?:do|does|are|is|have|has|contain)\b`,
  /** '拆开就能吃的': what it is for, not whether somebody may. */
  canJustEat: '就能[吃喝]',
  /** A quality and a thing, no more: 'sugar-free biscuits'. */
  quality: '^(?:[a-z]+[ -]free|[a-z]+) [a-z ]+$',
  /** 'Rather' good, mild or cheap: no two things are compared. */
  rather: '比较(?:好|合适|适合|便宜|实惠|划算|耐用|安全|温和|管用|舒服)(?!的?(?:和|跟|与))',
  /** Another thing than the one in hand. */
  otherThan: '比|换|别的|更|than|other|another|alternative',
  /** 'Crisps or nuts': either will do. */
  orElse: String.raw`或|还是|\bor\b`,
  // The store and its paper.
  print: String.raw`打印|打一张|打张|打个|打出来|印|\bprint`,
  /** How and where something is printed, not that it be. */
  printingAsked: '怎么|如何|哪里|能不能在|how|where',
  coupon: '券|coupon|voucher',
  /** Days that hours may be asked of. */
  day: `
    今天|明天|后天|昨天|周[一二三四五六日末天]|星期|礼拜|假|节|元旦|today|tomorrow|monday|tuesday|
    wednesday|thursday|friday|saturday|sunday|weekend|holiday|christmas|new year
  `,
  now: '今天|现在|最近|today|right now',
  /** '今天有什么优惠' after an item is still about the store; '有优惠吗' is about the item. */
  wholeStore: String.raw`
    今天|现在有什么|有哪些|有什么活动|什么优惠活动|全场|店里|超市|today|this week|running|store|
    any (?:other )?(?:offers|deals|promotions)\b(?! on)
  `,
  /** What an aisle holds, rather than the way to it. */
  whatIsThere: '有什么|有啥|卖什么|what',
  /** An aisle by its code, in the one or the other group: '去A7货架', 'what is in aisle 3'. */
  aisle: String.raw`
    (?:aisle|bay|shelf|row|section)\s*(?:number\s*)?([a-z]?-?\d{1,3}[a-z]?)\b|
    ([a-z]?-?\d{1,3}[a-z]?)\s*(?:号|排)?(?:货架|架子|架|通道|区)
  `,
  /** What an entry of the store's knowledge is filed under, where the plan tells more. */
  facilityTopic: 'facil|amenit|设施',
  /** A whole cue that tells what something is made of. */
  madeOf: '^made|做的$',
  // Another of the same, and one beside another.
  /** '黄瓜味的呢': the flavour is the first group. */
  flavourZh: String.raw`([\u3400-\u9fff]{1,6}?)(?:口味|风味|味道|味)(?=的|那|这|款|呢|[，,。？?！!\s]|$)`,
  /** 'And the cucumber flavour'. */
  flavourEn: String.raw`\b([a-z]+(?: [a-z]+)?) flavou?r(?:ed)?\b`,
  /** '小瓶的那个': what tells it is the first group, as below. */
  thatOneZh: String.raw`([\u3400-\u9fffa-z0-9]{1,6}?)的?(?:那|这)(?:个|款|种|瓶|包|盒|袋|罐)(?=呢|[，,。？?！!\s有含是]|$)`,
  /** '那海天的呢'. */
  ofOneZh: String.raw`^(?:那|那么|还有)?([\u3400-\u9fff]{1,5})的呢`,
  /** 'The large one'. */
  thatOneEn: String.raw`\b([a-z]+) (?:one|ones|version|variety)\b`,
  /** What may stand before the word that tells the variant. */
  beforeVariantZh:
    '^(?:那|那个|这个|这|换成?|有没有|有|要|它的|它|和|还有|请问|如果是|如果|是|嗯|呃|呢|的|再|看看)+',
  /** The same in English, a whole word. */
  beforeVariantEn: `
    ^(?:the|and|a|an|ok|okay|that|this|which|what|about|other|another|any|first|second|third|last|same|
    right|wrong|each|no|of|with|for|in|one|big|bigger|small|smaller|cheap|cheaper|cheapest|best|good|new|
    safe|either|both|every|is|does|do|it)$
  `,
  /** A size at the end of a name. */
  sizeInName: String.raw`\s*\d[\d.]*\s*(?:ml|l|g|kg|克|升|毫升|斤|个|只|片|包|袋|盒|瓶)?(?:[x*×]\d+)?\s*$`,
  /** Words that tell no item from another: whose allergy it is, and what is asked of it. */
  notTheItem: `
    ^(?:货架|架子|事儿?|事情)$|闺女|女儿|儿子|孙子|孙女|孩子|宝宝|小孩|老人|妈妈|爸爸|老婆|老公|家人|朋友|
    信息|成分|配料|东西|flavou?r|ingredients?|label|son|daughter|kid|child|wife|husband|friend|allerg
  `,
  /** What a word ends with that tells a variant. */
  tellsVariant: '(?:款|味|型|版|系列|flavou?red|version|variety)$',
  allergicTo: '对[^，,。]{1,12}过敏',
  /** What stands before a thing that is looked for in another: '有没有鱼明胶'. */
  soughtInIt: '(?:有没有|含不含|含有?)$',
  /** '一八五的', '二段呢': a whole word that is a number. */
  bareNumber: String.raw`^[零〇一二两三四五六七八九十百\d]+[号码段级寸度阶a-z]?$`,
  /** What stands between two things that are asked about side by side. */
  connector: String.raw`
    ^[\s,，、]*(?:和|跟|与|还有|以及|还是|或者|或|比|对比|and|or|vs\.?|versus|with|to|than|
    compared (?:to|with)|以及)[\s,，、]*(?:the |a |some )?$|^[，、,]\s*$|\b(?:and|or|vs|versus|than)\b|
    还是|和|跟|比起
  `,
  /** After an offer was told: how long it goes on. The whole utterance, but for what it calls the offer. */
  whenItEnds: String.raw`
    ^(?:请问|那么?|这个?|它|他|这些|那些|活动|优惠|促销|折扣|特价|打折|优惠券|券|是|都|的|[，,\s])*(?:
    (?:还有|还能|还要|再)?(?:(?:持续|打|搞|做|用|有效)?(?:到|至|截止到?|截至)?)(?:什么时候|什么时间|啥时候|
    几时|几号|几月几[号日]|哪一?天|多久|多长时间|何时|几天)(?:就|才|会|要)?(?:结束|截止|到期|过期|为止|
    停止|失效|没有?)|(?:持续|打|搞|做|有效|用)?(?:到|至|截止到?|截至)(?:什么时候|什么时间|啥时候|几时|几号|
    几月几[号日]|哪一?天|何时)(?:为止)?|(?:截止|结束|到期)(?:日期|时间)(?:是(?:什么时候|哪天|几号))?|
    有效期(?:到|是|有)?(?:多久|什么时候|几号|哪天)?)(?:了|呢|啊|呀|吗|的)*[？?。]?$|
    ^(?:so |and |ok |okay |um |then )*(?:(?:un)?til+ when|(?:when|what (?:day|date|time)|how long)
    (?:'s|'re| is| are| does| do| will)?(?: (?:it|that|this|they|these|those))?(?: (?:the|this|that|these|
    those))?(?: (?:offers?|deals?|promos?|promotions?|discounts?|sales?|coupons?|specials?))*
    (?: (?:end|ends|expire|expires|finish|finishes|stop|stops|over|last|lasts|valid|on|run|runs|good)
    (?: out| for| until| till)*|(?<=offers?|deals?|promos?|promotions?|discounts?|sales?|coupons?)))[?.]?$|
    ^(?:what(?:'s| is) )?(?:the |its )?(?:end|expiry|closing) date(?: of (?:it|the offer))?[?.]?$
  `,
  // Brands.
  /** 'A Snickers-like bar': what follows a brand of which another is wanted, or any. */
  brandLike: String.raw`^(?:-| )?(?:like|style|type)\b|^(?:那样|那种|一样|同款|平替|类似)`,
  /** '大象牌洗发水': the brand is the first group. */
  calledBrandZh: String.raw`(?:^|[\s，,。的有找买要卖])([\u3400-\u9fff]{1,4})牌子?的?(?=[\u3400-\u9fff])`,
  /** What may stand before it. */
  beforeBrandZh: '^(?:请问|有没有|没有|你们|那个|我要|我想|给我|来|拿)+',
  /** 'Elephant brand shampoo'. */
  calledBrandEn: String.raw`\b([a-z]{3,}) brand(?= [a-z])`,
  /** What stands before 牌 and names no brand: '名牌', '什么牌子', '车牌'. */
  noBrandZh: `
    (?:品|名|大|小|杂|老|新|招|车|门|标|铭|奖|纸|金|银|木|吊|胸|路|号码|扑克|麻将|卡|王|打|出|洗|桌|什么|
    啥|哪个?|哪种|何|这个?|那个?|一个|同|别的|其他|各|几个|好|贵|便宜|国产|进口|外国|本地|好点的?|不同|
    某个?|换个?)$
  `,
  /** A whole word before 'brand' that names none. */
  noBrandEn: `
    ^(?:any|which|what|good|better|best|store|own|same|other|another|different|big|a|the|this|that|house|
    name|famous|popular|cheap|cheaper|new|first|local|known|top|your|favou?rite|your own|particular|
    specific|certain|no|every|each|one|some)$
  `,
} as const;
