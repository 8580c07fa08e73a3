import type { ControlKind, Intent, Lang } from '../../contract';
import { intentOfTopic, type KnowledgeMatch } from '../answer/knowledge';
import type { Wish } from '../answer/types';
import { loudCues, type CueHit, type Meaning } from '../understand/understand';
import { ALLERGEN, CLAIM, GOODS } from '../understand/classify/features';
import { strength } from '../understand/focus-parts';
import { allergenNamed } from '../understand/allergen-words';
import { wantsSuch } from '../understand/tables/going-on';
import type { Conversation } from './state';
import type { Plan } from './types';

/**
 * Intents by rule, first match wins; README.md gives the table with an example each. The cues say what kind
 * of question it is, whether anything is named says what it can be about, the conversation fills in what was
 * left out.
 */
export function decide(
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeMatch | undefined,
  aisles: readonly string[] = [],
): Plan {
  const { tags } = meaning;
  const has = (...list: string[]): boolean => list.some((tag) => tags.has(tag));
  const named = meaning.parts.length > 0;
  const strong = meaning.parts.some((p) => strength(p) >= 2);
  const surelyNamed = meaning.parts.some(
    (p) =>
      p.span &&
      (p.span.how === 'exact' || (p.span.score >= 0.85 && p.text.length >= 3)) &&
      p.span.entries.some((e) => e.kind !== 'term' || p.text.length >= 3),
  );
  const asks = has(
    'where',
    'price',
    'stock',
    'have',
    'promo',
    'ingr',
    'contain',
    'allergy',
    'recommend',
    'compare',
    'cheapest',
    'cheaper',
    'find',
    'list',
    'nav',
    'print',
  );

  const bySound = meaning.cues.filter((cue) => cue.tag === 'unsafe');
  // Misheard cries: two short ones, or one of three syllables where nothing is asked for.
  const cries = !asks && !strong && (bySound.length >= 2 || bySound.some((cue) => cue.end - cue.start >= 3));
  if (said(meaning, 'unsafe', 4) || cries) return { kind: 'handoff', reason: 'unsafe' };
  if (said(meaning, 'inject', 9)) return { kind: 'out_of_scope' };
  const upset = said(meaning, 'upset', 4);
  // 'she complains about everything': a Latin word that is merely near another is no complaint.
  if (
    upset &&
    (upset.score === 1 || /[\u3400-\u9fff]/.test(meaning.text.slice(upset.start, upset.end))) &&
    !(meaning.tags.has('policy:phone') && (knowledge?.score ?? 0) > 0.8)
  )
    return { kind: 'handoff', reason: 'upset' };
  if (outside(meaning) && !has('who') && !((knowledge?.score ?? 0) >= 0.95)) return { kind: 'out_of_scope' };
  const facility = meaning.cues.find((cue) => cue.tag.startsWith('facility:'))?.tag.slice('facility:'.length);
  const policy = meaning.cues.find((cue) => cue.tag.startsWith('policy:'));
  const strongKnowledge = knowledge !== undefined && knowledge.score >= 0.6;

  const control = controlOf(meaning, named);
  if (
    control &&
    !(
      control.kind === 'control' &&
      control.control === 'no' &&
      has('about') &&
      knowledge &&
      knowledge.score > 0.2
    )
  )
    return control;
  if (
    has('person') &&
    !(named && meaning.allergens.length > 0) &&
    !(facility && has('where')) &&
    !(policy && strongKnowledge && knowledge.score > 0.8)
  )
    return { kind: 'handoff', reason: 'requested' };

  if (
    meaning.cues.some((cue) => cue.tag === 'abuse' && cue.start <= 1) &&
    !asks &&
    !(named && meaning.parts.some((p) => strength(p) >= 3 && p.end - p.start >= 3))
  )
    return { kind: 'smalltalk', what: 'abuse' };
  const isProduct = surelyNamed || (named && has('price', 'stock', 'promo', 'ingr', 'contain', 'allergy'));
  if (has('oos') && !surelyNamed && !(strongKnowledge && knowledge.score >= 0.75))
    return { kind: 'out_of_scope' };
  const back = refersBack(meaning, state) && has('it', 'price', 'stock', 'ingr', 'contain', 'promo');
  const howto = HOWTO.test(meaning.text);
  const wantedAfter = (tag: string): boolean =>
    meaning.parts.some(
      (p) =>
        p.span &&
        has('have', 'where', 'find', 'stock') &&
        meaning.cues.every(
          (cue) =>
            cue.tag !== tag ||
            (cue.end <= p.start && /[，,。.！!？?;；]/.test(meaning.text.slice(cue.end, p.start))),
        ),
    );
  if (
    meaning.cues.some((cue) => cue.tag === 'hours' && cue.score === 1) &&
    !strong &&
    !wantedAfter('hours') &&
    !has('promo', 'price', 'parking')
  )
    return { kind: 'hours' };
  if (state.lastIntent === 'store.hours' && !strong && DAY.test(meaning.text) && !asks)
    return { kind: 'hours' };
  if (
    has('print') &&
    /打印|打一张|打张|打个|打出来|印|\bprint/.test(meaning.text) &&
    !/怎么|如何|哪里|能不能在|how|where/.test(meaning.text)
  )
    return { kind: 'product', intent: 'print' };
  if (!isProduct && !back) {
    if (has('hours') && !has('promo', 'price') && !wantedAfter('hours')) return { kind: 'hours' };
    if (has('parking')) return { kind: 'parking' };
    if (
      knowledge &&
      knowledge.score >= 0.7 &&
      !has('nav') &&
      !/facil|amenit|设施/.test(knowledge.entry.topic.toLowerCase()) &&
      intentOfTopic(knowledge.entry, meaning) !== 'store.facility'
    )
      return { kind: 'knowledge', match: knowledge };
    if (facility) return { kind: 'facility', facility, lead: has('nav') && !has('where') };
    const onwards = /^(?:store\.|howto|member\.)/.test(state.lastIntent ?? '') && (has('about') || howto);
    if (knowledge && knowledge.score >= (onwards ? 0.2 : howto && !strong ? 0.3 : 0.5))
      return { kind: 'knowledge', match: knowledge };
    if (has('member:points', 'member:benefits') && !has('price'))
      return knowledge && knowledge.score >= 0.35
        ? { kind: 'knowledge', match: knowledge }
        : { kind: 'unknown_store', intent: has('member:points') ? 'member.points' : 'member.benefits' };
    if (policy)
      return knowledge && knowledge.score >= 0.14
        ? { kind: 'knowledge', match: knowledge }
        : { kind: 'unknown_store', intent: 'store.policy' };
  } else {
    const productQuestion = has(
      'where',
      'price',
      'stock',
      'promo',
      'ingr',
      'contain',
      'allergy',
      'recommend',
      'compare',
      'cheapest',
      'list',
      'print',
    );
    if (facility && knowledge && knowledge.words >= 0.8)
      return { kind: 'facility', facility, lead: has('nav') && !has('where') };
    if (policy && !productQuestion && knowledge && knowledge.words >= 0.3)
      return { kind: 'knowledge', match: knowledge };
    // A kind of goods with a question of place, price or stock is about the goods; anything else may be a
    // how-to.
    const firm = has('where', 'price', 'stock', 'promo', 'compare', 'cheapest', 'nav');
    const bare = surelyNamed && ONLY_NAMES.test(meaning.form);
    if (
      !back &&
      !bare &&
      knowledge &&
      knowledge.words >=
        (firm
          ? policy
            ? 0.8
            : strong
              ? Infinity
              : 0.58
          : MANNER.test(meaning.text)
            ? 0.4
            : productQuestion
              ? 0.8
              : has('have', 'find') && strong
                ? howto
                  ? has('have')
                    ? 0.7
                    : 0.5
                  : 0.85
                : howto
                  ? 0.24
                  : 0.6)
    )
      return { kind: 'knowledge', match: knowledge };
    if (policy && !productQuestion && !has('have', 'find'))
      return { kind: 'unknown_store', intent: 'store.policy' };
  }

  const aisle = aisleNamed(meaning.text, aisles);
  if (aisle && !strong && meaning.allergens.length + meaning.claims.length + meaning.absent.length === 0)
    return {
      kind: 'aisle',
      aisle,
      lead: !has('list', 'have', 'promo') && !/有什么|有啥|卖什么|what/.test(meaning.text),
    };
  if (
    has('promo', 'coupon') &&
    !strong &&
    /今天|现在|最近|today|right now/.test(meaning.text) &&
    meaning.parts.every((p) => strength(p) < 2)
  )
    return { kind: 'promotions', coupons: has('coupon') };
  if (has('promo', 'coupon') && !named && !refersBack(meaning, state))
    return { kind: 'promotions', coupons: has('coupon') };
  const plainGoods = has(
    'where',
    'price',
    'stock',
    'have',
    'find',
    'promo',
    'ingr',
    'contain',
    'allergy',
    'caneat',
    'recommend',
    'compare',
    'cheapest',
    'cheaper',
    'list',
    'nav',
    'print',
    'pair',
    'alt',
    'about',
    'claim',
  );
  // '红烧肉怎么做': how something is done, and nothing on record that says; where the meat stands is no answer.
  if (MANNER.test(meaning.text) && !plainGoods && !back && meaning.claims.length === 0)
    return knowledge && knowledge.score >= 0.2
      ? { kind: 'knowledge', match: knowledge }
      : { kind: 'out_of_scope' };
  // Talk that only brushes against words of names, and asks nothing about goods.
  const polite = has('thanks', 'greet', 'bye') && meaning.parts.every((p) => !p.span);
  if (
    named &&
    !polite &&
    !plainGoods &&
    !back &&
    !has('it') &&
    meaning.ordinal === undefined &&
    state.pending?.kind !== 'which' &&
    meaning.parts.every((p) => strength(p) < 2) &&
    (meaning.text.length > 12 || meaning.explained < 0.5)
  )
    return { kind: 'out_of_scope' };
  if (has('oos') && !plainGoods) return { kind: 'out_of_scope' };
  const product = productPlan(meaning, state, named);
  if (product) return product;

  if (has('abuse') && !named) return { kind: 'smalltalk', what: 'abuse' };
  if ((!named || meaning.parts.every((p) => !p.span)) && !asks) {
    if (has('who')) return { kind: 'smalltalk', what: 'who' };
    if (has('bye')) return { kind: 'smalltalk', what: 'bye' };
    if (has('thanks')) return { kind: 'smalltalk', what: 'thanks' };
    if (has('greet')) return { kind: 'smalltalk', what: 'greet' };
  }
  if (knowledge && knowledge.score >= 0.42) return { kind: 'knowledge', match: knowledge };
  return { kind: 'out_of_scope' };
}

