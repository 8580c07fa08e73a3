import type { EmergencyCause } from '../../contract';
import { onlyNamesGoods } from './bare-names';
import { heardAsCry } from './cries';
import model from './cries.json';
import { emergencyPlaceAlone, emergencyPlaceNamed, isFireEquipment } from './emergency-places';
import { withoutDangerGoods } from './tables/danger-goods';

/**
 * A cry for help is heard before anything else is: before goods, without a catalog, in whatever words stand
 * around it. Two ears listen. The rules below say what happens now, once words that only name goods are cut
 * out; `cries.ts` has learnt from many voices how sure the whole sentence sounds. What the rules hear is a
 * cry unless the whole sentence is surely none; what they don't hear is one where it surely is. How sure is
 * enough follows from what mistakes cost (`npm run train:cries`).
 */

/** Talk of what might be, was or is made up, and of things at home that smoke as they may. */
const SUPPOSED =
  /如果|万一|要是|假如|以防|预防|避免|平时|电影|小说|游戏|专辑|歌曲?|电视剧|容易.{0,6}吗|会不会|会(?:着火|爆炸|冒烟)吗|怕[\u3400-\u9fff]{0,4}(?:着火|起火)|不(?:会)?(?:着火|冒烟|爆炸)|\b(?:in case|what if|prevent|avoid|so (?:that )?i don'?t|movie|film|novel|books?|romance|game|song|series|dvd|free from|without)\b|\bif (?:there|it|something|my|the)\b|\b(?:could|can|might|would) (?:a|my|the) \w+ (?:swallow|choke|fall)|\b(?:is|are) (?:this|these|it|they) (?:\w+ )?safe\b|\bpolicy\b|\bproof\b/;
/** An appliance that does what it should not, asked about: a matter of its manual. */
const MANUAL =
  /(?:锅|炉|机|烤箱|灯|电器|家里|空调|插座)[^，,。]{0,10}(?:冒烟|着火|漏电|冒火)[^，,。]{0,6}(?:怎么办|怎么回事|为什么|正常|咋)|\b(?:fryer|oven|toaster|microwave|heater|kettle)\b.*\bsmok\w+\b.*\b(?:why|normal|what)\b|\b(?:why|what)\b.*\b(?:fryer|oven|toaster|microwave|heater|kettle)\b.*\bsmok/;

/** Small hurts that people treat themselves: with a question for goods they are that question. */
const SMALL =
  /手指|指头|脚后?跟|脚|鼻血|鼻子出血|蹭破|擦破|磨破|划破|割破|破皮|口子|\b(?:finger|thumb|nose ?bleeds?|blisters?|scratch(?:es)?|graze[ds]?|paper cuts?|small cuts?|heel)\b/;
const WANTED =
  /在哪|哪里|哪儿|哪有|多少钱|有没有|有吗|有卖|卖吗|推荐|用什么|买什么|来一?盒|\b(?:where|how much|do you (?:have|sell|stock)|have you got|which|recommend|looking for|need (?:a|some) (?:plaster|bandage|band)|plasters?|band[ -]?aids?|bandages?|cotton|something for)\b/;
/** A question about goods or the shop's rules, as its words go. */
const ASKED = new RegExp(
  `${WANTED.source}|会[\u3400-\u9fff]{2,4}吗|会不会|安全吗|[哪几]种|哪款|有卖|toothpaste|\\bpolicy\\b|\\bnovels?\\b|\\bpowder\\b|\\b(?:lost|can'?t find|left|find) (?:my|the) (?:phone|wallet|purse|keys?|bag|receipt|card|umbrella|glasses|cart|trolley)\\b`,
);
/** What is never a question about goods alone: advice on medicines, arms, drugs, and death. */
const NOT_GOODS =
  /剂量|几片|枪|弹|毒|死|活|医生|大夫|护士|警察|保安|救护|捅(?!马桶|下水)|砍[人死他她]|杀(?:人|了|他|她|死)|\b(?:dos(?:e|age)|pills?|guns?|firearms?|rifles?|ammo|ammunition|bombs?|explosives?|cocaine|heroin|meth|weapons?|kill (?:him|her|them|myself|someone|somebody|people)|stab\w*|die|doctors?|nurses?|police|paramedics?)\b/;
/** Beyond a plaster, whatever is asked for beside it. */
const GRAVE =
  /不止|好多血|很多血|一地|大出血|止不住|断|夹住|\b(?:won'?t stop|badly|a lot|everywhere|severed|cut off|stuck)\b/;

const WHO =
  '(?:有个?人|这里有|那[边里]有|孩子|小孩儿?|娃儿?|宝宝|小朋友|儿子|女儿|闺女|老人|老太太|老爷[爷子]|大爷|大妈|奶奶|爷爷|外[婆公]|妈妈?|爸爸?|老[婆公]|太太|先生|朋友|同事|客人|顾客|[他她我谁]|男的|女的)';
const FAMILY =
  '(?:孩子|小孩儿?|娃儿?|宝宝|小朋友|儿子|女儿|闺女|孙子|孙女|弟弟|妹妹|老人|老伴|妈妈?|爸爸?|奶奶|爷爷|外[婆公])';
const FAMILY_EN =
  "(?:son|daughter|child|children|kids?|boy|girl|baby|toddler|mum|mom|mother|dad|father|grand\\w+|wife|husband)(?!'s)";
const SOMEONE_EN =
  '(?:someone|somebody|he|she|they|it|i|you|we|man|woman|lady|guy|person|boy|girl|kid|child|baby|son|daughter|wife|husband|mum|mom|mother|dad|father|friend|grand\\w+|customer)';
/** What nobody should have in the mouth. */
const NO_FOOD =
  '(?:电池|硬币|磁铁|磁力珠|珠子|玻璃|钉子|针|干燥剂|洗衣(?:凝珠|液|粉)|洗洁精|洁厕[灵剂液]?|消毒[液水]|漂白[水剂]|农药|老鼠药|耗子药|蟑螂药|杀虫剂|樟脑丸|84|药片?|酒精|胶水|清洁剂)';
const NO_FOOD_EN =
  '(?:batter(?:y|ies)|magnets?|coins?|beads?|glass|nails?|needles?|laundry pods?|pods?|bleach|\\w* ?cleaner|detergent|disinfectant|poison|acid|chemicals?|pills?|tablets?|medicine|glue|marbles?)';

const any = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'));

/**
 * What is happening, by cause; the first that fits counts. Text is lower-case, English with straight
 * apostrophes.
 */
const HAPPENING: readonly (readonly [EmergencyCause, RegExp])[] = [
  [
    'trapped',
    any(
      '困在',
      '被困',
      '(?:电梯|扶梯)[^。]{0,8}(?:停了|卡[住了]|出不来|打不开|不动了)',
      '(?:反锁|锁)在(?:里面|厕所|洗手间|试衣间)',
      '出不去了',
      '\\b(?:stuck|trapped|locked) (?:in|inside|under) (?:the |a |an |this |your )?(?:lift|elevator|toilet|restroom|bathroom|room|store|fitting room)',
      '\\btrapped (?:under|in)\\b',
      '\\b(?:lift|elevator) (?:has )?(?:stopped|broke down|is stuck|got stuck)',
    ),
  ],
  [
    'missing',
    any(
      `${FAMILY}[^，,。]{0,8}(?:不见|丢了|走丢|走散|走失|没影|找不[到着]|被人?(?:带|抱|拐|抢)走)`,
      `找不[到着]我?(?:的|家)?${FAMILY}`,
      `和我?${FAMILY}走散`,
      '(?:我|我们)(?:走丢|迷路|走散)了?',
      `\\b(?:lost|missing|can'?t find|cannot find|couldn'?t find)\\b[^.!?]{0,16}\\b${FAMILY_EN}\\b`,
      `\\b${FAMILY_EN}[^.!?]{0,20} (?:(?:is|has|have|are|went) (?:just )?(?:missing|gone|lost|disappeared|vanished|wandered)|ran (?:off|away))`,
    ),
  ],
  [
    'fire',
    any(
      '着火(?!辣)',
      '起火',
      '失火',
      '走火',
      '火灾(?!逃生|险)',
      '着了[，,！!。]?(?:好多烟|快)',
      '烧起来',
      '要着了',
      '烧焦',
      '冒(?:出|着)?(?:火|明火)',
      '冒(?:出|着)?(?:黑|浓|白|好多)?烟(?![小少大吗的不])',
      '(?:有|好多|好大的|全是|都是)烟(?![草酒丝灰嘴花熏味])',
      '浓烟',
      '黑烟',
      '火[好很]大',
      '火势',
      '(?:煤气|燃气|天然气)(?:味|泄漏|泄露|漏)',
      '漏(?:煤|燃|天然)气|漏气了',
      '爆炸',
      '(?<!气)炸了(?!鸡|薯)',
      '(?:消防|火警|火灾)?警[报铃]响',
      '^火警[啊呀了!！。 ]*$',
      '^(?:a )?fire+(?:[,! ]+fire)*[!. ]*$',
      '\\bfire[!,]',
      "\\b(?:there(?:'?s| is)|is) (?:a )?fire\\b",
      '\\bon fire\\b',
      '\\b(?:caught|catching) fire\\b',
      '\\bflames?\\b(?! ?(?:grill|resist|retard|less|proof))',
      "\\b(?:is|are|'s) (?:burning|smoking|in flames)\\b(?! (?:allowed|permitted))",
      '\\bburning down\\b',
      '\\bsmoke (?:is |everywhere|coming|from|in|filling)',
      '\\bfull of smoke\\b',
      "\\b(?:see|there(?:'?s| is)) (?:\\w+ )?smoke\\b",
      '\\bsmell(?:s|ing)? (?:of |like )?(?:smoke|gas|burning)\\b',
      '\\bgas leak',
      '\\bexplo(?:sion|ded|ding)\\b',
      '\\bfire alarm is\\b',
    ),
  ],
  [
    'crime',
    any(
      '抢劫',
      '抢(?:了|我|他|她|孩子|钱|包|手机|东西)',
      '被抢',
      '在抢',
      '小偷',
      '扒手',
      '偷(?:了|我|他|她|东西|钱|包|手机)',
      '偷拍(?!探)',
      '被偷',
      '打架(?!鱼)',
      '打起来',
      '打人',
      '打我(?!折)',
      '打砸',
      '闹事',
      '砍(?:人|了|死)',
      '捅(?:人|了|死)',
      '杀(?:人|了)',
      '行凶',
      '[拿持带藏]着?了?(?:把|一把)?(?:刀|枪)',
      '有(?:人有)?枪',
      '有炸弹',
      '炸弹(?=$|[！!。，,])',
      '跟踪(?:我|她|他)',
      '一直跟着(?:我|她)',
      '骚扰',
      '非礼',
      '猥亵',
      '摸我',
      '人贩子',
      '拐(?:孩子|走|卖)',
      '绑架',
      '威胁',
      '报警(?!器)',
      '打110',
      '\\b(?:stop,?(?: that)?|a|the) thie(?:f|ves)\\b',
      '\\b(?:stole|stolen|stealing|snatched|robbed|robbing|robbery|mugged|pickpocket(?:ed)?|shoplifting|shoplifter)\\b(?! (?:hearts?|goods))',
      '\\b(?:with|has|have|holding|pulled) a (?:knife|gun|bomb|weapon)\\b',
      "\\b(?:is|are|guys|men|people|they're) (?:\\w+ )?(?:fighting|attacking|assaulting|harassing|stabbing|hitting|beating|threatening|touching me|groping|filming me)\\b",
      '\\bfollowing (?:me|us|her)\\b',
      '\\bharass?ing me\\b',
      '\\battack(?:ed|ing) (?:me|her|him|us)\\b',
      '\\bcall (?:the )?(?:police|cops|security)\\b',
      '\\ba bomb\\b',
      `\\b(?:grabbed|took|kidnapp\\w+) my (?:${FAMILY_EN}|bag|purse|phone|wallet)\\b`,
      '\\bgroped\\b',
      '\\bintruder\\b',
      `\\b(?:hit|punched|slapped|beat|pushed) (?:me|my ${FAMILY_EN}|her|him)\\b`,
      '\\bpepper spray(?:ed|ing)?\\b(?=.*(?:eyes|me|us))|\\bsprayed\\b',
    ),
  ],
  [
    'medical',
    any(
      '(?:晕|昏|栽)(?:倒|过去|迷|厥)',
      '(?:低血糖|中暑|突然)晕',
      '晕得?(?:站不|不行|厉害)',
      '不省人事',
      '没有?(?:了)?(?:呼吸|心跳|意识|知觉|反应)(?:了|啊|$|[，,！!。])',
      '(?:停止|没)了?呼吸',
      '[喘透]不[上过]来?气',
      '呼吸困难',
      '不能呼吸',
      '窒息',
      '噎[住着到]',
      '呛[住到着]',
      '卡(?:在|住)[^，,。]{0,4}(?:喉咙|嗓子|气管|食道)',
      '(?:喉咙|嗓子|气管)[^，,。]{0,3}卡',
      '(?:手|头|脚|腿|胳膊|指)[^，,。]{0,3}(?:卡|夹)(?:在|住)',
      '抽搐',
      '白沫',
      '癫痫发',
      '羊癫疯',
      '哮喘(?:犯|发作)',
      '心脏病?(?:发|犯|不舒服|[了！!])',
      '心梗',
      '(?:快|要)不行了',
      '胸口?(?:好|很|特别|突然)?(?:疼|痛|闷)(?:得|死|了|，|,|$)',
      '肚子[^，,。]{0,4}(?:疼|痛)(?:死|得)',
      '怀孕[^。]{0,6}(?:疼|痛|出血)',
      '中风',
      '脑(?:溢血|梗|出血)',
      '大出血',
      '[流出]了?(?:好多|很多|一地|满手|不少|好些)的?血',
      '血流不止|流血不止|血?止不住血?',
      '一直(?:在)?(?:流血|吐)',
      '吐血',
      '(?:地上|身上|到处|满[是地脸手])(?:都)?(?:是|有)?血(?!压)',
      `${WHO}[^，,。]{0,6}(?:在|正在|都)?流(?:着)?血`,
      '流血了',
      '骨折了',
      '骨折$',
      '(?:摔|跌)(?:倒|伤|了|断|下来|下去)',
      '滚下[来去]',
      '倒在地',
      '躺着?不动|躺在地上|一动不动',
      '起不来',
      '动不了',
      `${WHO}[^，,。]{0,6}(?:烫|烧|割|砸|撞|咬|电)(?:到|伤|着|了)`,
      '(?:被|让)[^，,。]{1,6}(?:烫|砸|压|夹|撞|咬|电|扎|刺)(?:到|伤|住|着|了)',
      '(?:玻璃|钉子|刀)[^。]{0,6}扎(?:到|进|伤)',
      '压到人',
      '夹住',
      '触电',
      '受了?伤了?(?!的)',
      '割腕',
      '自杀',
      '不想活',
      '跳楼',
      '上吊',
      `(?:吞|误食|误喝|误吞|误服)了?(?:下)?[\\u3400-\\u9fff]`,
      `(?:吃|喝|咽)了?(?:下)?(?:去)?(?:一个|一颗|几颗)?(?:纽扣)?${NO_FOOD}了?$`,
      `(?:吃|喝|咽)了(?:一个|一颗|几颗|好多|很多)?(?:纽扣)?${NO_FOOD}`,
      `把[^，,。]{0,6}${NO_FOOD}[^，,。]{0,3}(?:吃|吞|喝|咽)`,
      '食物中毒',
      '中毒了',
      '过敏(?:性)?(?:休克|发作)',
      '(?:嘴唇|喉咙|脸)(?:都)?肿',
      '脸都?(?:紫|青)了',
      '要生了',
      '羊水',
      '(?:溅|喷|进)(?:到|进|了)?[^，,。]{0,2}眼',
      '眼睛?里?[^，,。]{0,4}(?:溅|喷)',
      '救护车',
      '打120',
      '叫(?:医生|大夫)',
      '嘴(?:都)?歪',
      '出事故',
      "\\b(?:is|are|was|'?s|am|i'?m|baby|kid|child) choking\\b|^choking",
      `\\b(?:swallow(?:ed|ing)|ate|eaten|drank|drunk|eating) (?:a |an |some |the |my |his |her |two )?(?:\\w+ )?${NO_FOOD_EN}\\b`,
      `\\b${SOMEONE_EN} (?:has |just )*swallowed\\b`,
      "(?:won'?t|can'?t|doesn'?t|not) stop (?:the )?bleeding\\b|(?<!\\b(?:for|stops?|stopping) (?:the )?)\\bbleeding\\b(?! gums| hearts?)",
      '\\bblood (?:everywhere|all over|on the floor)|\\bgushing\\b|\\b(?:throwing up|vomiting|coughing up)\\b',
      '\\bcollapsed\\b',
      "\\bfainted\\b|\\b(?:is|am|'m|'s) fainting\\b",
      '\\bpass(?:ed|ing) out\\b',
      '\\bunconscious\\b|\\bunresponsive\\b|\\bnot (?:responding|moving|waking)\\b',
      "\\b(?:not|stopped|isn'?t) breathing\\b|\\b(?:trouble|difficulty|problems?) breathing\\b|\\b(?:can'?t|cannot|can not) breathe\\b",
      '\\bheart attack\\b(?! proof)',
      '\\b(?:a|having a) (?:stroke|seizure|fit)\\b(?! of)',
      '\\bchest pains?\\b',
      '\\blips are (?:turning )?blue|\\bturning blue\\b',
      `\\b${SOMEONE_EN} (?:has |just |have )+fallen\\b`,
      `\\b${SOMEONE_EN}(?: has| have| just)* fell\\b|\\bfell (?:down|off|on|onto|over|from) (?:the|a|an|my|some\\w*|me|him|her|us)\\b`,
      "\\bcan'?t (?:get up|move)\\b|\\blying on the (?:floor|ground)\\b",
      '\\b(?:hit|hurt|banged|broke) (?:his|her|my|their) (?:head|arm|leg|back|neck|knee|wrist|ankle|hip)',
      '\\b(?:leg|arm|ankle|wrist|hip|neck|back) is broken\\b',
      `\\b(?:stuck|caught) in (?:the |an? )?(?:escalator|door|gate|cart|trolley|shelf)`,
      '\\belectrocuted\\b|\\belectric shock\\b',
      '\\bburn(?:ed|t) (?:myself|himself|herself|my|his|her)\\b',
      '\\bwater(?:s)? (?:just )?broke\\b|\\bin labou?r\\b|\\bhaving (?:a|the) baby now\\b',
      "\\b(?:is|are|'?s|am|i'?m|has|have|having)(?: \\w+)? (?:an )?allergic reaction\\b|\\bthroat is (?:swelling|closing)|\\bswelling up\\b|\\banaphylactic\\b",
      '\\boverdos\\w*',
      '\\bambulance\\b',
      '\\bneeds? a doctor\\b',
      '\\bin(?:to)? (?:my|his|her) eyes?\\b',
      "\\b(?:is|are|got|'s|badly|someone'?s) (?:hurt|injured|stabbed|shot)\\b",
      '\\b(?:been|had) an accident\\b',
      '\\bkill (?:myself|himself|herself)\\b|\\bsuicid\\w+|\\bcut (?:his|her|my) wrists?\\b',
    ),
  ],
  [
    'danger',
    any(
      '救命',
      '救救(?:我|他|她|孩子)',
      '快来人',
      '快叫人',
      '来人[啊呀哪]',
      '出人命',
      '出事了',
      '^help!+|^help[!, ]+help',
      '\\bhelp me[^.]{0,12}(?:quick|now|!)',
      '\\bneed help (?:now|fast|quickly|right now)\\b',
      '\\b(?:somebody|someone|anybody) (?:please )?help\\b(?! me (?:find|choose|with))',
      '\\bhelp[!,]+',
      "\\b(?:is|'s|an) an? emergency\\b",
      '\\bsos\\b',
      '^(?:please )?(?:call )?(?:911|999|112|000)$',
    ),
  ],
];

/**
 * What an utterance is, as far as danger goes: a cry and its cause, words of danger that only name goods, or
 * neither.
 */
export interface Alarm {
  cry?: EmergencyCause;
  /** Nobody is in danger, and it asks for goods or a rule: words of danger in it name what is asked for. */
  onlyGoods?: boolean;
}

/**
 * Said to a terminal, that alone asks what it can do; with a call in the voice (`help!`) the rules hear it.
 */
const STEERING = /^(?:please )?help(?: please)?$/;
/** A hurt of some time ago that goods are wanted for. */
const LONG_AGO =
  /上个?(?:月|周|星期|礼拜)|前(?:几天|阵子|些天|年)|去年|\b(?:last (?:week|month|year|winter|summer|spring|autumn|fall)|(?:days|weeks|months|years) ago)\b/;
const TO_BUY =
  /买|多少钱|有没有|有卖|哪[款种个]|推荐|换药|\b(?:buy|where|which|what|needs? an?|do you (?:have|sell)|looking for|how much)\b/;
/**
 * How sure of a cry the whole sentence must be where it is a calm question: for goods with a small or an old
 * hurt, of what might be, for the place of help.
 */
const YET_GRAVE = 0.6;
/** A question of any kind: who asks calmly wants an answer. */
const QUESTION =
  /[吗么嘛呢?]|什么|啥|哪|多少|几|怎么|咋|有没有|有卖|卖不卖|[买换配]|推荐|想要|\b(?:what|which|where|how|when|do you|have you|is (?:it|this|that|there)|are (?:these|they|there)|can|could|any|best|good for|price|sell|buy|looking for|need|want)\b/;

/**
 * Reads the text as it was heard, simplified where there is a catalog to fold it; of any length up to what an
 * utterance may have. Takes about 0.1 ms.
 * @param isName whether words are, as they stand, a name of the store's goods
 */
export function alarmIn(text: string, isName?: (words: string) => boolean): Alarm {
  const said = saidAs(text);
  const left = withoutDangerGoods(said, ' ');
  const ruled = causeByRule(said, left);
  if (STEERING.test(said)) return {};
  // The way out asked for politely, and no more, is a question.
  if (!ruled && emergencyPlaceAlone(said)) return { onlyGoods: true };
  // A rare name alone sounds like anything to an ear that learnt from sentences; no kind of goods is called
  // like a cry.
  if (onlyNamesGoods(said, ruled ? undefined : isName)) return { onlyGoods: true };
  const { p, cause } = heardAsCry(said);
  const small = smallHurt(said, left);
  const calm =
    small ||
    (LONG_AGO.test(left) && TO_BUY.test(left)) ||
    (!ruled && (SUPPOSED.test(left) || emergencyPlaceNamed(said)));
  const enough = calm ? YET_GRAVE : ruled ? model.withRule : model.alone;
  if (p >= enough) return { cry: oneCause(ruled ?? fireFought(said), cause) };
  if (small) return { onlyGoods: true };
  const asksForGoods =
    !NOT_GOODS.test(left) &&
    (left !== said || ASKED.test(left) || (p < model.withRule && QUESTION.test(said)));
  return asksForGoods ? { onlyGoods: true } : {};
}

/** Who calls for what puts a fire out. */
const fireFought = (said: string): EmergencyCause | undefined => {
  const place = emergencyPlaceNamed(said)?.place;
  return place && isFireEquipment(place) ? 'fire' : undefined;
};

/** Where the two ears name different causes every number is given: a wrong one costs minutes. */
function oneCause(ruled: EmergencyCause | undefined, learnt: EmergencyCause): EmergencyCause {
  if (ruled === undefined || ruled === 'danger') return learnt;
  return learnt === 'danger' || learnt === ruled ? ruled : 'danger';
}

/** Lower-case, one width, straight apostrophes; of long talk its end. */
export const saidAs = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").slice(-700);

/** What the rules hear, undefined where they hear none or words around it say that nothing happens now. */
export function causeByRule(said: string, left = withoutDangerGoods(said, ' ')): EmergencyCause | undefined {
  const cause = HAPPENING.find(([, pattern]) => pattern.test(left))?.[0];
  if (
    cause === undefined ||
    (SUPPOSED.test(left) && !/救命|快来人|\bhelp[!,]/.test(left)) ||
    MANUAL.test(left)
  )
    return undefined;
  return cause === 'medical' && smallHurt(said, left) ? undefined : cause;
}

const smallHurt = (said: string, left: string): boolean =>
  SMALL.test(left) && WANTED.test(said) && !GRAVE.test(left);
