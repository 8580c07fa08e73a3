import type { InBoth } from '../../../contract';
import type { CueRow } from './cues';

/**
 * The store itself: hours, facilities, policies, membership. Facility tags are IMDF amenity categories (OGC
 * 20-094, "amenity category") and the words shoppers use for them; a map may use any of `amenityCategories`.
 */
export const storeCues: readonly CueRow[] = [
  {
    tag: 'hours',
    zh: '几点收摊|收摊|几点打烊|几点收工|几点歇业|开着门吗|开着门|开没开门|还开不开|开门没有|关没关门|营业到|还营不营业|营业时间|开门时间|关门时间|几点开门|几点关门|几点开始营业|几点打烊|几点下班|几点上班|几点开业|几点营业|几点开|几点关|开到几点|营业到几点|什么时候开门|什么时候关门|啥时候关门|啥时候开门|几时开门|几时关门|几点收工|几点闩门|几点开铺|营业吗|还营业吗|还营业|营业不|开门吗|开门不|开不开门|开门了吗|开门没|关门了吗|关门没|关门了没|还开着吗|还开门吗|开着吗|打烊了吗|打烊没|打烊|营业|上班时间|开放时间|休息吗|放假吗|歇业吗|关不关门|24小时|二十四小时|通宵|开几点|开门|关门|开多久|还有多久关门|几点钟关门|几点钟开门|多久关门',
    en: 'opening hours|opening times|opening time|closing time|business hours|store hours|shop hours|working hours|trading hours|hours of operation|what time do you open|what time do you close|what time does the store open|what time does the store close|when do you open|when do you close|when do you shut|what time do you shut|open until|open till|open on|open today|open tomorrow|open late|open now|are you open|are you still open|you open|you close|still open|closing|closed|opens|closes|how late|how late are you|24 hours|twenty four hours|your hours|the hours|hours today|hours tomorrow|do you open|do you close|you shut|store open|store close|shop open|shop close|you guys open|you guys close|when does the store|you closing|closing soon',
  },
  {
    tag: 'parking',
    zh: '停车|停车场|停车位|停车费|车位|车库|停车收费|泊车|泊车位|停车券|停车票|免费停车|地下车库|停车多少钱|停车怎么收费|停车要钱吗|充电桩|停哪|车停哪|车停哪里',
    en: 'parking|car park|parking lot|parking fee|parking space|parking spaces|parking garage|carpark|park my car|park the car|park here|validate parking|parking ticket|ev charging|charge my car|ev charger|can i park|to park|i park|do i park',
  },
  {
    tag: 'facility:restroom',
    zh: '厕所|洗手间|卫生间|公厕|公共厕所|茅房|茅厕|盥洗室|化妆间|男厕|女厕|男厕所|女厕所|wc|上厕所|上洗手间|方便一下|解手|尿急|拉肚子|茅坑|屎坑|马桶间',
    en: "restroom|restrooms|toilet|toilets|bathroom|bathrooms|washroom|washrooms|lavatory|loo|loos|wc|ladies room|mens room|men's room|bog|the john",
  },
  {
    tag: 'facility:checkout',
    zh: '收银台|收银|收款台|结账|结账台|付款台|付款处|付钱|结帐|买单|埋单|交钱|付账|收钱|在哪付款|在哪结账|结账的地方|付钱的地方|人工收银',
    en: 'checkout|checkouts|check out|cashier|cashiers|cash register|till|tills|pay|pay for this|pay for these|where do i pay|counter to pay|cash desk',
  },
  {
    tag: 'facility:selfcheckout',
    zh: '自助收银|自助结账|自助收银机|自助结账机|自助付款|自助收款',
    en: 'self checkout|self-checkout|self service checkout|self service till|self service tills|scan and go',
  },
  {
    tag: 'facility:information',
    zh: '服务台|总服务台|前台|咨询台|问询处|客服台|客服中心|服务中心|顾客服务中心|客户服务台|咨询处|退换货处|客服柜台',
    en: 'service desk|information desk|info desk|help desk|customer service desk|customer service counter|customer services|information counter|front desk|service counter|reception|customer service',
  },
  {
    tag: 'facility:elevator',
    zh: '电梯|直梯|升降梯|升降机|客梯|货梯|无障碍电梯',
    en: 'elevator|elevators|lift|lifts',
  },
  { tag: 'facility:escalator', zh: '扶梯|自动扶梯|手扶梯|滚梯', en: 'escalator|escalators' },
  { tag: 'facility:stairs', zh: '楼梯|楼梯间|步梯', en: 'stairs|staircase|stairway|stairwell' },
  { tag: 'facility:exit', zh: '出口|怎么出去|出门|大门', en: 'exit|way out|exits|get out|leave the store' },
  { tag: 'facility:entrance', zh: '入口|进口处|进门|正门', en: 'entrance|way in|front door|main entrance' },
  {
    tag: 'facility:atm',
    zh: '取款机|提款机|自动取款机|atm|柜员机|取钱|提现|取现金|取现',
    en: 'atm|cash machine|cashpoint|cash point|withdraw cash|withdraw money',
  },
  {
    tag: 'facility:baby',
    zh: '母婴室|哺乳室|育婴室|喂奶|换尿布|婴儿室|妈妈室|喂奶的地方',
    en: 'nursing room|baby room|baby changing room|baby changing|baby change|changing table|mother and baby room|breastfeed|breastfeeding room|nursing|lactation room|change the baby|diaper changing',
  },
  {
    tag: 'facility:fittingroom',
    zh: '试衣间|更衣室|试衣|试穿|试衣室|换衣间|试鞋',
    en: 'fitting room|fitting rooms|changing room|changing rooms|dressing room|try this on|try on|try it on|try them on',
  },
  {
    tag: 'facility:locker',
    zh: '储物柜|寄存柜|存包柜|存包|存包处|寄存|寄存处|寄包|行李寄存|存东西|存行李|寄放',
    en: 'locker|lockers|luggage storage|bag storage|left luggage|cloakroom|store my bag|leave my bag|bag drop',
  },
  {
    tag: 'facility:water',
    zh: '饮水机|饮水处|喝水的地方|接水|打开水|直饮水|接热水|接开水|有热水|泡奶粉的热水',
    en: 'water fountain|drinking fountain|water dispenser|hot water',
  },
  {
    tag: 'facility:cart',
    zh: '购物车|手推车|推车|购物篮|小推车|购物筐',
    en: 'shopping cart|shopping carts|trolley|trolleys|shopping trolley|shopping basket|a cart|a basket|the baskets|the carts|carts',
  },
  {
    tag: 'facility:seating',
    zh: '休息区|座椅|椅子坐|坐的地方|休息的地方|坐一会|休息椅|歇脚|歇会儿|座位|休息处|歇一下',
    en: 'seating area|rest area|somewhere to sit|place to sit|seating|sit down|lounge',
  },
  {
    tag: 'facility:charging',
    zh: '手机充电|充电的地方|共享充电宝|充电处|租充电宝|手机没电',
    en: 'phone charging|charging station|charge my phone|charge phone|phone is dead|rent a power bank',
  },
  {
    tag: 'facility:wifi',
    zh: 'wifi|无线网|无线网络|无线密码|wifi密码|上网|网络密码|连网|免费网络',
    en: 'wifi|wi-fi|wi fi|wireless internet|internet access|wifi password|internet',
  },
  {
    tag: 'facility:accessiblerestroom',
    zh: '无障碍洗手间|无障碍卫生间|无障碍厕所|残疾人卫生间|残疾人厕所|第三卫生间',
    en: 'accessible toilet|disabled toilet|accessible restroom|wheelchair toilet',
  },
  {
    tag: 'facility:emergencyexit',
    zh: '消防通道|安全出口|紧急出口|逃生通道|疏散通道|安全通道|逃生出口|应急出口|太平门',
    en: 'fire exit|emergency exit|fire escape|escape route',
  },
  { tag: 'facility:aed', zh: '除颤器|除颤仪|体外除颤器', en: 'aed|defibrillator' },
  { tag: 'facility:assembly', zh: '紧急集合点|疏散集合点', en: 'assembly point|muster point' },
  {
    tag: 'facility:firstaid',
    zh: '医务室|急救箱|医疗点|药箱',
    en: 'first aid|first aid kit|first aid room|medical room',
  },
  {
    tag: 'facility:smoking',
    zh: '吸烟区|吸烟室|抽烟的地方|抽烟',
    en: 'smoking area|smoking room|smoke a cigarette|place to smoke',
  },
  {
    tag: 'facility:wheelchair',
    zh: '轮椅|无障碍|无障碍通道|借轮椅|残疾人',
    en: 'wheelchair|wheelchairs|disabled access|accessibility|accessible|mobility scooter|step free',
  },
  {
    tag: 'facility:food',
    zh: '餐厅|美食区|美食广场|吃饭的地方|小吃街|食堂',
    en: 'food court|restaurant|cafeteria|food hall',
  },
  {
    tag: 'facility:kids',
    zh: '儿童乐园|儿童区|游乐区|游乐场|儿童游乐',
    en: 'kids area|play area|playground|kids zone|soft play',
  },
  {
    tag: 'facility:lostfound',
    zh: '失物招领|招领处|丢东西|丢了东西|东西丢了|遗失|捡到|丢了钱包|钱包丢了|手机丢了|落在|东西落',
    en: "lost and found|lost property|lost my|i've lost my|left my|found a|i lost",
  },
  {
    tag: 'policy:return',
    zh: '退不嘛|退不|阔以退|退得了不|退得到|能不能退|可不可以退|给退|退货|退换|退换货|退掉|换货|退款|能退吗|可以退吗|能换吗|可以换吗|退钱|退不退|包退|包换|无理由退货|七天无理由|不合适能退|怎么退|退得了|退返|想退|要退|退一下|换一下货',
    en: 'return|returns|refund|refunds|exchange|return policy|refund policy|money back|take it back|bring it back|send it back|get my money back|exchange policy|take back|swap it|give it back|refunded|exchanged',
  },
  {
    tag: 'policy:invoice',
    zh: '发票|开发票|开票|电子发票|增值税|专票|普票|小票丢了|收据|税票|报销',
    en: 'invoice|invoices|vat invoice|fapiao|tax receipt|receipt|tax refund|vat|e-invoice',
  },
  {
    tag: 'policy:delivery',
    zh: '送货|配送|送货上门|外送|外卖|送到家|快递|送上门|包邮|邮寄|寄送|运费|送货费|配送费|同城配送|免费送货|送到|上门送',
    en: 'delivery|deliver|home delivery|delivered|deliveries|ship|shipping|delivery fee|courier|deliver to|click and collect|order online',
  },
  {
    tag: 'policy:payment',
    zh: '支付方式|付款方式|支付宝|微信支付|微信|银联|刷卡|信用卡|现金|收现金|花呗|云闪付|数字人民币|购物卡|储值卡|礼品卡|刷脸|能刷|付款|怎么付款|怎么付|支付|医保卡|预付卡|扫码|分期|分期付款|外币|外卡|美元',
    en: 'payment methods|payment method|payment|payments|alipay|wechat pay|wechat|credit card|credit cards|debit card|pay by card|pay with card|pay by|pay cash|visa|mastercard|amex|unionpay|apple pay|google pay|gift card|gift cards|contactless|foreign cards|installments|instalments|pay in installments|in cash|take cards|accept cards|take cash|accept cash|accept card|take card|pay with my phone|can i pay',
  },
  {
    tag: 'policy:warranty',
    zh: '保修|质保|三包|保修期|维修|售后|修理|售后服务|包修|坏了|坏了怎么办|质量问题',
    en: 'warranty|guarantee|repair|repairs|after sales|after-sales|guaranteed|broken|broke|stopped working|faulty|defective',
  },
  {
    tag: 'policy:bag',
    zh: '购物袋|胶袋|环保袋|塑料袋要钱|给个袋子|要个袋子|袋子要钱|袋子收费|购物袋要钱|提供袋子|有袋子',
    en: 'shopping bag|shopping bags|carrier bag|carrier bags|paper bag',
  },
  {
    tag: 'policy:pet',
    zh: '带宠物|带狗|带猫|宠物进|狗进|宠物能进|狗能进|狗可以进|宠物可以',
    en: 'bring my dog|bring dogs|pets allowed|dogs allowed|pet friendly|bring a dog|bring pets|bring my pet|allow dogs|allow pets',
  },
  {
    tag: 'policy:pricematch',
    zh: '价保|保价|价格保护|买贵退差|补差价|差价',
    en: 'price match|price matching|price protection|price guarantee|price adjustment|difference refunded',
  },
  {
    tag: 'policy:giftwrap',
    zh: '礼品包装|包装礼品|包装服务|礼物包装|包一下礼物',
    en: 'gift wrap|gift wrapping|wrap a gift|wrap it|gift-wrap|wrapping service',
  },
  {
    tag: 'policy:job',
    zh: '招聘|招人|应聘|找工作|兼职',
    en: 'hiring|job|jobs|vacancies|work here|apply for a job',
  },
  {
    tag: 'policy:install',
    zh: '安装|上门安装|安装费|包安装',
    en: 'installation|install|installed|set up at home|fitting service|setup',
  },
  {
    tag: 'policy:recycle',
    zh: '以旧换新|旧机|回收|旧电池|废电池|回收旧',
    en: 'trade in|trade-in|recycle|recycling|old batteries|recycled|old phone for',
  },
  {
    tag: 'policy:phone',
    zh: '电话|电话号码|联系电话|联系方式|客服电话|怎么联系',
    en: 'phone number|telephone number|telephone|contact number|call the store|contact you',
  },
  {
    tag: 'policy:address',
    zh: '地址|店址|在什么路|分店|其他门店|连锁店',
    en: 'address|other branches|other stores|nearest branch|other locations|another branch',
  },
  {
    tag: 'policy:taste',
    zh: '试吃|品尝|试喝|尝一下|试用',
    en: 'taste|sample|samples|free sample|tester|testers',
  },
  {
    tag: 'policy:cut',
    zh: '切肉|帮切|杀鱼|现磨|代加工|切一下',
    en: 'cut the meat|slice it|clean the fish|gut the fish|weigh|weighing',
  },
  {
    tag: 'policy:safe',
    zh: '临期|过期|保质期|生产日期|食品安全',
    en: 'expired|expiry|expiration|best before|sell by|use by|past its date',
  },
  {
    tag: 'policy:age',
    zh: '未成年|年龄限制|多大才能买|几岁才能',
    en: 'id to buy|age limit|minors|underage|proof of age|how old do i have to be',
  },
  {
    tag: 'member:points',
    zh: '积分|我的积分|积分查询|查积分|积分多少|积分兑换|积分怎么用|多少积分|换积分|兑积分|积分换|积分规则|卡里还有多少',
    en: 'points|my points|reward points|loyalty points|points balance|how many points|redeem points|points expire|earn points|point balance',
  },
  {
    tag: 'member:benefits',
    zh: '会员|会员卡|会员价|会员日|办会员|办卡|办张卡|会员权益|会员优惠|会员福利|会员有什么|成为会员|注册会员|入会|vip|贵宾卡|会员制|开卡|加入会员|会员服务|办会员卡',
    en: 'member|members|membership|membership card|loyalty card|loyalty program|loyalty programme|loyalty scheme|become a member|member benefits|member price|member day|sign up|club card|rewards card|rewards program|members only|membership benefits|join the|can i join|vip card',
  },
];