/** Questions of manner, time and permission rather than of goods. */
const HOWTO =
  /怎么(?!卖|走|去|找|样|没有|买)|咋(?!卖|走|去|找|样|买)|如何|怎样|为什么|多久|几天|几分钟|多长时间|第一次|有什么办法|怎办|能.{1,9}[吗么不]|可以.{0,9}[吗么不]|可不可以|能不能|要不要|多少(?!钱|块|元|米|一)|几(?:颗|勺|岁|度)|^(?:so |um |hi )?(?:how (?:do|can|long|should|to|often|does|would)\b(?! you (?:have|sell)| much| i (?:find|get to))|(?:can|could|may|do|should|must) (?:i|my|we)\b(?! (?:find|get|buy|have|eat))|what (?:do i do|happens|should i do))/;
/** Whether a question is one of manner, time or permission. */
export const asksHow = (meaning: Meaning): boolean => HOWTO.test(meaning.text) || MANNER.test(meaning.text);

/** How something is done: more telling than any word of goods beside it. */
const MANNER =
  /怎么(?:弄|办|洗|用|做|煮|蒸|炖|处理|清洗|清理|保存|存放|解冻|除|挑|选|冲|装|安装)|咋(?:整|弄|办|洗|用|做|煮)|如何(?!走|去|找)|有什么办法|\bhow (?:do|should|can) (?:i|you|we) (?!find|get to|buy|pay)/;
