import { bucket } from './classify/features';

/**
 * What a cry for help is told by: its words, and the roles they play. One word of a role stands for all of
 * them (a knife was learnt, an axe is heard too), so each is also read as its role, with what stands between.
 * Roles are ordered: the first that fits a place counts.
 */
const ROLES: readonly (readonly [role: string, zh: string, en: string])[] = [
  [
    'past',
    '上个?(?:月|周|星期|礼拜|次|回)|前(?:天|几天|阵子|些天|年|两天)|昨[天晚]|去年|今年|以前|之前|从前|曾经|上学期|好几天',
    'yesterday|last (?:week|month|year|night|winter|summer|spring|autumn|fall|time)|(?:\\w+ )?(?:days?|weeks?|months?|years?|hours?) ago|once|this morning|sometimes|often|a lot|always|these days|on (?:mon|tues|wednes|thurs|fri|satur|sun)day',
  ],
  [
    'advice',
    '[吃喝用涂擦贴抹备](?:点)?(?:什么|啥|哪)|(?:能|可以|可不可以|能不能)[吃喝用]|吃哪|怎么(?:选|用|洗|去|修|补|处理)|管用|好使',
    "what(?:'s| is) (?:best|good)|what (?:helps|can|should|do|to)|which|is (?:it|this) (?:ok|safe|okay)|can (?:you|i|people|diabetics|asthmatics|we|a) (?:eat|have|use|drink)|good for|best for",
  ],
  [
    'shop',
    '多少钱|什么价|价格|怎么卖|买|有卖|卖|有没有|有吗|有货|哪[款种个]|推荐|牌子|便宜|打折|想要|要[个一两]|来[一两]|配|几号|多大|几楼|哪排|几[个块]',
    'how much|price|prices|buy|sell|stock|do you (?:have|do)|have you got|got any|looking for|recommend|brand|cheap\\w*|size|refills?|replacement|for sale|sets?|kits?|costume|dvd|book|game|toys?',
  ],
  [
    'now',
    '刚才|刚刚|正在|现在|突然|忽然|一下子|马上|一转[眼头]',
    'just|right now|suddenly|all of a sudden|now',
  ],
  [
    'call',
    '救护车|救命|救救|快来|来人|快叫|快喊|快点|快去|报警|打?1[12][09]|求求|保安|警察|大夫|医生|郎中|护士|帮忙|急救',
    'help|call|get|quick(?:ly)?|hurry|please|ambulance|police|cops|security|doctor|nurse|911|999|112|somebody|someone|anybody',
  ],
  [
    'person',
    '(?:我|俺|他|她|你|咱|阿)?(?:老?(?:爸|妈|爹|娘|爷|婆|公|头子?|太太?|伴儿?|人家?)(?:子|妈|爸|爷)?|爷爷|奶奶|姥[姥爷]|外[婆公]|孩子|小孩儿?|娃(?:娃|儿)?|宝宝|囡囡|小囡|细路女?|小朋友|小家伙|小姑娘|小男孩|小女孩|姑娘|闺女|丫头|儿子|女儿|孙[子女]|弟弟|妹妹|哥哥?|姐姐?|媳妇|丈夫|大[爷妈叔婶]|阿[婆伯姨公]|叔叔|同事|店员|顾客|客人|朋友|婴儿|孕妇|老师傅?|师傅|仔)|有个?人|那个?人|这个?人|(?:男|女)的|他们?|她们?|佢|俺|我们?|谁',
    "(?:my |a |the |an |that |this |some |little |old |small )*(?:man|men|woman|women|lady|ladies|guy|guys|bloke|fella|fellow|person|people|boy|girl|lad|kid|kids|child|children|baby|toddler|son|daughter|mum|mom|mommy|mummy|mother|dad|daddy|father|gran|granny|nan|grandma|grandpa|grandad|grandson|granddaughter|wife|husband|brother|sister|friend|staff|worker|customer|stranger|twins?|cousin|aunt|uncle)|he|she|they|him|her|them|i|i'm|he's|she's|they're|we|we're|me",
  ],
  [
    'body',
    '胸口?|心口|心脏|头|脑袋|后脑勺|脸|嘴[唇巴]?|舌头|喉咙|嗓子|脖子|眼睛?|鼻子|耳朵|胳膊|手(?:指头?|腕|掌|臂)?|脚(?:底|趾头?|后跟|踝)?|大?腿|膝盖|肚子|腰|背|身子|身上|皮|肉|骨头',
    'chest|heart|head|face|mouth|lips?|tongue|throat|neck|eyes?|nose|arms?|hands?|fingers?|thumb|wrist|foot|feet|toes?|legs?|knees?|ankle|hip|back|stomach|tummy|belly|skin|lungs?',
  ],
  [
    'hurt',
    '流?血|出血|疼|痛|晕|昏|吐|噎|呛|喘|憋|抽(?!屉|纸|油)|摔|跌|滑倒|栽|倒(?!计)|烫|烧|割|划破|扎|砸|压|夹|卡|撞|骨折|断|肿|紫|麻|中毒|咬|蜇|电[到着]|溅|发青|煞白|冷汗|不动|不醒|没反应|没气|没呼吸|起不来|站不|动不了|受伤|碾',
    'bleed(?:ing|s)?|bled|blood|hurt\\w*|pain\\w*|faint\\w*|dizzy|chok\\w+|collaps\\w+|fell|fallen|falls|burn(?:t|ed|ing)?|cut|crush\\w*|trapped|stuck|broke|broken|swell\\w*|swollen|blue|purple|pale|numb|poison\\w*|bit|bitten|stung|shock|sweating|shaking|unconscious|breath\\w*|passed out|not moving|smash\\w*|dying',
  ],
  [
    'violence',
    '打(?!折|开|算|印|听|火|包)|揍|砍|捅|杀|抢|偷|掐|勒|追|闹事|威胁|跟踪|跟着|摸|拽|拖|劫|绑|砸|抡|泼',
    'hit\\w*|punch\\w*|kick\\w*|stab\\w*|shoot\\w*|shot|attack\\w*|fight\\w*|robb\\w*|stole|stealing|steals|snatch\\w*|grab\\w*|threaten\\w*|follow\\w*|touch\\w*|strangl\\w+|smash\\w*|swing\\w*|beat\\w*|kill\\w*',
  ],
  [
    'weapon',
    '刀|枪|斧头?|锤子?|榔头|棍子?|铁棒|砖头|酒瓶|炸[弹药]|硫酸|汽油|打火机|火',
    'knife|knives|gun|axe|hammer|bat|machete|bottle|bomb|petrol|gasoline|acid|lighter|explosives?',
  ],
  [
    'fire',
    '着(?:了|火)|起火|失火|冒烟|烟|火苗|火花|焦味|糊味|煤气|燃气|爆炸|烧起来',
    'fire|flames?|smok\\w+|spark\\w*|gas|explo\\w+|alight',
  ],
  [
    'lost',
    '不见|走丢|走散|走失|丢|没影|找不[到着]|寻勿着|唔见|迷路',
    "lost|missing|gone|can't find|cannot find|wandered|disappeared|ran off|separated",
  ],
  [
    'shut',
    '困|锁|关|出不[来去]|打不开|卡住|电梯|扶梯|车里',
    'locked|lift|elevator|escalator|trapped|jammed|get out|inside|in (?:a|the|that) (?:\\w+ )?car',
  ],
];

