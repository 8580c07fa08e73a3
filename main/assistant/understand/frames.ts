import type { CueHit } from './types';

/**
 * What a whole sentence is about, told by its frame rather than by single words: danger to people, talk of
 * the world outside the shop, complaints, attempts to steer the terminal. A frame counts beside whatever its
 * words could name: '孩子把电池吞下去了' is no question about batteries, 'how do you spell apple' none about fruit.
 * Written by hand; danger after the Red Cross first-aid list.
 */
interface Frame {
  tag: 'unsafe' | 'outside' | 'upset' | 'inject' | 'abuse' | 'recommend';
  zh?: RegExp;
  en?: RegExp;
}

const PERSON_ZH =
  '(?:孩子|小孩|小朋友|宝宝|娃|儿子|女儿|孙子|孙女|老人|老头|老太|老伴|大爷|大妈|奶奶|爷爷|外婆|外公|我妈|我爸|妈妈|爸爸|老公|老婆|有人|有个人|朋友|同事|他|她)';
const KIN_EN =
  '(?:son|daughter|kid|child|boy|girl|toddler|baby|mum|mom|mother|dad|father|nan|gran|grandma|grandpa|wife|husband|brother|sister|friend)';
const BODY_ZH = '(?:嗓子|喉咙|气管|手指|手|脚|腿|头|胳膊|眼睛|胸|心口|肚子|脸)';
const BODY_EN = '(?:hand|finger|fingers|foot|leg|arm|head|eye|throat|tongue|lips?|chest)';