const DAY =
  /今天|明天|后天|昨天|周[一二三四五六日末天]|星期|礼拜|假|节|元旦|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|holiday|christmas|new year/;

/** A form that is nothing but names. */
export const ONLY_NAMES = new RegExp(`^[${GOODS}${ALLERGEN}${CLAIM}的?？!！。.\\s]+$`);

/** A cue by its own words, or by sound where it is long enough not to be chance. */
function said(meaning: Meaning, tag: string, bySound: number): CueHit | undefined {
  // A Latin word that is merely one letter off counts only where it is long: 'kicking' is no 'nicking'.
  const enough = (cue: CueHit): boolean =>
    cue.end - cue.start >= (/[a-z]/.test(meaning.text.slice(cue.start, cue.end)) ? 8 : bySound);
  return meaning.cues.find((cue) => cue.tag === tag && (cue.score === 1 || enough(cue)));
}

/** Talk of the world outside the shop, unless a later clause asks for goods: '今晚有什么电影好看，算了，爆米花在哪'. */
function outside(meaning: Meaning): boolean {
  const frame = meaning.cues.find((cue) => cue.tag === 'outside');
  if (!frame) return false;
  return !meaning.parts.some(
    (part) =>
      strength(part) >= 2 &&
      part.start >= frame.end &&
      /[，,。.！!？?;；]/.test(meaning.text.slice(frame.end, part.start)),
  );
}