/** IMDF amenity categories that serve each facility tag, nearest first. */
export const amenityCategories: Readonly<Record<string, readonly string[]>> = {
  restroom: [
    'restroom',
    'restroom.unisex',
    'restroom.male',
    'restroom.female',
    'restroom.family',
    'restroom.wheelchair',
    'toilet',
    'toilets',
    'washroom',
  ],
  checkout: ['checkout', 'cashier', 'cashregister', 'till', 'payment', 'selfcheckout', 'checkout.self'],
  selfcheckout: ['selfcheckout', 'checkout.self', 'self.checkout', 'self_checkout', 'checkout'],
  information: [
    'information',
    'information.desk',
    'service',
    'servicedesk',
    'service_desk',
    'customerservice',
    'customer_service',
    'reception',
  ],
  elevator: ['elevator', 'lift'],
  escalator: ['escalator'],
  stairs: ['stairs', 'staircase'],
  exit: ['exit', 'emergencyexit', 'emergency_exit', 'entry', 'entrance'],
  entrance: ['entry', 'entrance'],
  atm: ['atm'],
  baby: [
    'mothersroom',
    'babychanging',
    'baby_changing',
    'nursing',
    'nursingroom',
    'mothers_room',
    'restroom.family',
    'privatelounge',
  ],
  fittingroom: ['fittingroom', 'fitting_room', 'changingroom', 'dressingroom'],
  locker: ['storage', 'locker', 'lockers', 'baggagestorage', 'coinlocker', 'luggage'],
  water: ['drinkingfountain', 'drinking_fountain', 'water', 'hydration'],
  cart: ['cart', 'carts', 'trolley', 'shoppingcart', 'shopping_cart', 'baggagecarts'],
  seating: ['seating', 'seat', 'lounge', 'bench', 'rest'],
  charging: ['powerchargingstation', 'charging', 'phonecharging', 'charger'],
  wifi: ['wifi'],
  firstaid: ['firstaid', 'first_aid', 'aed', 'medical'],
  smoking: ['smokingarea', 'smoking'],
  wheelchair: ['wheelchairassist', 'wheelchair'],
  food: ['foodservice', 'eatingdrinking', 'restaurant', 'cafe', 'foodcourt'],
  kids: ['playground', 'childplay', 'kids', 'childcare'],
  lostfound: ['lostandfound', 'lost_and_found'],
  parking: ['parking', 'parking.bicycle', 'valet'],
};