const FRAMES: readonly Frame[] = [
  {
    tag: 'unsafe',
    zh: new RegExp(
      [
        `${PERSON_ZH}.{0,6}(?:跌倒|摔倒|摔了|摔下|滑倒|倒了|倒地|昏了|晕了|昏过去|抽风|抽抽|抽了|打起来|受伤|吐血|被车|被撞|被打)`,
        '(?:被|给)(?:人)?(?:锁|关|困|反锁)(?:在|住)|(?:打|吵|干)起来了|(?<!车)(?:撞|砸)(?:到|着|了)(?:人|头)|要(?:晕|昏|倒)(?:倒|了|过去)',
        '(?:胸口|心口|胸|心脏|头|脸|嘴唇|嘴|喉咙|嗓子|舌头)(?:好|很|特别|突然|有点)?(?:闷|绞痛|剧痛|肿|晕|麻|发紧)(?!的|不)',
        `${PERSON_ZH}.{0,12}(?:起不来|站不起来|倒下|倒在|叫不醒|没反应|没呼吸|不动了|不醒)`,
        `${PERSON_ZH}.{0,10}(?:哭着|在哭|哭).{0,4}(?:找|要)(?:妈|爸|家人|大人)`,
        '(?:被关在|困在|卡在).{0,8}(?:里|里面|电梯|厕所|门)|电梯.{0,8}(?:出不来|不动了|打不开)|(?:出不来|打不开).{0,6}电梯',
        '(?:一直|老是|总)(?:跟着|尾随|盯着|跟在)我|(?:有人|男的|男人|陌生人).{0,8}(?:跟着我|摸我|拉我|抢我|打我|拽)',
        `(?:把|将).{1,8}(?:吞|咽)(?:下|进|了)|(?:吃|喝)(?:了|下|进).{0,5}(?:洗洁精|消毒液|漂白|洁厕|洗衣液|洗衣凝珠|干燥剂|电池|杀虫剂|老鼠药)|(?:吞|咽)(?:下去|下|进)(?:了)?.{0,6}(?:电池|硬币|扣子|磁铁|玩具|珠子)|误(?:吞|服|食|喝)`,
        `(?:鱼刺|骨头|东西|糖|果冻|年糕).{0,6}(?:卡|噎|呛).{0,4}(?:${BODY_ZH}|住|到了|着)|卡(?:在|到|住)?(?:嗓子|喉咙|气管)`,
        '(?:喘不|透不|上不来|呼不).{0,3}(?:气|上来|过来)|(?:浑身|全身|满身).{0,4}(?:起疙瘩|发痒|红肿|起泡|发抖|抽)|(?:脸|嘴|嘴巴|舌头|嗓子)(?:都)?肿了',
        '(?:煤气|天然气|燃气|烧焦|焦糊|糊)(?:的)?味(?!道)|(?:漏|泄漏)(?:煤)?气(?!垫)|在冒(?:烟|火)|(?:着|起|失)火',
        `(?:${BODY_ZH}).{0,6}(?:划破|割破|割伤|夹住|夹到|夹了|流血|出血|骨折|断了)|(?:血流|流血).{0,3}(?:不止|了)`,
        '(?:货架|架子|箱子|玻璃|天花板|灯).{0,4}(?:倒|掉|砸|塌|碎).{0,6}(?:人|头|身上)|(?:压|砸)(?:着|到|了|中)(?:人|我|他|她|孩子)',
        `(?:不想|不愿|没法)(?:再)?活|活(?:够|腻)了|一了百了|(?<!防)走失|找不(?:到|着)(?:妈|爸|家|我的孩子|我家)`,
      ].join('|'),
    ),
    en: new RegExp(
      [
        `\\b(?:man|woman|lady|gentleman|guy|person|someone|somebody|${KIN_EN}) (?:has |have |just |'s )*(?:slipped|fell|fallen|tripped|collapsed|fainted|passed out)\\b|\\bhit (?:his|her|my|their) head\\b|\\b(?:having|started) contractions\\b|\\b(?:feel|feeling|felt|am|i'm) (?:really |very |so |a bit )?(?:dizzy|faint)\\b|\\b(?:men|people|guys|boys|women|they) (?:are |is )?(?:having a )?(?:fighting|punching)\\b|\\b(?:locked|shut|trapped|stuck) in (?:the|a) (?:toilet|loo|restroom|bathroom|lift|elevator|changing room|fitting room|store ?room|car park)\\b`,
        `\\b(?:caught|trapped|stuck|jammed|crushed|burnt?|burned|broke|cut) (?:my|his|her|their|a) (?:\\w+ )?${BODY_EN}\\b|\\bmy ${BODY_EN} (?:is|are|got|just got) (?:stuck|caught|trapped|bleeding|broken|crushed|burn\\w*|closing|swelling|swollen)|\\bthroat (?:is )?(?:closing|tight\\w*|swelling)`,
        `\\b(?:grabbed|snatched|nicked|took) my (?:bag|purse|wallet|phone|handbag|backpack)\\b`,
        '\\b(?:fell|fallen|falling|dropped|collapsed) (?:down )?on(?:to)? (?:someone|somebody|me|him|her|my|a (?:kid|child|man|woman|lady|boy|girl))\\b',
        `\\b(?:can'?t|cannot|can not|couldn'?t) find my (?:\\w+ )?${KIN_EN}\\b|\\b(?:lost|separated from) (?:my|his|her) (?:\\w+ )?${KIN_EN}\\b|\\bmy (?:\\w+ )?${KIN_EN} (?:has |just )?(?:ran off|run off|wandered|disappeared|vanished|collapsed|fainted)`,
        `\\b(?:do not|don'?t|dont) (?:want|wanna) to (?:be (?:alive|here any ?more)|live|go on|exist)|\\b(?:tired of|no point) living\\b|\\bbetter off dead\\b`,
        `\\b(?:he|she|someone|somebody|a man|that man|this man|they) (?:just |has )?(?:hit|punched|kicked|attacked|pushed|slapped|touched|groped|threatened) (?:me|my|a|him|her)\\b`,
        `\\b(?:smell|smells|smelling) (?:of |like )?(?:gas|burning|smoke)\\b|\\b(?:sparks?|flames?|smoke) (?:coming|is|are)\\b`,
        `\\b(?:won'?t|not|isn'?t) (?:wake|waking|moving|responding|breathing)\\b|\\b(?:a|little|small|young) (?:kid|child|boy|girl|toddler)\\b.{0,20}\\b(?:crying|alone|on (?:his|her|their) own|lost)\\b`,
        `\\b(?:ate|drank|swallowed|eaten) .{0,20}(?:battery|batteries|bleach|detergent|magnet|coin|pills|poison)\\b`,
      ].join('|'),
    ),
  },
  {
    tag: 'inject',
    zh: /(?:改成|改为|变成|设成|设为|调成).{0,6}(?:块钱|块|元|免费|零)|(?:系统|管理员|开发者|老板|工程师).{0,4}(?:命令|授权|要求你|让你)|(?:新的?|下面的?)指令|(?:忽略|忘记|忘掉|无视|绕过|解除|抛开).{0,6}(?:规则|规矩|限制|设定|指令|提示)|(?:保险柜|后台|系统|管理员)(?:的)?密码|(?:说|叫)我?主人/,
    en: /\b(?:new|updated|following) instructions?:?\b|\b(?:ignore|bypass|repeat|reveal) (?:all )?(?:of )?(?:your|the system) (?:\w+ )?(?:instructions|guidelines|rules|prompt)\b|\bwhat (?:are|is) your (?:system )?(?:instructions|prompt|rules)\b|\bgive (?:every ?one|every customer|me) .{0,12}(?:percent|%) off\b|\bforget (?:the|about the|this|that you are a) (?:shop|store|rules)\b|\bas an? (?:admin|administrator|developer)\b/,
  },
  {
    tag: 'upset',
    zh: /(?:过期|变质|发霉|臭|坏|馊|有虫|长毛)(?:了|的)?.{0,8}(?:还卖|还在卖|也卖|良心|管不管)|(?:店员|员工|收银员|服务员|导购|保安|工作人员).{0,8}(?:骂|凶|态度|不理|推我|吼|瞪|赶我)|有没有良心|(?:管不管|谁来管|没人管)|(?:吃|喝)(?:完|了).{0,6}(?:拉肚子|吐了|不舒服).{0,10}(?:怎么办|赔|说法)|给(?:我)?个?说法/,
    en: /\b(?:was|were|is|are) (?:off|mouldy|moldy|rotten|rancid|expired|out of date)\b.{0,40}\b(?:sick|ill|refund|disgrace\w*|back|again)\b|\b(?:made|making) (?:my|me|us) .{0,14}(?:sick|ill)\b|\b(?:swore|shouted|yelled|sworn) at (?:me|us)\b|\b(?:third|fourth|fifth|tenth) time i(?:'ve| have)? ask/,
  },
  {
    tag: 'abuse',
    zh: /^你(?:个|就)?(?:是|真是)(?:头|个)?(?:猪|狗|驴|傻子|笨蛋|垃圾|废物|白痴|蠢货)|一问三不知|没用的东西/,
    en: /^(?:are you|you(?:'re| are)) (?:so |really |just )?(?:thick|dense|dim|daft|blind|deaf|slow|brain ?dead|a (?:joke|moron|muppet|donkey))\b|\bi hate (?:you|this (?:machine|thing|robot|screen))\b/,
  },
  {
    tag: 'outside',
    zh: /(?:多少|几)(?:个)?人口|^你(?:知道|认识|喜欢|爱)(?!.*(?:哪|卖|有没有|多少)).{1,6}[吗么]$|教我.{0,4}(?:数学|微积分|英语|英文|做题|开车|游泳|跳舞|唱歌)|(?:找谁|谁来|谁会|谁能)修|挂(?:哪个|什么|几)?(?:科|号)|(?:宇宙|地球|月亮|太阳|中国|世界)(?:有)?(?:多|几)|怎么(?:才能)?减肥|限号|充话费|金价|油价|(?:百|十|千|\d)(?:[一二三四五六七八九十]*)(?:加|减|乘|除)(?:以|上|去)?[一二三四五六七八九十百千两\d](?=.*(?:等于|多少|得几|是几))|(?:火车|飞机|高铁|航班|动车)(?:票|几点)|(?:去|到).{1,5}的(?:火车|飞机|高铁|航班)|派出所|汇率|(?:美元|美金|英镑|欧元|日元|港币|卢布|令吉).{0,4}(?:换|兑|对|等于|合)|(?:换|兑)(?:成)?(?:多少)?(?:美元|美金|英镑|欧元|日元|港币|人民币)|(?:单词|这个词|这个字|英语|英文|日语|日文|韩语|法语|成语).{0,8}(?:怎么|什么意思|咋)|(?:怎么|咋)(?:念|翻译)|翻译(?:成|一下)|(?:招|招聘|招募|应聘|面试)(?:不招|吗|人|员工|收银|店员|兼职|工)|(?:你们)?(?:招不招|招人)|(?:师父|作者|首都|总统|总理|首相|国王|主席|冠军|男主角|女主角)(?:是|叫)|谁(?:写|发明|发现|赢|当选)|几比几|比分|(?:踢|打)(?:了|成)几|哪一?年(?!产|的|生产|出)|(?:江|河|山|塔|楼|海|长城|湖)(?:有)?(?:多长|多高|多深|多大)|(?:湖|寺|塔|火车站|高铁站|地铁站|汽车站|机场|医院|学校|公园|广场|大厦|酒店|博物馆|动物园|景点|派出所|银行|邮局)(?:怎么走|怎么去|咋走|远不远|远吗|在哪|多远)|附近(?:哪|有|的).{0,6}(?:站|医院|饭店|餐厅|酒店|银行|公园|宾馆|景点|学校|网吧)|(?:门票|车票|机票|火车票|高铁票|船票|电影票|演唱会)|(?:什么|啥|哪部|哪场)电影|电影(?:好看|院|推荐)|房价|房租|股市|股票|基金|彩票|中奖|(?:给|跟)我?(?:老婆|老公|妈|爸|儿子|女儿|朋友|他|她|家里).{0,3}(?:打个?电话|发个?(?:短信|微信|消息))|我的(?:快递|外卖|包裹|航班).{0,4}(?:到|在|呢)|挂(?:个)?号(?:怎么|在|去)|医院挂号|挂什么科|(?:叫|打)(?:辆|个|一辆)?(?:出租车|的士|网约车|滴滴)|订(?:个|一个|张|间)?(?:闹钟|机票|酒店|房间|外卖)|(?<!写)作业.{0,6}(?:不会|怎么|帮)|鸡兔同笼|乘以|除以|开根号|等于(?:几|多少)|(?:算|看)(?:个|一?下)?(?:命|卦|八字|运势|星座)|(?:该|要|该不该|要不要|应该).{0,4}(?:分手|离婚|表白|结婚)|失恋|(?:孩子|小孩).{0,6}(?:不听话|叛逆|怎么教育|学习不好)|(?<!比)(?:隔壁|对面的?(?:超市|店|商场)|别家|盒马|沃尔玛|永辉|大润发|家乐福|山姆|淘宝|京东|拼多多|天猫|物美|华润)(?!.*(?:你们|这里|这儿|咱们)).{0,12}(?:多少钱|卖多少|什么价|几点|便宜吗|贵吗|有没有卖)|(?:放|唱|来|播)(?:一)?首|(?:放|唱)(?:个|段)?(?:歌|音乐)|(?:写|作|背|念)(?:一)?(?:首|篇|段|封)|讲(?:个|一个|段)?(?:笑话|故事|段子|新闻)/,
    en: /^(?:hey |so |hi )?(?:do you (?:like|love|believe|think|know who)|can you (?:fix my car|order me a|marry|dance|sing)|tell me something|how many people (?:live|are there)|what(?:'s| is) (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:plus|minus|times)|how is the |give me directions to )|\b(?:movies?|films?) (?:on|tonight|to watch|should)\b|\bgood (?:movies?|films?)\b|\bhoroscope\b|\b(?:football|cricket|rugby|match) score\b|\b(?:nearest|closest) (?:\w+ )?(?:post office|police station|hospital|bank|hotel|station|church|mosque|school|pharmacy|petrol station)\b|\bnational insurance\b|\bbin day\b|\bwin the (?:world cup|election|league|cup|match|game)\b|\bmeaning of life\b|\bmy (?:resume|cv|cover letter)\b|\b(?:a )?lawyer\b|\bexchange rates?\b|\b(?:dollars?|pounds?|euros?|ringgit|yuan|yen|rupees?) (?:to|into|in) (?:the )?(?:dollars?|pounds?|euros?|ringgit|yuan|yen|rupees?|us|local)\b|^(?:so |hey |hi |um |ok )?who (?:is|was|are|were|won|wrote|invented|discovered|painted|should|sang|sings|plays)\b(?!.*\b(?:manager|in charge|makes|made this)\b)|\bwhat(?:'s| is) the (?:capital|population|currency|president|score|square root|news|latest news|weather|traffic|meaning of|time in)\b|^how (?:tall|old|deep|high) (?:is|are|was)\b(?! you\b)|^how far is it (?:to|from)\b|\bwhy (?:is|are|does|do) (?:the |a )?(?:sky|sea|sun|moon|grass|people|men|women|cats|dogs|we|ocean)\b|\bwhat does (?:the word )?\w+ mean\b|\b(?:spell|pronounce|conjugate) \w+|\bhow do you (?:say|spell|pronounce)\b|\btranslate\b|\bwhat time is it in\b|\b(?:flight|plane ticket|train ticket|bus ticket|concert ticket|cinema ticket|tickets? (?:to|for)|airfare)\b|\bvisas?\b(?! card| debit)(?=.*\b(?:apply|need|get a|application|embassy)\b)|\b(?:apply|application) for (?:a|an|my) (?:visa|passport|job|loan|licen[cs]e)\b|\b(?:hiring|vacanc(?:y|ies)|job (?:opening|application|interview)s?|apply for (?:a )?job|work here part)\b|\b(?:which|what) (?:stocks|shares|crypto|bitcoin)\b|\bstock market\b|\bbitcoin\b|\b(?:break up|broke up|divorce|girlfriend|boyfriend) (?:with|should|told|left)\b|\bbreak up with\b|\b(?:best|good|nice|nearest|closest|recommend a|any good) (?:\w+ )?(?:pub|restaurant|hotel|nightclub|cinema|bar (?:round|around|near)|hospital)\b|\brestaurants?\b(?=.*\b(?:near|recommend|good|best)\b)|\b(?:traffic|jam) (?:to|on|like|is)\b|\bcall (?:me )?(?:a|an) (?:taxi|cab|uber|grab)\b|\b(?:call|text|phone|ring|message) my (?:wife|husband|mum|mom|dad|son|daughter|friend|boss)\b|\b(?:do|finish|help (?:me )?with) (?:my |the )?(?:\w+ )?homework\b|\b(?:solve|equation|squared|square root|divided by|multiplied by|times) (?:\d|this|of|equals|[a-z]+ equals|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty))|\bequation\b|\b(?:set|wake me)\b.{0,12}\b(?:alarm|timer|up at)\b|^(?:can you |could you |please )*(?:sing|play) (?:me |us )?(?:a |some |the |happy)|\b(?:tell|write|read) (?:me |us )?(?:a|an|some) (?:\w+ )?(?:joke|story|poem|song|essay|letter|riddle|haiku|fairy tale)\b|\bbedtime story\b|\b(?:who|which party) (?:should|do) i vote|\belection\b|\bpolitics\b|\b(?:at|is|was|does|do|are|than|whats|what's) (?:tesco|asda|aldi|lidl|sainsbury'?s|waitrose|walmart|costco|ikea|harvey norman|shopee|lazada|argos|currys|carrefour|next door|(?:the )?(?:shop|store|place) (?:next door|opposite|across the (?:road|street)))\b(?!.*\bdo you (?:have|sell)\b)(?=.*(?:charg|cheaper|sell|open|much|dearer|better|$))|\bhow do i get to (?:the )?(?:\w+ ){0,3}(?:station|airport|cross|street|road|square|park|museum|hospital|beach|bridge|palace|tower|city cent(?:re|er))\b|\bdid (?:\w+ ){1,2}(?:win|lose|score)\b|^(?:will|is) it (?:going to )?(?:snow|rain|be (?:sunny|hot|cold))/,
  },
  {
    tag: 'recommend',
    zh: /(?:哪个|哪款|哪种|哪一款|哪一种|哪瓶|哪包|什么(?!时|样)|啥(?!时)).{1,9}(?<!还)(?:好|好用|好吃|好喝|合适|靠谱|管用|耐用|好些|好一点)(?:一点|些)?[啊呢呀吗嘛哦？?]*$|(?:挑|选)(?:个|一个|瓶|款|盒|包|袋|点|些|双|台|条|件|种)/,
    en: /^(?:a|an|some|something) (?:nice|good|decent|tasty|healthy|cheap) |^something (?:\w+ )+(?:for|under|below|less)\b/,
  },
];

/** The frames that hold, each as a cue over the words that show it. */
export function frameCues(folded: string): CueHit[] {
  const out: CueHit[] = [];
  for (const { tag, zh, en } of FRAMES) {
    const found = zh?.exec(folded) ?? en?.exec(folded);
    if (found) out.push({ tag, start: found.index, end: found.index + found[0].length, score: 1 });
  }
  return out;
}