/** Steering, where the utterance is nothing but that. */
function controlOf(meaning: Meaning, named: boolean): Plan | undefined {
  if (meaning.ordinal !== undefined || meaning.allergens.length > 0) return undefined;
  // '老头子我耳朵背，你声音大点': beside a long, clear command words that name nothing certain do not count.
  const controls = meaning.cues.filter(
    (cue) =>
      cue.tag.startsWith('control:') &&
      (!named ||
        (cue.end - cue.start >= 3 &&
          !/:(?:yes|no)$/.test(cue.tag) &&
          meaning.parts.every((p) => !p.span || p.span.entries.every((e) => e.kind === 'term')))),
  );
  if (controls.length === 0) return undefined;
  // '你是猪吗', 'ok thanks bye': a lone yes or no inside other words steers nothing, and a goodbye ends the talk.
  const yesNo = controls.every((cue) => /:(?:yes|no)$/.test(cue.tag));
  if (yesNo && meaning.tags.has('bye') && controls.every((cue) => cue.tag.endsWith(':yes'))) return undefined;
  if (
    yesNo &&
    (meaning.tags.has('abuse') ||
      (meaning.tags.has('thanks') && controls.every((cue) => cue.tag.endsWith(':yes'))))
  )
    return undefined;
  if (
    yesNo &&
    meaning.text.length >= 5 &&
    controls.every(
      (cue) =>
        cue.end - cue.start === 1 &&
        /[\u3400-\u9fff]/.test(meaning.text[cue.start]!) &&
        /[\u3400-\u9fff]$/.test(meaning.text.slice(0, cue.start)),
    )
  )
    return undefined;
  const at = (cue: CueHit): string => `${cue.start}-${cue.end}`;
  const spans = new Set(controls.map(at));
  const other = loudCues(meaning).filter(
    (cue) =>
      !cue.tag.startsWith('control:') &&
      !spans.has(at(cue)) &&
      !['abuse', 'it', 'bye', 'who', 'mild', 'hold'].includes(cue.tag),
  );
  if (other.length > 0) return undefined;
  if (meaning.tags.has('greet') && controls.every((cue) => /:(?:yes|no)$/.test(cue.tag))) return undefined;
  const value = (cue: CueHit): number =>
    (cue.end - cue.start) * cue.score - (/:(?:yes|no)$/.test(cue.tag) ? 100 : 0);
  const best = [...controls].sort((a, b) => value(b) - value(a))[0]!;
  const [, kind, lang] = best.tag.split(':');
  return {
    kind: 'control',
    control: kind as ControlKind,
    ...(lang ? { lang: lang as Lang } : {}),
    ...(kind === 'stop' && meaning.tags.has('hold') ? { hold: true } : {}),
  };
}