/** What each facility is called in an answer. */
export const facilityNames: Readonly<Record<string, InBoth>> = {
  restroom: { zh: '洗手间', en: 'The restroom' },
  checkout: { zh: '收银台', en: 'The checkout' },
  selfcheckout: { zh: '自助收银', en: 'Self-checkout' },
  information: { zh: '服务台', en: 'The service desk' },
  elevator: { zh: '电梯', en: 'The lift' },
  escalator: { zh: '扶梯', en: 'The escalator' },
  stairs: { zh: '楼梯', en: 'The stairs' },
  exit: { zh: '出口', en: 'The exit' },
  entrance: { zh: '入口', en: 'The entrance' },
  atm: { zh: '取款机', en: 'The cash machine' },
  baby: { zh: '母婴室', en: 'The nursing room' },
  fittingroom: { zh: '试衣间', en: 'The fitting room' },
  locker: { zh: '寄存柜', en: 'The lockers' },
  water: { zh: '饮水处', en: 'Drinking water' },
  cart: { zh: '购物车', en: 'Shopping trolleys' },
  seating: { zh: '休息区', en: 'The seating area' },
  charging: { zh: '充电处', en: 'Phone charging' },
  wifi: { zh: '无线网络', en: 'Wi-Fi' },
  firstaid: { zh: '急救点', en: 'First aid' },
  smoking: { zh: '吸烟区', en: 'The smoking area' },
  wheelchair: { zh: '轮椅服务', en: 'Wheelchair assistance' },
  food: { zh: '餐饮区', en: 'The food court' },
  kids: { zh: '儿童区', en: 'The kids’ area' },
  lostfound: { zh: '失物招领处', en: 'Lost and found' },
  parking: { zh: '停车场', en: 'The car park' },
};
