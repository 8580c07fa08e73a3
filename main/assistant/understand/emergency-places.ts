import type { EmergencyPlace } from '../../contract';

/**
 * Places that somebody needs at once, or that the ordinary one doesn't serve: they are asked for in few
 * words, and those words are also names of goods, rules and rooms. Asking for one leads there; only a
 * question to buy one is a question about goods.
 */
const ROOM_ZH = '(?:洗手间|卫生间|厕所|公厕|化妆间|盥洗室|马桶|厕位|卫浴)';
const ROOM_EN = '(?:toilets?|restrooms?|bathrooms?|washrooms?|loos?|wc|lavator(?:y|ies)|cubicles?|stalls?)';
const ABLE_EN =
  '(?:accessible|disabled|handicap(?:ped)?|wheelchair(?:[ -](?:accessible|friendly))?|barrier[ -]free|ada)';

/** How each is asked for; the first that fits counts. Lower-case text. */
const ASKED: readonly (readonly [EmergencyPlace, RegExp])[] = [
  [
    'accessiblerestroom',
    new RegExp(
      `无障碍[^，,。]{0,4}${ROOM_ZH}|(?:残疾人|残障|轮椅|行动不便)[^，,。]{0,8}${ROOM_ZH}|${ROOM_ZH}[^，,。]{0,6}(?:无障碍|轮椅|残疾人)|第三卫生间|残卫|\\b${ABLE_EN}(?: \\w+){0,2} ${ROOM_EN}\\b|\\b${ROOM_EN}\\b[^.?!]{0,20}\\b(?:wheelchairs?|disabled|accessible|handicap\\w*)\\b`,
    ),
  ],
  ['aed', /(?<![a-z])a\.? ?e\.? ?d\.?(?![a-z])|除颤[器仪]?|defib(?:rillator)?s?\b/],
  [
    'emergencyexit',
    /消防(?:通道|出口|门|楼梯|梯)|(?:安全|紧急|应急|逃生|疏散|避难)(?:出口|通道|门|楼梯|梯|路线|口)|太平门|(?:往|从)哪(?:里|儿|边)?(?:逃|跑|疏散|撤)|\b(?:fire|emergency|evacuation|escape)[ -](?:exits?|doors?|routes?|escapes?|stairs?|ways?)\b|\bway out (?:if|in case|in an emergency)|\bescape route|\bhow (?:do|would|should) (?:we|i|you|people) (?:get out|evacuate|escape)\b.*\b(?:fire|emergency)\b|\b(?:where|how) (?:do|should|can) (?:we|i) (?:evacuate|escape)/,
  ],
  [
    'assembly',
    /(?:紧急|应急|疏散|消防)?集(?:合|结)(?:点|地点|处|区)|避难(?:点|场所|处)|\b(?:assembly|muster|evacuation|rally|meeting) (?:point|area|place|spot)s?\b(?=$|.*(?:fire|emergency|evacuat)|\W)/,
  ],
  [
    'firstaid',
    /急救(?:箱|包|点|站|室|处|设备|用品|柜)|医务(?:室|处|站)|医药箱|药箱在|医疗(?:点|站|室)|救护(?:站|点)|\bfirst[ -]?aid\b|\bmedical (?:room|station|cent(?:er|re)|point)\b|\bsick ?bay\b|\binfirmary\b|\bnurse'?s? (?:station|office)\b/,
  ],
  [
    'fireextinguisher',
    /灭火器(?!箱|架|支架|底座|挂|罩|压力)|(?:消防|灭火)(?:器材|设备|设施|用品)|\b(?:fire[ -]?)?extinguishers?\b(?! (?:brackets?|stands?|cabinets?|covers?|mounts?|holders?|refills?))|\bfire[ -](?:fighting )?equipment\b/,
  ],
  ['firehydrant', /消[防火]栓(?!箱|扳手|接[口头]|水带|阀)|\b(?:fire )?hydrants?\b|\bfire[ -]hoses?\b/],
];

/** A first-aid kit is also goods: who asks to buy one, or for the home or the car, is not led to the wall. */
const TO_BUY =
  /多少钱|价格|什么价|怎么卖|买|有卖|卖吗|卖不卖|有货|库存|打折|优惠|牌子|推荐|哪[款种]|便宜|家用|车载|户外|旅行|随身|便携|宠物|玩具|牌(?:子)?|标识|贴纸|\b(?:buy|sell|sale|price|cost|how much|stock|cheap\w*|brand|recommend|travel|home|car|camping|portable|pet|toy|signs?|stickers?|kits? (?:for|in aisle)|supplies|course)\b|厨房用?|干粉|水基|泡沫|[公千]?[克斤升]|\d ?(?:kg|l)\b/;
/**
 * Many kits, or one with an article left out, are goods; the one on the wall is asked for by 'the', 'a', or
 * by where it is.
 */
const KITS = /\bfirst[ -]?aid kits\b/;

/** Whether it is to be had: a shop that sells them is asked for its goods. */
const HAVING =
  /有没有|有[^，,。]{0,8}[吗么嘛]|\b(?:do you have|have you got|got any|any|looking for|i need|i want)\b/;

/** What puts a fire out is a thing on the wall, and in some shops goods as well. */
export const isFireEquipment = (place: string): boolean =>
  place === 'fireextinguisher' || place === 'firehydrant';

/** Manners, and words that ask where. */
const MANNERS =
  /请问?|麻烦|谢谢|谢了|多谢|您|你|好|在?哪[里儿]?|怎么走|有没有|有|吗|呢|啊|一下|告诉我|带我去?|我要?去?|想|找|的|\b(?:please|thanks?|thank you|hi|hello|excuse me|sorry|where(?:'?s| is| are)?|which way|is|are|the|an?|to|show me|nearest|closest|here|you|can|could|tell me|find|i|need|want|looking for|take me)\b|[\s,，。.?？'’]/g;

/**
 * Whether an utterance is the name of a way out or of an accessible toilet, and nothing but manners beside
 * it.
 */
export function emergencyPlaceAlone(said: string): boolean {
  const named = ASKED.find(([, pattern]) => pattern.test(said));
  if (!named || !['emergencyexit', 'assembly', 'accessiblerestroom'].includes(named[0])) return false;
  return said.replace(named[1], ' ').replace(MANNERS, '') === '';
}

/**
 * The emergency place that an utterance names, whether it is goods of that name that are asked for, and
 * whether it may be where a shop sells them.
 */
export function emergencyPlaceNamed(
  text: string,
): { place: EmergencyPlace; toBuy: boolean; mayBuy: boolean } | undefined {
  const said = text.normalize('NFKC').toLowerCase().slice(-400);
  const place = ASKED.find(([, pattern]) => pattern.test(said))?.[0];
  return (
    place && {
      place,
      toBuy: TO_BUY.test(said) || (place === 'firstaid' && KITS.test(said)),
      mayBuy: isFireEquipment(place) && HAVING.test(said),
    }
  );
}
