import type { EmergencyService } from '../../contract';
import { alarmIn, saidAs } from './emergency';

/** Whose number is asked for, in both languages; lower-case text. */
const POLICE = '(?:报警|报案|公安局?|警察局?|派出所)';
const MEDICAL = '(?:急救(?:中心)?|救护车?|叫救护车)';
const FIRE = '(?:火警|消防(?:队|员|局|救援)?|火灾报警)';
const ANY = '(?:紧急|应急|求救|求助|紧急情况|紧急联系)';
// Two may be asked for in a breath: 火警和报警电话. No text may be read in two ways by a part that repeats: a long
// one would take for ever.
const WHO_ZH = `(?:(?:${FIRE}|${POLICE}|${MEDICAL}|${ANY})的?(?:和|跟|与|及|还有|或者?|、)?)+`;
const POLICE_EN = '(?:police(?: station| department)?|cops?)';
const MEDICAL_EN = '(?:ambulances?|paramedics?|medical emergenc(?:y|ies)|emergency medical(?: services?)?)';
const FIRE_EN = '(?:fire (?:brigade|department|service|station|emergenc(?:y|ies))|fire ?fighters?|fire)';
const ANY_EN = '(?:emergency services?|emergenc(?:y|ies))';
const ONE_EN = `(?:the |an? )?(?:local )?(?:${MEDICAL_EN}|${FIRE_EN}|${POLICE_EN}|${ANY_EN})`;
const WHO_EN = `${ONE_EN}(?:(?:,| and| or) ${ONE_EN})*`;

const NUMBER_ZH = '(?:\\s*的?(?:电话号码|电话|号码|热线))';
const WHICH_ZH =
  '(?:是|打|拨|要打|应该打|要拨|该打)*(?:多少(?!钱)号?|几号|什么号?码?|哪个(?:号码?|电话)?|啥号?码?)';
const NUMBER_EN = '(?:(?:tele)?phone |contact |emergency )*(?:number|hotline|line)s?';
const DIAL_EN = '(?:call|dial|ring|phone|contact|reach|use)';

/** A question for a number to dial, as a whole: what stands around it is looked at apart. */
const ASKED: readonly RegExp[] = [
  new RegExp(`${WHO_ZH}${NUMBER_ZH}(?:${WHICH_ZH}|怎么打|有吗|有没有|告诉我一?下?)?`),
  new RegExp(`${WHO_ZH}${WHICH_ZH}${NUMBER_ZH}?`),
  new RegExp(
    `(?:打|拨)(?:什么|哪个|多少|啥)(?:电话|号码?)?(?:能|可以|来|才能)?(?:打给|叫|找|联系)?${WHO_ZH}`,
  ),
  new RegExp(
    `\\b(?:what(?:'?s| is| are)?|which|know|give me|tell me|need|have|is there|got)? ?(?:an? |the |your |local )*${NUMBER_EN} (?:do|does|should|can|must|would) (?:i|we|you|one) (?:need to |have to )?${DIAL_EN}(?: (?:for|in|to (?:get|reach|call)))? ${WHO_EN}`,
  ),
  new RegExp(
    `\\b${NUMBER_EN} (?:to ${DIAL_EN} )?(?:for|of|to (?:get|reach|call)|in) ${WHO_EN}(?: here| is| in this country)*`,
  ),
  new RegExp(
    `\\bwhat (?:do|should|can|would) (?:i|we|you) (?:dial|call|ring) (?:for|in|to (?:get|reach|call)) ${WHO_EN}`,
  ),
  new RegExp(`\\b${WHO_EN}(?:'s)? ${NUMBER_EN}\\b`),
  new RegExp(`\\bwho (?:do|should|can) (?:i|we|you) (?:call|dial|ring) (?:in|for) ${WHO_EN}`),
];

/** Goods that are named after it. */
const GOODS =
  /[贴牌卡]|本(?![地国市区省店])|机|玩具|手[环表链]|多少钱|[买卖]|\b(?:stickers?|toys?|puzzles?|bracelets?|wristbands?|tags?|signs?|cards?|plates?|price|cost|buy|sell|sale|cars?|trucks?|costumes?|books?)\b/;
/** Words of manners and of a question, which say nothing of what happens. */
const AROUND =
  /请问一?下?|麻烦(?:问一?下?|您|你)?|你好|您好|想?问一?下|我想|知道|告诉我?|这里|这儿|当地|本地|国内|店里|你们|您|你|的|是|号码?|电话|多少|什么|哪个|呢|吗|啊|呀|谢谢|\b(?:please|thanks?(?: you)?|hi|hello|excuse me|sorry|what(?:'?s| is| are)?|which|whats|do|you|know|can|could|tell|give|me|is|it|the|an?|your|here|in|this|country|local|i|want|need|to|have|for|of|there|of|and|about|number)\b|[\s,，。.?？!！、'"“”]/g;
/** A call in the voice or in haste. */
const HASTE =
  /快|赶紧|赶快|马上|救命|[!！]|\b(?:quick(?:ly)?|hurry|now|fast|asap|help|urgent(?:ly)?|right away|immediately)\b/;

/**
 * The services whose numbers are asked for, undefined where none are. A question and no more is one; where it
 * says that something happens (`somebody collapsed, what's the ambulance number`), or is in haste, it is a
 * cry. Reads what `alarmIn` reads.
 */
export function emergencyNumberAsked(
  text: string,
): { services: readonly EmergencyService[]; cry: boolean } | undefined {
  const said = saidAs(text);
  const phrase = ASKED.map((pattern) => pattern.exec(said)?.[0]).find((found) => found !== undefined);
  if (phrase === undefined) return undefined;
  const rest = said.replace(phrase, ' ');
  if (GOODS.test(rest)) return undefined;
  const more = rest.replace(AROUND, '');
  const cry =
    HASTE.test(rest) || (more !== '' && (alarmIn(said).cry !== undefined || alarmIn(rest).cry !== undefined));
  return { services: servicesIn(said), cry };
}

const NAMED: readonly (readonly [EmergencyService, RegExp])[] = [
  ['fire', new RegExp(`${FIRE}|\\b${FIRE_EN}\\b`)],
  ['medical', new RegExp(`${MEDICAL}|\\b${MEDICAL_EN}\\b`)],
  ['police', new RegExp(`(?<!火灾)${POLICE}|\\b${POLICE_EN}\\b`)],
];
const servicesIn = (said: string): EmergencyService[] => {
  const named = NAMED.filter(([, pattern]) => pattern.test(said)).map(([service]) => service);
  return named.length > 0 ? named : ['police', 'medical', 'fire'];
};
