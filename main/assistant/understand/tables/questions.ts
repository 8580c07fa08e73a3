import type { CueRow } from './cues';

/**
 * Question forms. Sources: 吕叔湘《现代汉语八百词》 (interrogatives), 《汉语方言大词典》 and 《香港粤语大词典》 for regional forms,
 * Quirk et al., A Comprehensive Grammar of the English Language, ch. 11; retail phrasing written by hand.
 */
export const questionCues: readonly CueRow[] = [
  {
    tag: 'where',
    zh: '在哪里|在哪儿|在哪|在哪块|在哪边|在那里呀|哪里有|哪儿有|哪有|哪边有|哪里能买到|哪里可以买到|哪儿能买到|在哪里卖|在哪卖|在哪买|在哪里买|上哪买|上哪儿买|去哪买|去哪里买|去哪儿买|哪里买|哪儿买|哪里卖|哪儿卖|哪里能找到|哪里找|哪儿找|去哪找|上哪找|到哪里找|去哪里找|放在哪里|放在哪儿|放在哪|放哪里|放哪儿|放哪|摆在哪里|摆在哪儿|摆在哪|摆哪|搁哪儿|搁哪|搁哪旮旯|在哪旮旯|在哪嘎达|搁哪嘎达|哪嘎达|哪疙瘩|在什么地方|在啥地方|啥地方|什么地方|什么位置|在什么位置|啥位置|哪个位置|位置在哪|在哪个位置|哪个货架|在哪个货架|哪一个货架|几号货架|哪排货架|哪一排|哪排|第几排|在第几排|几排|哪个区|在哪个区|什么区|哪个区域|哪一区|在几楼|几楼|哪层|在哪层|哪一层|哪个通道|几号通道|怎么找|咋找|哪头|在哪头|往哪走|怎么走|咋走|怎么去|喺边度|喺边|边度有|边度|边度搵|喺边度搵|在哪点|哪点有|在哪哈|在哪个塌塌|哪搭|哪达|在哪达|在阿里|勒拉啥地方|勒啥地方|啥地方有|位于|位置|方位|哪儿呢|哪呢|哪里呢|哪儿啊|去哪了|跑哪去了|到哪里去了|去哪儿了|找不到|找不着|没找到|没看到|没看见|没找着|寻不到|搵唔到|放什么地方|在哪个柜台|哪个柜台|什么柜台|几号柜台|哪个专柜|第几层|哪一层架|在哪一块|哪一块|哪个方向|什么方向|货架号|在哪里啊|在哪里呢|哪里|哪儿|哪旮旯|哪搁着|在第几个货架|第几个货架|哪个架子|在哪个架子|哪架',
    en: "where is|where's|wheres|where are|where're|where do you keep|where do you have|where do you stock|where would i find|where can i find|where could i find|where might i find|where do i find|where do i get|where can i get|where to find|where to get|where would|where do you sell|where do you hide|where have you put|where did you put|where|whereabouts|which aisle|what aisle|which shelf|what shelf|which bay|which section|what section|which floor|what floor|how do i find|how can i find|how do i get to|how to get to|can't find|cant find|cannot find|couldn't find|can't seem to find|don't see|dont see|can't see|point me to|point me towards|direct me to|show me where|tell me where|location of|location|located|looking for|look for|searching for|hunting for|trying to find|trying to locate|locate|what part of the store|in which aisle|in what aisle",
  },
  {
    tag: 'find',
    zh: '我要找|我想找|想找|要找|我找|帮我找|帮我找一下|帮我找找|找一下|找下|找找|找个|找点|找些|找一找|找|寻|搵|我要买|我想买|想买|要买|我来买|买点|买个|买些|买瓶|买包|买一瓶|买一包|买|我要|我想要|想要|要一瓶|要个|给我拿|给我来|来一瓶|来一包|来个|来点|来瓶|拿一下|整点|整瓶|整个|需要|我需要|想来点|弄点|买一个|买一些|买一点|要一个|来一个|我想看看|看看|看一下|想看|买啲|想要个',
    en: "find|find me|i need|need|i want|want|i'd like|id like|would like|get me|i'm after|im after|after some|buy|to buy|purchase|pick up|grab|get some|get|looking to buy|i am looking for|i'm looking for|im looking for|need to get|need to buy|gotta get|gimme|give me|show me|wanna buy|want to buy|i wanna",
  },
  {
    tag: 'price',
    zh: '多少钱|多少钱啊|卖几多|几多一|几多银|系几多|优惠完多少|打完折多少|打折后多少|折后多少|优惠后多少|减完多少|券后多少|活动价多少|打折完多少|多少大洋|多少银子|多少刀|多少大毛|多少钱一瓶|多少钱一包|多少钱一个|多少钱一斤|多少钱一盒|多少钱一袋|要多少钱|卖多少钱|是多少钱|得多少钱|多少块|多少块钱|多少元|多少米|什么价|什么价格|什么价位|什么价钱|啥价|啥价钱|啥价格|价格|价钱|价位|售价|单价|标价|卖价|零售价|怎么卖|咋卖|怎么卖的|咋卖的|怎么个卖法|点卖|几块|几块钱|几块钱一斤|几元|几毛|几多钱|几钱|几文|好多钱|好多钱哦|几钿|几个钱|多钱|多儿钱|贵不贵|贵吗|卖多少|便宜吗|便宜不便宜|报个价|问个价|问价|查价|查一下价|现价|原价|实价|折后价|到手价|多少一瓶|多少一斤|多少一包|多少一盒|多少一袋|几块一瓶|几块一斤|啥价儿|啥价位|要花多少',
    en: "how much is|how much are|what's it go for|what does it go for|what do they go for|go for|goes for|sell for|sells for|how much's|how much does|how much do|how much for|how much would|how much|what's the price|whats the price|what is the price|what are the prices|the price|price of|price for|price|prices|priced|pricing|what's the cost|what is the cost|cost|costs|what does it cost|how expensive|expensive is|set me back|going rate|what do you charge|charge for|what am i paying|how many yuan|what's it cost|retail price|what're they asking|run me|going for|much is|much are|much|what's the damage|asking for",
  },
  {
    tag: 'stock',
    zh: '没得|还有得卖没得|有得卖没得|有没有货|有货没|有货吗|有货么|有货不|还有货吗|还有货没|还有货|有现货吗|有现货|现货|有货|没货|库存|库存多少|存货|还有吗|还有么|还有没|还有没有|还有没得|还有不|卖完了吗|卖完了没|卖完了|卖完没|卖光了|卖光没|卖没了|缺货|断货|脱销|售罄|剩多少|还剩多少|还剩几|剩几|还剩|剩余|还有多少|还有几|有多少库存|补货了吗|补货|到货了吗|到货|上架了吗|有冇货|仲有冇|仲有无|有剩|够不够|有几件|还买得到|能买到吗|买得到吗|买得到|货还有|还卖吗|还在卖|有得卖没|还有得卖|还有得|还有冇|还有无|有得没|没得|还有木有|还有伐|还有伐啦',
    en: 'in stock|out of stock|have any left|any left|any more left|have left|left in stock|still have|still got|got any left|do you still have|stock level|stock of|stock|stocked|available|availability|sold out|run out|ran out|how many are left|how many left|how many do you have|how many are there|left on the shelf|restocked|back in|inventory|how many|left',
  },
  {
    tag: 'have',
    zh: '这里有没有|那里有没有|店里有没有|你们这里有没有|你们店里有没有|超市里有没有|有没有|有木有|有冇|有无|有没得|有莫有|有不|有唔有|卖不卖|卖没卖|有没有卖|有卖吗|有卖的吗|有卖没|有卖|有得卖|有售|咱们这有|你们卖|你们这卖|有吗|有么|卖吗|卖么|卖|售卖|出售|有|仲有|有勿|阿有|有伐',
    en: "do you have|do you have any|have any|got any|stocking|do you've|have you got|you have|you got|do you sell|do you carry|do you stock|you carry|you sell|do you guys have|do you guys sell|do you guys carry|you guys have|is there|are there|is there any|are there any|got|have|has|sell|carry|any chance you have|do they have|do they sell|does this store have|does this shop have|does the store sell|does this store sell",
  },
  {
    tag: 'promo',
    zh: '打折|打折吗|打不打折|打几折|几折|打折没|优惠|优惠吗|有优惠|优惠活动|有什么优惠|有啥优惠|促销|促销活动|在促销|搞促销|做促销|做活动|搞活动|有活动|什么活动|啥活动|活动|特价|特价商品|特惠|特卖|折扣|有折扣|减价|降价|降价了吗|买一送一|买一赠一|第二件|半价|满减|满赠|赠品|送什么|送不送|划算|大减价|打特价|优惠价|促销价|有冇减价|有冇优惠|平啲|便宜活动|薅羊毛|羊毛|捡漏|搞特价|做特价|便宜卖|清仓|甩卖|抢购|秒杀|立减|直降|买赠|团购',
    en: 'on sale|on offer|on special|on promotion|on promo|promotion|promotions|promo|promos|special offer|special offers|offer on|offers on|offers|offer|deal on|deals on|deal|deals|discount|discounts|discounted|any discount|specials|special|sale|sales|bargain|bargains|buy one get one|bogo|two for one|half price|reduced|markdown|marked down|money off|percent off|any offers|clearance|savings|going cheap',
  },
  {
    tag: 'coupon',
    zh: '优惠券|折扣券|代金券|券|消费券|抵用券|满减券|领券',
    en: 'coupon|coupons|voucher|vouchers|promo code|discount code|coupon code',
  },
  {
    tag: 'ingr',
    zh: '成分|成份|什么成分|配料|配料表|什么配料|原料|原材料|配方|什么做的|啥做的|用什么做的|什么材料做的|拿什么做的|含什么|含有什么|含有哪些|含哪些|里面有什么|里面有啥|里面都有啥|里面都有什么|里面都有些什么|里面都是什么|里面有哪些|里头有啥|里头有什么|都有什么成分|有什么成分|有哪些成分|成分表|添加了什么|加了什么|加了些什么|营养成分|主要成分|材料|材质|什么材质|面料',
    en: "ingredient|ingredients|ingredient list|what's in|whats in|what is in|what's inside|what is inside|made of|made from|made out of|made with|what goes into|what does it contain|what do they contain|composition|what's it made|material|nutritional information|nutrition facts|contents of",
  },
  {
    tag: 'contain',
    zh: '会不会混到|混到|混进|掺到|会不会混|会不会掺|含不含有|含不含|含没含|含有没有|是否含有|是否含|有没有含|有含|是不是含|含有|含|里面有没有|里面含|里头有没有|里面有|里头有|里有没有|里边有没有|里边有|里是不是有|有没有加|加没加|加了|有没有放|放没放|放了|添加了|是不是有|会不会有|会不会含|会含|带不带|是否有|有没有带|掺了|掺没掺|里面放|里面加|混有',
    en: 'contain|contains|containing|does it contain|do they contain|have any in it|has any|in it|in them|in there|in this|in that|inside it|traces of|trace of|made with|got any in it|free from|free of|include|includes|including|added|safe for|suitable for|ok for|okay for|is there any in',
  },
  {
    tag: 'allergy',
    zh: '起疹子|起红疹|就拉肚子|起荨麻疹|长疹子|过敏|过敏原|过敏源|致敏|致敏原|敏感|不耐受|耐受|过敏体质|忌口|敏感体质|吃不了|不能吃|不能喝|不可以吃|碰不得|唔食得|不能碰',
    en: "allergic to|allergic|allergy|allergies|allergen|allergens|allergen info|allergen information|intolerant|intolerance|sensitive to|sensitivity|react to|reacts to|can't have|cannot have|can't eat|cannot eat|avoid|celiac|coeliac|anaphylactic|anaphylaxis",
  },
  {
    tag: 'caneat',
    zh: '能吃吗|可以吃吗|能不能吃|可不可以吃|能吃不|能吃么|能喝吗|可以喝吗|能不能喝|可以用吗|能用吗|能吃|可以吃|能喝|可以喝|吃得吗|吃得了|能不能用|适合吗|敢吃吗|放心吃|安全吗',
    en: 'can i eat|can i have|can he eat|can she eat|can they eat|can he have|can she have|can my|safe to eat|safe for|safe|okay to eat|ok to eat|alright for|can i drink|able to eat',
  },
  {
    tag: 'recommend',
    zh: '用哪种|用哪款|用什么|用啥|喝哪种|吃哪种|推荐|推荐一下|推荐一款|推荐个|推荐几款|有什么推荐|有啥推荐|求推荐|哪个好|哪款好|哪种好|哪个牌子好|什么牌子好|哪个品牌好|什么好|哪个比较好|哪款比较好|哪种比较好|哪个好用|哪款好用|什么好用|哪个好吃|哪种好吃|哪款好吃|什么好吃|哪个好喝|买哪个|买哪款|买哪种|选哪个|选哪款|选哪种|该买|该选|买什么好|买啥好|买点什么|帮我挑|帮我选|挑一款|选一款|挑一个|介绍一下|介绍个|介绍一款|介绍|有什么好|建议|给个建议|卖得最好|卖得好|畅销|热销|人气|受欢迎|口碑|性价比|值得买|适合|拿主意|好用的|好吃的|好喝的|送礼|送人|有什么好的|有啥好|哪种适合|哪个适合|哪款适合|什么适合|边款好|边只好|边个好',
    en: "recommend|recommendation|recommendations|recommended|suggest|suggestion|suggestions|which one should i|which should i|what should i buy|what should i get|which is best|which is the best|what's the best|whats the best|what is the best|best|which one is good|what's good|good for|a good|any good|some good|best selling|best seller|bestseller|popular|most popular|help me choose|help me pick|advise|advice|which brand|what brand|which would you|what would you|your pick|great for|gift for|ideal for|which one do you",
  },
  {
    tag: 'pair',
    zh: '搭配|搭配什么|配什么|配啥|搭什么|一起买|一起吃|一起用|还需要什么|还要买什么|还得买|配套|搭着|配着|跟什么配',
    en: 'go with|goes with|goes well with|go well with|pair with|pairs with|pairs well|together with|along with|what else do i need|to go with|accompany|match with|serve with|alongside',
  },
  {
    tag: 'alt',
    zh: '替代|代替|替代品|平替|类似的|相似的|差不多的|别的|别的牌子|其他的|其他牌子|其它的|其他品牌|换一个|换个|换一款|换一种|另外的|还有别的|有别的|还有其他|还有啥|还有什么|有没有别的|另一款|另一个|换别的',
    en: 'alternative|alternatives|alternative to|instead of|instead|substitute|substitutes|replacement|similar to|similar|something like|something similar|something else|another one|another brand|other brand|other brands|different brand|different one|other ones|other options|any other|anything else|else|others',
  },
  {
    tag: 'compare',
    zh: '比一比|有啥不一样|哪个更便宜|哪个更好|哪个更划算|哪个划算些|选哪个好|比较一下|比一下|比比|对比|对比一下|比较|有什么区别|有啥区别|有什么不同|有啥不同|有什么不一样|有啥不一样|有什么差别|区别|差别|差异|哪个更|哪一个更|哪款更|哪种更|谁更|哪个便宜|哪个划算|哪个贵|哪个大|相比|比起来|pk|孰优孰劣|不一样在哪|比邻|边个平啲|哪个实惠',
    en: "compare|comparison|compared to|compared with|difference between|difference|differences|different from|versus|vs|which is better|which one is better|which is cheaper|which one is cheaper|which is healthier|which has more|better than|or which|cheaper than|side by side|which costs less|which of the two|which of them|which one's better|which of these",
  },
  {
    tag: 'list',
    zh: '有哪些|都有哪些|有什么|都有什么|有啥|都有啥|哪些|有几种|几种|多少种|什么种类|有哪几种|有几款|哪几款|有乜|有咩|有哪些牌子|什么牌子|哪些牌子|啥牌子|哪些品牌|什么品牌',
    en: 'what kind of|what kinds of|what type of|what types of|what brands of|what sort of|what sorts of|which brands|what do you have|what have you got|what are the|list of|options for|range of|selection of|varieties of|how many kinds|what flavours|what flavors|what sizes|types of|brands of',
  },
  {
    tag: 'cheapest',
    zh: '便宜的那个|便宜那个|便宜的那款|价钱低的|最便宜的|最便宜|最低价|价格最低|最低的|最实惠|最划算|最平|最经济|哪个便宜|哪款便宜|最省钱',
    en: 'cheapest|least expensive|lowest price|lowest priced|most affordable|best value|cheapest one|most economical',
  },
  {
    tag: 'cheaper',
    zh: '便宜点的|便宜一点的|便宜点|便宜一点|便宜些的|便宜些|更便宜的|更便宜|便宜的|实惠的|实惠点|实惠一点|价格低一点|低价的|平啲|平啲嘅|平一点|平价|经济点|太贵了|太贵|有点贵|贵了点|贵了|便宜D',
    en: 'cheaper|cheaper one|less expensive|more affordable|affordable|cheap|cheap one|budget|too expensive|too pricey|lower price|inexpensive|cheaper option|not so expensive',
  },
  {
    tag: 'pricier',
    zh: '贵一点的|贵一点|贵点的|贵些|高档一点|高档点|高档的|高端的|好一点的|更好的|好点的|高级的|高级一点|更高端',
    en: 'more expensive|pricier|premium|higher end|high end|fancier|better one|something better|nicer',
  },
  { tag: 'dearest', zh: '最贵的|最贵|最高档|最好的', en: 'most expensive|priciest|dearest|top of the range' },
  {
    tag: 'bigger',
    zh: '大一点的|大一点|大点的|大点|更大的|大瓶的|大瓶|大包装|大包的|大包|大盒|大袋|大号|大份|家庭装|量大的|量贩装|大桶',
    en: 'bigger|larger|bigger one|larger size|bigger size|large|big|family size|bulk|jumbo',
  },
  {
    tag: 'smaller',
    zh: '小一点的|小一点|小点的|小点|更小的|小瓶的|小瓶|小包装|小包的|小包|小盒|小袋|小号|小份|旅行装|便携装|迷你',
    en: 'smaller|smaller one|smaller size|small|mini|travel size|little one|pocket size',
  },
  {
    tag: 'ask',
    zh: '吗|么|不|没|呀|啊|呢',
    en: 'is it|are they|is this|is that|are these|is|are|does it|does this|does|do they|do|did|was|can|will|would|could',
  },
  {
    tag: 'neg',
    zh: '不要|不想要|别要|不带|不含|不加|不放|无添加|没有|除了|除开|别给我|不是|不吃|不喝|唔要|勿要|甭|不要有|没加',
    en: "without|no|not|non|except|but not|other than|excluding|don't want|dont want|apart from|free of|minus",
  },
  {
    tag: 'about',
    zh: '那么|那|呢|怎么样|咋样|如何|又如何|换成|改成|换|改',
    en: 'what about|how about|and the|and what about|how bout|what of|and|same for|ditto for',
  },
];