const inRoles = new RegExp(ROLES.map(([role, zh, en]) => `(?<${role}>${zh}|\\b(?:${en})\\b)`).join('|'), 'g');
const EDGE = '\u0004';
/** Runs of this many roles and words between them. */
const ROLE_RUN = 4;
/** Roles pair up over this distance: who, and what became of them, with words between. */
const APART = 6;

const unitsOf = (text: string): string[] =>
  (text.match(/[\u3400-\u9fff]|[a-z0-9']+|<[a-z]+>/g) ?? []).map((unit) => (/^\d+$/.test(unit) ? '0' : unit));

/**
 * The buckets of what an utterance says, each once: runs of one to four Han characters and one to three Latin
 * words, runs of roles with the words between them, and pairs of roles in their order.
 * @param said lower-case, names of goods that hold words of danger replaced by `<goods>`
 */
export function cryFeatures(said: string): number[] {
  const out = new Set<number>();
  const plain = [EDGE, ...unitsOf(said), EDGE];
  runs(
    plain,
    (unit) => (/^[a-z0-9']/.test(unit) ? 3 : 4),
    (run) => out.add(bucket(run)),
  );
  const roles = unitsOf(
    said.replace(inRoles, (...args) => ` <${roleIn(args.at(-1) as Record<string, string | undefined>)}> `),
  );
  runs(
    [EDGE, ...roles, EDGE],
    () => ROLE_RUN,
    (run) => /<[a-z]+>/.test(run) && out.add(bucket(`=${run}`)),
  );
  const played = roles.flatMap((unit, at) => (unit.startsWith('<') ? [{ unit, at }] : []));
  played.forEach((first, i) => {
    for (const next of played.slice(i + 1)) {
      out.add(bucket(`&${first.unit}${next.unit}`));
      if (next.at - first.at <= APART) out.add(bucket(`~${first.unit}${next.unit}`));
    }
  });
  return [...out];
}

const roleIn = (groups: Record<string, string | undefined>): string =>
  ROLES.find(([role]) => groups[role] !== undefined)![0];

function runs(
  units: readonly string[],
  longest: (unit: string) => number,
  each: (run: string) => void,
): void {
  for (let i = 0; i < units.length; i++) {
    for (let n = 1; n <= longest(units[i]!) && i + n <= units.length; n++)
      if (n > 1 || units[i] !== EDGE) each(units.slice(i, i + n).join(' '));
  }
}