/** Whether the utterance is about what was just talked of: it points back, or names nothing. */
export function refersBack(meaning: Meaning, state: Conversation): boolean {
  if (!state.focus) return false;
  if (meaning.ordinal !== undefined || meaning.tags.has('it')) return true;
  if (meaning.parts.length > 0) return false;
  // '今天有什么优惠' after an item is still about the store; '有优惠吗' is about the item.
  return !/今天|现在有什么|有哪些|有什么活动|什么优惠活动|全场|店里|超市|today|this week|running|store|any (?:other )?(?:offers|deals|promotions)\b(?! on)/.test(
    meaning.text,
  );
}

function productPlan(meaning: Meaning, state: Conversation, named: boolean): Plan | undefined {
  const has = (...list: string[]): boolean => list.some((tag) => meaning.tags.has(tag));
  const product = (intent: Intent, wish?: Wish): Plan => ({ kind: 'product', intent, wish });
  const about = named || state.focus !== undefined || has('it');
  const claimed = meaning.claims.length > 0 || meaning.absent.length > 0;
  const wish = wishOf(meaning);
  const filterForm =
    has('have', 'stock', 'recommend', 'find', 'list', 'where', 'price', 'neg') ||
    wish !== undefined ||
    has('promo');
  if (
    meaning.allergens.length > 0 ||
    (has('allergy') && (meaning.otherAllergen !== undefined || (about && !filterForm)))
  ) {
    // '哪些含花生' asks for those that do.
    const which = !has('allergy') && WHICH_CONTAIN.test(meaning.text);
    const wanted =
      named &&
      !which &&
      (has('recommend', 'find', 'list') ||
        ((!has('it') || /\bthat (?:do|does|are|is|have|has|contain)\b/.test(meaning.text)) &&
          (SUITS_ME.test(meaning.text) ||
            (DOES_WITHOUT.test(meaning.text) && !ASKS_OF_ONE.test(meaning.text)))));
    return wanted ? product('product.recommend', wish ?? 'any') : product('product.allergen');
  }
  if (claimed && about) {
    const phrase =
      named &&
      meaning.claims.length > 0 &&
      /^(?:[a-z]+[ -]free|[a-z]+) [a-z ]+$/.test(meaning.text) &&
      !ASKS_OF_ONE.test(meaning.text) &&
      !has('it');
    const wanted = state.focus !== undefined && meaning.claims.length > 0 && wantsSuch(meaning.text);
    const question =
      phrase || wanted
        ? false
        : /\bor not\b/.test(meaning.text) || meaning.absent.length > 0
          ? !has('neg')
          : !filterForm || (has('it') && !has('have', 'recommend', 'find', 'list'));
    if (question) return product('product.ingredients');
  }
  const madeOf = meaning.cues
    .filter((cue) => cue.tag === 'ingr')
    .every((cue) => /^made|做的$/.test(meaning.text.slice(cue.start, cue.end)));
  if (has('ingr') && (about || !named))
    return product(madeOf && describes(meaning, state) ? 'product.location' : 'product.ingredients');
  if (has('contain') && about && !has('where', 'price'))
    return product(describes(meaning, state) ? 'product.location' : 'product.ingredients');
  if (has('compare') && about)
    return product(
      RATHER.test(meaning.text) ? 'product.recommend' : 'product.compare',
      RATHER.test(meaning.text) ? 'any' : undefined,
    );
  if (has('print')) return product('print');
  if (has('nav') && !(has('where') && sameSpan(meaning, 'nav', 'where'))) return product('navigate');
  if (has('promo', 'coupon')) return product('product.promotion');
  if (has('price') && (wish === 'bigger' || wish === 'smaller' || wish === 'cheapest' || wish === 'dearest'))
    return product('product.price');
  if (named && has('have') && (wish === 'bigger' || wish === 'smaller')) return product('product.stock');
  if (has('where', 'stock') && wish !== undefined && wish !== 'any' && wish !== 'cheaper')
    return product(has('where') ? 'product.location' : 'product.stock');
  // '小包呢' after a price: the same question of another size.
  if ((wish === 'bigger' || wish === 'smaller') && !named && state.focus?.many && !has('recommend', 'have'))
    return product(continued(state) ?? 'product.recommend', wish);
  if (wish !== undefined && (about || claimed)) return product('product.recommend', wish);
  if (has('price')) return product('product.price');
  if (has('pair') && about) return product('product.recommend', 'pair');
  if (has('alt') && about) return product('product.recommend', 'alt');
  if (has('recommend')) return product('product.recommend', 'any');
  if (has('stock')) return product('product.stock');
  if (has('where')) return product('product.location');
  if (has('list') && about) return product('product.recommend', 'any');
  if (has('have') && about)
    return continued(state) === 'product.recommend'
      ? product('product.recommend', 'any')
      : product('product.stock');
  if (has('caneat') && about)
    return product(
      /就能[吃喝]/.test(meaning.text) && describes(meaning, state) ? 'product.location' : 'product.allergen',
    );
  // '不是毛巾，我要浴巾': another item, the same question.
  if (has('find') && named && meaning.excluded.length > 0 && state.focus)
    return product(continued(state) ?? 'product.location');
  if (has('find') && (named || has('it'))) return product('product.location');
  if (meaning.ordinal !== undefined && state.options.length > 0)
    return product(continued(state) ?? 'product.location');
  if (named && state.lastIntent === 'product.allergen' && state.focus && onlyAllergens(meaning))
    return product('product.allergen');
  if (named)
    return product(
      (has('about') || meaning.text.length <= 14 ? continued(state) : undefined) ?? 'product.location',
    );
  if ((claimed || meaning.max !== undefined || meaning.min !== undefined) && state.focus)
    return product('product.recommend', 'any');
  if ((has('it') || has('about')) && state.focus && meaning.explained > 0.5 && state.lastIntent)
    return product(continued(state) ?? 'product.location');
  return undefined;
}

