import type { CueRow } from './cues';

/**
 * Words that carry nothing, politeness, pronouns and the steering of the talk itself. Written by hand from
 * transcripts' usual disfluencies (LDC SWB annotation guide; 普通话口语填充语).
 */
export const talkCues: readonly CueRow[] = [
  {
    tag: 'fill',
    zh: '嗯|呃|额|哎|诶|欸|唉|哦|噢|喔|哈|哈哈|呵呵|啦|嘛|哇|哟|咯|喽|嘞|咧|嘅|架|㗎|啊|呀|吧|的|地|得|了|着|过|就|就是|就是说|就是那个|那个什么|那什么|那个啥|怎么说呢|怎么说|这样|然后|然后呢|反正|其实|基本上|大概|应该|可能|好像|似乎|是不是|到底|究竟|还|还是|也|都|又|再|才|只|挺|很|太|非常|特别|比较|有点|有些|一些|一点|一点儿|点儿|点|些|个|种|款|样|类|牌|牌子|品牌|东西|商品|产品|货|物品|品种|那种|这种|某种|一种|一款|一个|一瓶|一包|一盒|一袋|一支|一箱|一罐|一桶|一斤|两瓶|两包|几瓶|几包|瓶|包|盒|袋|罐|支|箱|桶|只|条|块|台|部|双|套|件|请问|请问一下|请问下|想问|想问一下|我想问|我想问一下|我想问下|问一下|问下|问一问|打听一下|打听下|我想知道|想知道|我想了解|想了解一下|了解一下|知不知道|你知道|你知道吗|知道|晓得|晓不晓得|告诉我|告诉我一下|跟我说|跟我说说|说说|说一下|讲一下|查一下|查查|查下|查|帮我查|帮我查一下|帮我看看|帮我看一下|帮看看|看下|帮|帮我|帮忙|帮个忙|帮一下忙|给|给我|麻烦|麻烦你|麻烦您|麻烦问一下|劳驾|劳烦|借问|借问一下|唔该|请|请你|请您|不好意思|打扰一下|打扰了|对不起|抱歉|同志|师傅|老板|老板娘|小姐姐|美女|帅哥|大姐|大哥|阿姨|叔叔|亲|亲亲|姑娘|小伙子|小姑娘|机器人|小机器人|小店|您|你|你们|你们这|你们这里|你们这儿|你们店|你们店里|你们家|你们超市|您们|咱|咱们|咱们这|咱们店|咱们店里|我|我们|我家|我家里|俺|俺们|偶|侬|阿拉|这里|这儿|这边|这边儿|店里|店里面|本店|超市|超市里|商店|商店里|商场|商场里|店|里|里面|里头|这|能|能不能|能否|可以|可不可以|可否|会|会不会|要|想|要不要|来|去|是|不是吗|对吧|是吧|好吧|行吧|行不行|行吗|好吗|可以吗|好不好|成不|中不中|一下|下|一声|现在|目前|今天|今日|今儿|刚才|刚刚|刚|等会|等一下|待会|马上|赶紧|赶快|快点|急|急用|着急|家|家里|用|用的|用来|吃|吃的|喝|喝的|穿的|使|使的|人|人家|别人|朋友|老婆|老公|孩子|小孩|我妈|妈妈|爸爸|我爸|老妈|老爸|奶奶|爷爷|老人|老人家|老太太|老头|同事|说|听说|听人说|觉得|感觉|以为|突然|忽然|本来|原来|昨天|前天|上次|上回|之前|以前|记得|我记得|想起来|忘了|忘记|我忘了|哪位|什么|啥|咩|乜|乜嘢|哪个|哪款|哪种|哪一个|哪一款|吗|么|呢|嘛|不|没|唔|和|跟|与|及|以及|还有|或者|或|加上|并且|而且|因为|所以|但是|但|不过|如果|要是|假如|的话|时候|的时候|晚上|早上|中午|下午|明天|周末|做|做饭|做菜|炒菜|洗|洗头|洗澡|在|对|把|被|让|叫|从|到|向|往|为|为了|给我家|于|此|该|其|之|所|每|各|几|多|少|上|中|外|前|后|左右|以内|以下|以上|之内|不超过|超过|预算|元|块|块钱|毛|钱|人民币|共|一共|总共|全部|所有|整个|随便|随便看看|一般|普通|正常|正宗|新鲜|新|老|大|小|好|坏|想吃|想喝|想用|要吃|要喝|煮|炖|蒸|煎|烤|涮|泡|炒|拌|烧|包饺子|下面条|带|带点|拿|拿点|取|弄|搞|整|办|算|算了|急需|正在|特意|专门|逛|逛了|逛了半天|转|转了|转了半天|转了一圈|半天|好久|好半天|一圈|找了半天|找了好久|绕晕了|绕|看了|看看有|听|点解|嚟|俾|畀|喺|度|呢度|嗰度|嘢|咁|啲|冇|佢|边个|边款|边只|请教|请教一下|哈喽啊|喂喂|那边|我这|我这边|咋|咋个|怎样|咋样|如何|怎么|正好|顺便|顺道|顺便问|另外|对了|话说|那啥|内个|内什么|这个那个|真的|真|确实|实在|简直|完全|一定|必须|肯定|当然|毕竟|居然|竟然|究竟是|同|啩|嘎|噶|撒|哩|哈子|爪子|晓得不|晓得伐|伐|覅|撒子|啥子|咋整|嘎哈|干啥|俺们那|俺家|咱家|额们|牌儿|玩意|玩意儿|家伙|那玩意|那玩意儿|瓶装|袋装|盒装|罐装|听装|桶装|箱装',
    en: "love|mate|darling|pal|hun|guv|sir|madam|bless her|bless him|the|a|an|of|for|to|in|on|at|by|with|from|into|onto|um|uh|er|erm|uhm|hmm|mm|ah|oh|well|so|like|you know|i mean|kind of|sort of|kinda|sorta|actually|basically|just|maybe|perhaps|probably|really|very|quite|pretty|some|any|this store|the store|your store|your shop|this shop|the shop|this place|in the store|in store|in here|here|there|please|pls|plz|excuse me|sorry|pardon|sorry to bother you|can you|could you|can i|could i|may i|would you|will you|can you tell me|could you tell me|tell me|let me know|do you know|you know|i was wondering|was wondering|wondering|i wonder|i'd like to know|i want to know|want to know|i need to know|need to know|if you|if|whether|that|this|these|those|them|they|it|its|it's|i|i'm|im|i've|i am|me|my|mine|we|we're|our|us|you|your|yours|he|she|his|her|him|is|are|am|was|were|be|been|being|do|does|did|will|would|should|could|can|might|must|shall|have to|got to|gotta|as|than|then|now|right now|today|tonight|currently|at the moment|and|or|but|also|too|as well|else|because|since|one|ones|thing|things|stuff|item|items|product|products|brand|brands|bottle|bottles|pack|packs|packet|packets|box|boxes|bag|bags|can of|cans of|tin of|jar of|jar|carton|carton of|bottle of|pack of|packet of|box of|bag of|tube of|loaf of|bunch of|piece of|roll of|pair of|couple of|bit of|lot of|lots of|some of|kind|kinds|type|types|sort|what|what's|which|who|when|how|why|whats|which one|mate|buddy|dude|man|sir|madam|ma'am|miss|hey there|robot|machine|people|guys|folks|someone|somebody|wife|husband|son|daughter|mum|mom|dad|mother|father|grandma|grandpa|friend|boss|wants|asked|told|said|says|think|thought|guess|suppose|believe|remember|forgot|hear|heard|see|look|looking|check|help|help me|use|using|used|make|making|cook|cooking|eat|eating|drink|drinking|wash|washing|go|going|come|came|came in|get|getting|put|take|took|keep|kept|still|already|yet|again|ever|never|always|usually|normal|regular|standard|usual|plain|good|nice|fresh|new|all|both|each|every|other|same|up|down|over|out|off|about|around|near|next|let's|lets|let me|there's|that's|thats|here's|ok so|okay so|right so|alright so|first|thanks in advance|ta|cheers|yeah so|hi there|anyway|by the way|btw|oh and|oh yeah|quick question|question|one question|last time|last week|yesterday|tomorrow|whatever|something|anything|everything|somewhere|anywhere|today's|want|wanted|need|needed|gonna|wanna|trying|try|tried|seem|seems|exactly|sure|not sure|idea|any idea|no idea|been wandering|wandering|wandering around|walking around|for ages|hours|ages|minutes|please help|who's|what're",
  },
  {
    tag: 'it',
    zh: '它|它们|他|她|这个|那个|这款|那款|这一款|那一款|这瓶|那瓶|这包|那包|这盒|那盒|这种|那种|这东西|那东西|该商品|该产品|这件|那件|这俩|那俩|这两个|那两个|这两款|这些|那些|刚才那个|刚刚那个|刚才说的|刚才的|上面那个|前面那个|呢个|嗰个|呢款|嗰款|佢|这玩意|这玩意儿|这一个|那一个|此款|第一种|上一个|这台|那台|这双|那双',
    en: "it|this|that|this one|that one|these|those|they|them|the same|same one|the one|that product|this product|these two|those two|both of them|the two|either of them|its|it's|does it|is it|that item|this item|the former|the latter",
  },
  {
    tag: 'greet',
    zh: '早上好呀|早上好啊|下午好呀|下午好啊|晚上好呀|晚上好啊|早呀|早啊|你们好|大家好|你好|您好|你好啊|你好呀|嗨|哈喽|哈啰|hello|早上好|早安|下午好|晚上好|早|在吗|有人吗|在不在|喂|你好小店|小店你好|雷猴',
    en: "hi|hello|hey|good morning|good afternoon|good evening|hiya|howdy|greetings|hi there|hello there|yo|g'day|morning|are you there|anyone there",
  },
  {
    tag: 'thanks',
    zh: '谢谢|谢谢你|谢谢您|多谢|谢了|谢啦|感谢|非常感谢|太感谢了|唔该晒|多谢晒|辛苦了|谢谢啊|3q|你真好|真棒|太好了|太棒了|厉害|不错',
    en: "thank you|thanks|thanks a lot|thank you very much|thank you so much|many thanks|cheers|ta|much appreciated|appreciate it|thx|great|awesome|perfect|brilliant|good job|well done|you're great|nice one|lovely",
  },
  {
    tag: 'bye',
    zh: '晚安|晚安啦|再见|拜拜|回头见|走了|我走了|下次见|拜|88|没事了|没别的了|不用了谢谢',
    en: "bye|goodbye|bye bye|see you|see ya|see you later|that's all|that is all|that'll be all|nothing else|i'm done|have a nice day|good night",
  },
  {
    tag: 'who',
    zh: '你是谁|你是什么|你叫什么|你叫什么名字|你叫啥|你是机器人吗|你是真人吗|你是人吗|你几岁|你多大了|你是男的女的|介绍一下你自己|介绍你自己|你是干什么的|你是干嘛的|谁做的你|谁开发的|你是ai吗|你是人工智能吗|你好吗|你怎么样|你还好吗|你是哪位|你叫乜名',
    en: "who are you|what are you|what's your name|whats your name|what is your name|are you a robot|are you human|are you real|are you a real person|are you an ai|are you ai|how old are you|who made you|who built you|tell me about yourself|introduce yourself|how are you|how are you doing|how's it going|what's up|do you have a name",
  },
  {
    tag: 'control:help',
    zh: '你会什么|你会做什么|你能做什么|你能干什么|你能干嘛|你可以做什么|你会干啥|你能干啥|怎么用你|怎么使用你|你有什么功能|有什么功能|能帮我什么|你能帮我什么|我能问什么|可以问什么|可以问你什么|帮助|使用帮助|使用说明|怎么问你|功能介绍',
    en: 'what can you do|what do you do|how do i use you|how do you work|what can i ask|what can i say|what can you help with|what can you help me with|how can you help|help|help menu|instructions|show help|what are your functions|how does this work',
  },
  {
    tag: 'hold',
    zh: '等等我|你等等我|等我一下|等我|等一下我|等等我呀|慢点等等我|别走那么快',
    en: 'wait for me|wait up|hold up|hang on for me',
  },
  {
    tag: 'control:stop',
    zh: '等等我|你等等我|等我一下|等我|等一下我|等等我呀|慢点等等我|别走那么快|停|停下|停下来|停止|停一下|别说了|不要说了|别讲了|闭嘴|安静|住口|别说话|别吵|打住|够了|行了别说了|收声|莫说了|暂停|站住|别动|别走了',
    en: 'wait for me|wait up|hold up|hang on for me|stop|stop it|stop talking|shut up|be quiet|quiet|silence|enough|stop there|stop speaking|stop now|halt|pause|hush|zip it|freeze|stop moving',
  },
  {
    tag: 'control:cancel',
    zh: '取消|算了|算了吧|算了不要了|不要了|不用了|不问了|不找了|没事|没事儿|当我没说|作罢|撤销|不去了|不打了|不打印了|取消吧|取消掉|不买了|唔要啦|唔使啦|算数|拉倒|拉倒吧|别管了|不需要了',
    en: "cancel|cancel that|cancel it|never mind|nevermind|nvm|forget it|forget that|forget about it|don't bother|dont bother|no longer|scrap that|drop it|abort|not anymore|leave it|i changed my mind",
  },
  {
    tag: 'control:repeat',
    zh: '再说一哈|你讲啥子|说啥子|再讲一哈|再说一哈嘛|啥意思再说|再说说|再说遍|再说一遍|再说一次|再讲一遍|再讲一次|重复一遍|重复一下|重复|没听清|没听清楚|没听见|没听到|听不清|你说什么|你刚说什么|你刚才说什么|刚才说什么|说什么|什么来着|啥来着|没听懂|没听明白|再来一遍|再念一遍|麻烦再说一遍|讲多次|讲多一次|听唔清|啥?|你说啥|再说下|没注意听',
    en: "repeat|repeat that|repeat please|say that again|say it again|say again|again please|once more|one more time|come again|pardon|pardon me|i beg your pardon|what did you say|what was that|didn't catch that|did not catch that|didn't hear|didnt hear|didn't get that|couldn't hear|could not hear you|can't hear you properly|sorry what|can you repeat|could you repeat|huh",
  },
  {
    tag: 'control:louder',
    zh: '大声点|大声一点|声音大点|声音大一点|大点声|大点儿声|音量大一点|音量大点|音量调大|调大音量|声音调大|太小声了|声音太小|声音太小了|响一点|响点|大声啲|加大音量|提高音量|听不见|听不到',
    en: "louder|speak up|speak louder|volume up|turn it up|turn up the volume|turn the volume up|raise the volume|increase the volume|too quiet|can't hear you|cannot hear you|cant hear you|more volume|a bit louder",
  },
  {
    tag: 'control:softer',
    zh: '小声点|小声一点|声音小点|声音小一点|小点声|小点儿声|音量小一点|音量小点|音量调小|调小音量|声音调小|太大声了|太大声|声音太大|声音太大了|太吵了|太吵|太响了|轻一点|轻点声|细声啲|降低音量|吵死了',
    en: 'softer|quieter|speak softly|volume down|turn it down|turn down the volume|turn the volume down|lower the volume|lower your voice|too loud|less loud|decrease the volume|not so loud|keep it down|a bit quieter',
  },
  {
    tag: 'control:slower',
    zh: '慢点|慢一点|说慢点|说慢一点|慢点说|慢一点说|讲慢点|讲慢一点|太快了|说得太快|说太快了|语速慢|语速慢一点|慢些|慢慢说|慢慢讲|慢慢来|慢啲|放慢',
    en: 'slower|slow down|speak slower|speak slowly|speak more slowly|too fast|talk slower|more slowly|not so fast|slowly please',
  },
  {
    tag: 'control:faster',
    zh: '快点说|快一点说|说快点|说快一点|讲快点|讲快一点|太慢了|说得太慢|语速快|语速快一点|快些说|快啲讲|加快语速|加快',
    en: 'faster|speed up|speak faster|too slow|talk faster|more quickly|quicker|hurry up',
  },
  {
    tag: 'control:switch_language:en',
    zh: '说英语|说英文|讲英语|讲英文|用英语|用英文|换英语|换成英语|换成英文|切换英语|切换到英语|切换成英文|切换英文|英文模式|英语模式|用英语说|说英语吧|会说英语吗|会讲英文吗|英语服务|改成英文|改用英语',
    en: 'speak english|english please|in english|switch to english|use english|change to english|talk in english|can you speak english|do you speak english|english',
  },
  {
    tag: 'control:switch_language:zh',
    zh: '说中文|说汉语|讲中文|讲普通话|说普通话|用中文|用普通话|换中文|换成中文|换回中文|切换中文|切换到中文|切换成中文|中文模式|说中文吧|会说中文吗|讲国语|说国语|用汉语|改成中文|改用中文',
    en: 'speak chinese|chinese please|in chinese|switch to chinese|use chinese|change to chinese|speak mandarin|mandarin please|in mandarin|switch to mandarin|can you speak chinese|do you speak chinese|do you speak mandarin|chinese|mandarin|back to chinese',
  },
  {
    tag: 'control:switch_language',
    zh: '换个语言|换语言|切换语言|换一种语言|改语言|语言设置|换种语言',
    en: 'change language|switch language|change the language|switch the language|other language|another language',
  },
  {
    tag: 'control:start_over',
    zh: '重新开始|从头开始|从头来|重来|重新来|重新来过|重来一遍|清空|清除|重置|回到首页|回首页|返回首页|主页|首页|回到主页|返回主页|新的对话|新对话',
    en: 'start over|start again|restart|reset|from the beginning|begin again|new conversation|clear|home screen|home|go home|main menu|main screen|back to the start|start fresh|start from scratch',
  },
  {
    tag: 'control:back',
    zh: '返回|后退|回去|上一步|上一页|退回|退回去|回上一步|返回上一步|返回上一页|回到上一页|回到刚才',
    en: 'back|go back|previous|previous page|previous screen|step back|last page|take me back',
  },
  {
    tag: 'control:yes',
    zh: '是|是的|对|对的|对啊|对呀|好|好的|好啊|好呀|好吧|好滴|好嘞|行|行啊|行吧|可以|可以的|可以啊|没错|嗯|嗯嗯|是啊|要|要的|要啊|当然|当然了|没问题|ok|中|成|得|得啊|系|系啊|好哇|好的呀|麻烦你了|那好|那行|那走吧|走吧|带路吧|去吧|来吧|确定|确认|需要|正是|就是这个|就这个|就它|就要这个|对对对|是是是|好好好|妥|要得|中啊',
    en: "yes|yeah|yep|yup|ya|sure|ok|okay|of course|certainly|absolutely|definitely|right|correct|that's right|please do|yes please|sure thing|go ahead|go on|do it|why not|alright|all right|sounds good|fine|that's it|that's the one|exactly|indeed|affirmative|let's go|lead the way|yeah please|ok sure|yes do|uh huh|great yes",
  },
  {
    tag: 'control:no',
    zh: '不|不是|不是的|不要|不用|不用了|不需要|不行|不对|不了|不必|不必了|没有|没|否|不好|不可以|别|算了不用|先不用|暂时不用|不用麻烦|不用谢谢|唔系|唔使|唔要|勿要|不去|不用带|不用带路|不是这个|不要这个',
    en: "no|nope|nah|no thanks|no thank you|not now|not really|negative|that's wrong|wrong|incorrect|not that|not that one|no need|i don't think so|don't|not necessary|not today|no i'm good|i'm good|i'm fine|no it's fine|not it",
  },
  {
    tag: 'nav',
    zh: '引我去|引我过去|引我过切|引我|带俺去|带我到那|领俺去|带我们过去|带我找|带我去|带我过去|带我到|带我走|带我|领我去|领我过去|领我到|领路|带路|带个路|带一下路|陪我去|送我去|送我过去|导航|导航到|导航去|导航过去|走过去|带我们去|带我们过去|带俺去|带我去看看|带过去|我要去|我想去|前往|过去看看|跟你走|跟着你|怎么走|怎么去|咋走|指路|指个路|给我指路|给我带路|点去|点行',
    en: "take me to|take me there|take me|lead me to|lead me there|lead me|guide me to|guide me there|guide me|walk me to|walk me there|bring me to|bring me there|bring me|escort me|show me the way to|show me the way|navigate to|navigate me to|navigate|go to the|how do i get to|how do i get there|how to get to|directions to|direction to|lead the way to|can you take me|drive me to|accompany me|i want to go to|i'd like to go to",
  },
  {
    tag: 'print',
    zh: '打印|打印一下|打印出来|打印一张|打印小票|打出来|打一张|打个单子|打张单子|打个小票|打张小票|打单|打小票|印出来|印一张|印一下|出小票|出张小票|给我打|给我打一张|给我打个|打张条|打个条|打印单|印张纸',
    en: 'print|print it|print it out|print out|printout|print that|print this|print me|print the slip|print the list|print a coupon|print the coupon|receipt slip|paper slip|slip|on paper|hard copy',
  },
  { tag: 'printwhat:slip', zh: '小票|条子|纸条|小条|单据' },
  { tag: 'printwhat:list', zh: '清单|购物清单|列表|单子', en: 'list|shopping list' },
];