/** 'Rather' good, mild or cheap: no two things are compared. */
const RATHER = /比较(?:好|合适|适合|便宜|实惠|划算|耐用|安全|温和|管用|舒服)(?!的?(?:和|跟|与))/;

/** Somebody who must not have something asks what there is: '可以吃什么零食', 'which biscuits can I eat'. */
const SUITS_ME =
  /(?:什么|啥|哪些|哪种|哪款|哪个|哪一款|有没有|有).{0,12}(?:能|可以|适合|敢).{0,4}(?:吃|喝|用|买)|(?:能|可以|适合)(?:他|她|我|孩子|宝宝)?(?:吃|喝|用|买|选).{0,4}(?:什么|啥|哪)|适合.{1,12}(?:有|什么|哪)|(?:什么|啥|哪[些款种个]).{1,10}(?:不含|不带|没有?|无)|\b(?:what|which|any|some|something|anything)\b.*\b(?:can|could|may|safe|suitable|okay|ok|suit|fine|all ?right|without|free)\b/;
/**
 * What is to be without something is the thing itself: '不含花生的零食', 'snacks without peanuts', 'nut-free
 * chocolate'.
 */
const DOES_WITHOUT =
  /(?:不含|不带|不加|不放|(?<!有)没有?|无)[\u3400-\u9fff、]{1,12}(?:成分)?的[\u3400-\u9fff]|\bwithout\b|\b(?:with|ha(?:ve|s)|contain(?:s|ing)?) no\b|\b(?:do|does)(?:n'?t| not) (?:have|contain)\b|\bavoid|\bfree (?:of|from)\b|\b[a-z]+[ -]free [a-z]/;
const WHICH_CONTAIN =
  /(?:哪些|哪几[款种个]|哪[款种个]|什么)[^，,。不无没]{0,8}(?:含|有)(?!什么)|\b(?:which|what)\b(?!.*\b(?:not|no|free|without|don'?t)\b).*\b(?:contains?|have|has)\b/;
const ASKS_OF_ONE =
  /^(?:so |and |but |ok |okay |hi |excuse me )*(?:is|are|does|do|did|will|was|were|can|could)\b(?! you| there)|是不是|是.{0,12}[吗么]/;

const ASKS =
  /[吗么嘛呢?？]|有没有|有冇|含不含|是不是|什么|啥|哪|多少|几|[不没]$|没有$|^(?:does|do|did|is|are|has|have|can|could|what|which|how|any|so|and|but)\b/;

/**
 * '里面有个气泡的', 'spread made of cookies': what is in it tells which thing is meant; nothing is asked about it.
 */
function describes(meaning: Meaning, state: Conversation): boolean {
  return state.focus === undefined && !meaning.tags.has('it') && !ASKS.test(meaning.text);
}

/** '去A7货架', 'what is in aisle 3': an aisle by its code. */
function aisleNamed(text: string, aisles: readonly string[]): string | undefined {
  const code =
    /(?:aisle|bay|shelf|row|section)\s*(?:number\s*)?([a-z]?-?\d{1,3}[a-z]?)\b|([a-z]?-?\d{1,3}[a-z]?)\s*(?:号|排)?(?:货架|架子|架|通道|区)/.exec(
      text,
    );
  const asked = (code?.[1] ?? code?.[2])?.replace('-', '');
  return asked === undefined
    ? undefined
    : aisles.find((aisle) => aisle.toLowerCase().replace('-', '') === asked);
}

/** '那鸡蛋呢' after a question about nuts: an allergen again, in the same item. */
function onlyAllergens(meaning: Meaning): boolean {
  return meaning.parts.length === 1 && allergenNamed(meaning.parts[0]!.text) !== undefined;
}

/** The kind of question goes on when only the item changes. */
function continued(state: Conversation): Intent | undefined {
  switch (state.lastIntent) {
    case 'product.price':
    case 'product.stock':
    case 'product.location':
    case 'product.promotion':
    case 'product.allergen':
    case 'product.ingredients':
      return state.lastIntent;
    // '那巧克力味的呢' of somebody who must not have something: still a suggestion, never a place to walk to.
    case 'product.recommend':
      return state.allergy || state.lastAllergens.length > 0 ? 'product.recommend' : undefined;
    default:
      return undefined;
  }
}

function wishOf(meaning: Meaning): Wish | undefined {
  for (const wish of ['cheapest', 'dearest', 'cheaper', 'pricier', 'bigger', 'smaller'] as const)
    if (meaning.tags.has(wish)) return wish;
  if (meaning.max !== undefined || meaning.min !== undefined) return 'any';
  return undefined;
}

function sameSpan(meaning: Meaning, a: string, b: string): boolean {
  const first = meaning.cues.find((cue) => cue.tag === a);
  return meaning.cues.some((cue) => cue.tag === b && cue.start === first?.start && cue.end === first.end);
}
