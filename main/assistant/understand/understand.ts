import type { Catalog, Claim, DictionaryWord, SoundKeys, Understood } from '../../contract';
import {
  allergenMentions,
  allergenNamed,
  askedAllergen,
  mentionSpan,
  type AllergenMention,
} from './allergen-words';
import { languageOf, readable, selfCorrection } from './clean';
import { claimTable } from './tables/claims';
import type { CueLexicon, CueSpan } from './cue-lexicon';
import { standalone, uncontradicted } from './dictionary';
import { withoutHardlyHeard, withLowConfidence } from './low-confidence';
import { focusParts, strength } from './focus-parts';
import { frameCues } from './frames';
import type { Homophones } from './homophones';
import { delexicalised, type Mark } from './classify/delexicalise';
import { ALLERGEN, CLAIM, GOODS } from './classify/features';
import { bestReading, type Piece } from './lattice';
import { slotSpans } from './slots';
import type { ContentPart, CueHit, Meaning, Question } from './types';
import { words, type Word } from './words';

export type { ContentPart, CueHit, Meaning };

export interface Hearing {
  catalog: Catalog;
  cues: CueLexicon;
  homophones: Homophones;
  fallback: Understood;
  /** Words of danger in it only name goods. */
  harmless?: boolean;
  /** An item is under discussion, so that '有没有花生' may be about it. */
  hasFocus: boolean;
}

/**
 * Reads the utterance, its recognition alternatives included, and takes the reading that is explained best.
 */
export function understand(utterance: Question, hearing: Hearing): Meaning {
  const first = rightSounds(
    withoutHardlyHeard(readText(utterance.text, utterance.lang, hearing), utterance, utterance.text),
    utterance.lang,
    hearing,
  );
  const others = (utterance.nbest ?? []).slice(0, 5).filter((h) => h.text !== utterance.text);
  const stop = stopAmong(others, first, hearing);
  if (stop) return stop;
  if (others.length === 0 || first.explained >= 0.999)
    return withLowConfidence(first, utterance, utterance.text);
  let best = first;
  let heardAs = utterance.text;
  let bestValue = first.explained + nameValue(first) + 0.12;
  others.forEach((hypothesis, rank) => {
    const meaning = withoutHardlyHeard(
      readText(hypothesis.text, utterance.lang, hearing),
      utterance,
      hypothesis.text,
    );
    const value = meaning.explained + nameValue(meaning) - 0.04 * (rank + 1);
    if (value > bestValue) {
      best = meaning;
      heardAs = hypothesis.text;
      bestValue = value;
    }
  });
  return withLowConfidence(best, utterance, heardAs);
}

/** So few characters are one call, and one syllable sounds like many. */
const ONE_CALL = 2;

/**
 * '天' that may as well have been '停': a call to stop among what the recogniser heard instead counts, since stopping
 * for nothing costs less than going on. Not where something else is steered or answered.
 */
function stopAmong(
  others: readonly { text: string }[],
  first: Meaning,
  hearing: Hearing,
): Meaning | undefined {
  if (first.text.length > ONE_CALL || first.cues.some(({ tag }) => tag.startsWith('control:')))
    return undefined;
  return others
    .filter(({ text }) => text.length <= ONE_CALL)
    .map(({ text }) => readText(text, 'zh', hearing))
    .find(({ tags }) => tags.has('control:stop'));
}

/** Words of grammar, whatever brand is called so: 'any offer on face masks'. */
const FUNCTION_WORD =
  /^(?:on|in|at|of|to|for|from|it|is|are|the|a|an|and|or|all|any|one|me|my|no|not|so|you|we|i|this|that|with|do|be)$/;

/** The reading of what sounds the same and makes more sense, where there is one. */
function rightSounds(first: Meaning, lang: Understood | undefined, hearing: Hearing): Meaning {
  if (first.explained >= 0.999) return first;
  const { catalog, homophones } = hearing;
  const text = homophones.corrected(
    first.text,
    catalog.spans(first.text),
    catalog.dictionaryWords(first.text),
  );
  if (text === undefined) return first;
  const other = readText(text, lang, hearing);
  return other.explained + nameValue(other) > first.explained + nameValue(first) + 0.02 ? other : first;
}

/** Where an English noun phrase ends: its last word is what the thing is. */
const CLAUSE_END = /^\s*(?:$|[,.?!;]|please\b|then\b|for\b|in stock\b|anywhere\b|here\b)/;

/** How well what is named is known: names by letter beat names by sound. */
function nameValue(meaning: Meaning): number {
  const known = meaning.parts.filter((part) => part.span);
  return known.length === 0
    ? 0
    : 0.3 * (known.reduce((sum, part) => sum + part.span!.score, 0) / known.length);
}

function readText(text: string, lang: Understood | undefined, hearing: Hearing): Meaning {
  const folded = hearing.catalog.fold(readable(text));
  const corrected = selfCorrection(folded);
  if (!corrected) return read(folded, lang, hearing);
  const after = read(corrected.after, lang, hearing);
  if (
    after.parts.length === 0 &&
    after.cues.every((cue) => QUIET.has(cue.tag) || cue.tag.startsWith('control:'))
  )
    return read(folded, lang, hearing);
  const before = read(corrected.before, lang, hearing);
  return merge(before, after);
}

/**
 * The correction's words stand; what it leaves open, the kind of question or the item, comes from what was
 * said before.
 */
function merge(before: Meaning, after: Meaning): Meaning {
  const asks = after.cues.some((cue) => !QUIET.has(cue.tag) && cue.tag !== 'it');
  const names = after.parts.length > 0;
  const cues = [
    ...(asks ? [] : before.cues.filter((cue) => !cue.tag.startsWith('control:'))),
    ...after.cues.filter((cue) => asks || !cue.tag.startsWith('control:')),
  ];
  return {
    ...after,
    cues,
    tags: new Set(cues.map((cue) => cue.tag)),
    parts: names ? after.parts : before.parts,
    aside: names ? after.aside : before.aside,
    loose: [...before.loose, ...after.loose],
    allergens: after.allergens.length > 0 || asks ? after.allergens : before.allergens,
    claims: asks ? after.claims : [...before.claims, ...after.claims],
    absent: asks ? after.absent : [...before.absent, ...after.absent],
    lang: after.parts.length + after.cues.length > 1 ? after.lang : before.lang,
  };
}

/** Tags that carry no question of their own. */
const QUIET: ReadonlySet<string> = new Set([
  'fill',
  'ask',
  'greet',
  'thanks',
  'about',
  'mild',
  'forced',
  'neg',
]);

function read(folded: string, lang: Understood | undefined, hearing: Hearing): Meaning {
  const list = words(folded);
  const sound = hearing.catalog.sounds(folded);
  const dictionary = hearing.catalog.dictionaryWords(folded);
  const heard = [
    ...standalone(hearing.cues.spans(list, sound, dictionary), dictionary),
    ...slotSpans(folded),
  ];
  const cueSpans = hearing.harmless ? heard.filter((cue) => !cue.tags.includes('unsafe')) : heard;
  const spans = uncontradicted(hearing.catalog.spans(folded), dictionary, folded).filter(
    (span) => !FUNCTION_WORD.test(folded.slice(span.start, span.end)),
  );
  // Danger is heard whatever else the words could be, unless they stand inside a name of goods: 杀虫剂,
  // 'emergency light'.
  for (const cue of cueSpans) {
    // So is the restroom, where nothing follows that makes it a toilet brush.
    const room = cue.tags.includes('facility:restroom') && AFTER_ROOM.test(folded.slice(cue.end));
    if ((!cue.tags.includes('unsafe') && !room) || cue.score < 1 || cue.tags.includes('forced')) continue;
    if (
      !spans.some(
        (span) =>
          span.how === 'exact' &&
          span.start <= cue.start &&
          span.end >= cue.end &&
          span.end - span.start > cue.end - cue.start,
      )
    )
      cue.tags = [...cue.tags, 'forced'];
  }
  // 'sugar free drinks': the claim is asked for, whatever names hold its words.
  if (FREE_GOODS.test(folded))
    for (const cue of cueSpans)
      if (
        cue.score === 1 &&
        cue.tags.some((tag) => tag.startsWith('claim:')) &&
        /free$/.test(folded.slice(cue.start, cue.end))
      )
        cue.tags = [...cue.tags, 'forced'];
  let pieces = bestReading(folded, list, cueSpans, spans);
  const mentions = mentionsInPlay(folded, list, sound, pieces, hearing);
  if (mentions.length > 0)
    pieces = bestReading(folded, list, [...cueSpans, ...mentions.map(mentionSpan)], spans);
  return meaningOf(folded, lang ?? languageOf(folded, hearing.fallback), list, pieces, mentions, dictionary);
}

const AFTER_ROOM =
  /^\s*(?:$|[,，。.?？!！]|[在怎哪有呢吗么里的咋往]|please\b|here\b|near|in\b|on\b|is\b|are\b|located|at\b)/;
const FREE_GOODS =
  /^(?:(?:any|some|the|do you (?:have|sell)|have you got|where (?:is|are|can i find)|i (?:want|need)) )*[a-z]+[ -]free [a-z]+(?: [a-z]+)?[?.! ]*$/;

function mentionsInPlay(
  folded: string,
  list: readonly Word[],
  sound: SoundKeys,
  pieces: readonly Piece[],
  hearing: Hearing,
): AllergenMention[] {
  const celiac = /coeliac|celiac|乳糜泻|麸质不耐/.exec(folded);
  if (celiac)
    return [
      {
        ...askedAllergen('gluten')!,
        start: celiac.index,
        end:
          celiac.index +
          celiac[0].length +
          (/^ disease/.exec(folded.slice(celiac.index + celiac[0].length))?.[0].length ?? 0),
      },
    ];
  // Lactose is a claim of its own: who can't take it may drink milk without it.
  const all = allergenMentions(list, folded, sound, hearing.catalog.sounds.bind(hearing.catalog)).filter(
    (m) => folded.slice(m.start, m.start + 2) !== '乳糖',
  );
  if (all.length === 0) return [];
  const cues = pieces.flatMap((piece) =>
    piece.kind === 'cue' ? piece.tags.map((tag) => ({ tag, start: piece.start, end: piece.end })) : [],
  );
  const has = (tag: string): { start: number; end: number } | undefined =>
    cues.find((cue) => cue.tag === tag);
  const near = (from: number, to: number): AllergenMention[] =>
    all.filter((m) => m.start >= from && m.end <= to);
  const latin = /[a-z]/.test(folded) && !/[\u3400-\u9fff]/.test(folded);
  const allergy = has('allergy');
  if (allergy) {
    // '硬的吃不了，医生说多吃豆腐，豆腐在哪里': what the next clause names is what is looked for.
    const clause =
      has('where') || has('price') ? /[，,。.！!？?;；]/.exec(folded.slice(allergy.end))?.index : undefined;
    const after = near(allergy.end, allergy.end + Math.min(clause ?? Infinity, latin ? 45 : 8));
    const before = near(allergy.start - (latin ? 26 : 9), allergy.start);
    const prepositional = /对[^，,]{1,8}$/.test(folded.slice(0, allergy.start));
    if (before.length > 0 && (!latin || after.length === 0 || prepositional))
      return nearestList(before, folded, true);
    if (after.length > 0) return nearestList(after, folded, false);
    if (before.length > 0) return before;
  }
  // '不含小麦的酱油': to be avoided rather than asked about; what follows is what is wanted.
  const avoid = all.filter(
    (m) =>
      /(?:不含|不要含|没有|没|不带|不加|不放|无)(?:有)?$/.test(folded.slice(0, m.start)) &&
      !/有没有$/.test(folded.slice(0, m.start)) &&
      (/^(?:成分)?的(?!吗|么|吧|$)/.test(folded.slice(m.end)) ||
        /^(?:成分)?[吗么不行吧，,。？?]|^$|^的[吗么吧]/.test(folded.slice(m.end))),
  );
  if (avoid.length > 0) return avoid;
  // 'peanut free', 'is it nut-free', '不含花生', 'without milk in it'
  const free = all.filter(
    (m) =>
      /^[ -]free\b(?! (?:of|from)\b)/.test(folded.slice(m.end)) ||
      /(?:free (?:of|from)|without(?: any)?|\bwith no|(?<!\b(?:you|we|they|i) )(?:have|has|having|contain(?:s|ing)?) no|(?:do|does)(?:n'?t| not) (?:have|contain)(?: any)?|avoid(?:s|ing)?) $/.test(
        folded.slice(0, m.start),
      ),
  );
  if (free.length > 0 && (latin || cues.some((c) => c.tag === 'contain' || c.tag === 'ask')))
    return free.filter((m) => m.key !== 'gluten' || !/^[ -]free\b/.test(folded.slice(m.end)));
  // '铁观音涵坚果吗': 含 is one syllable, so any other character of its sound counts where something is named before
  // it.
  const han = hearing.catalog.sounds('含').folded;
  const heard = all.filter(
    (m) => m.start >= 3 && sound.folded[m.start - 1] === han && !/吗|呢/.test(folded.slice(0, m.start - 1)),
  );
  if (heard.length > 0) return heard;
  const contain = has('contain');
  if (contain) {
    const after = near(contain.end, contain.end + (latin ? 45 : 9));
    if (after.length > 0) return nearestList(after, folded, false);
    if (latin || /^(?:成分|的成分)/.test(folded.slice(contain.end))) {
      const before = near(contain.start - 40, contain.start);
      if (
        before.length > 0 &&
        /\b(?:any|is there|are there|have|has|got|does|there)\b/.test(folded.slice(0, contain.start))
      )
        return [before.at(-1)!];
    }
  }
  const inside =
    /(?:is|are) there (?:any |some )?.*\bin\b|\b(?:does|do|has|have|did)\b (?!you\b).*\b(?:have|has|got|use|include|with)\b/.exec(
      folded,
    );
  if (latin && inside) {
    const have =
      /\b(?:have|has|got|there|use|include|with)\b(?!.*\b(?:have|has|got|use|include|with)\b)/.exec(folded);
    if (have) {
      const after = near(have.index, folded.length);
      if (after.length > 0) return nearestList(after, folded, false).slice(0, 2);
    }
  }
  const any = latin
    ? /(?:^|[,;.!?] ?|\b(?:and|so|but|ok|okay) )(?:is there |are there )?any ([a-z ]+?) in /.exec(folded)
    : null;
  if (any) {
    const found = near(any.index, any.index + any[0].length);
    if (found.length > 0) return [found[0]!];
  }
  // '有没有鱼的成分', '那牛奶成分呢': what there may be of something in the item.
  const part = all.filter(
    (m) =>
      /^的?成分/.test(folded.slice(m.end)) &&
      (/(?:有没有|有|含|带)$/.test(folded.slice(0, m.start)) ||
        (hearing.hasFocus && /^(?:那|那么|还有)?$/.test(folded.slice(0, m.start)))),
  );
  if (part.length > 0) return part;
  const eat = has('caneat');
  // '番茄味的甲壳类能吃吗': the allergen stands right before the question.
  if (eat && !allergy)
    return all.filter(
      (m) => m.end === eat.start && pieces.some((piece) => piece.kind === 'catalog' && piece.end <= m.start),
    );
  // '奥利奥有没有花生', '这个有花生吗': something named or pointed at, then 'have', then an allergen and no more.
  const have = has('have') ?? has('ask');
  if (!/^[a-z\s]+$/.test(folded) && has('have') && have) {
    const pointed =
      (has('it') !== undefined && has('it')!.end <= have.start + 1) || (hearing.hasFocus && have.start <= 1);
    const named = pieces.some((piece) => piece.kind === 'catalog' && piece.end <= have.start);
    const after = near(have.end, have.end + 8);
    const last = after.at(-1);
    if (
      last &&
      (pointed || named) &&
      /^[吗么不没有的呢啊呀吧嘛 在里面成分]*(?:[，。,.?？!！].{0,8})?$/.test(folded.slice(last.end))
    )
      return after;
  }
  return [];
}

/** The mention next to the cue and those listed with it: '花生和牛奶', 'nuts or milk'. */
function nearestList(
  mentions: readonly AllergenMention[],
  folded: string,
  fromEnd: boolean,
): AllergenMention[] {
  const ordered = fromEnd ? [...mentions].reverse() : [...mentions];
  const out = [ordered[0]!];
  for (const next of ordered.slice(1)) {
    const previous = out.at(-1)!;
    const between = fromEnd ? folded.slice(next.end, previous.start) : folded.slice(previous.end, next.start);
    if (
      !/^\s*(?:、|\/|,(?= ?[a-z])|和|跟|与|或|或者|还有|以及|and|or|nor|, ?(?:and|or))?\s*(?:any )?$/.test(
        between,
      ) ||
      (/[\u3400-\u9fff]/.test(folded) && between.includes(','))
    )
      break;
    out.push(next);
  }
  return out;
}

function meaningOf(
  folded: string,
  lang: Understood,
  list: readonly Word[],
  pieces: readonly Piece[],
  mentions: readonly AllergenMention[],
  dictionary: readonly DictionaryWord[],
): Meaning {
  const cues: CueHit[] = [];
  const parts: ContentPart[] = [];
  const excluded: ContentPart[] = [];
  let negated = false;
  let unexplained = 0;
  for (const piece of pieces) {
    if (piece.kind === 'cue') {
      for (const tag of piece.tags)
        if (tag !== 'forced') cues.push({ tag, start: piece.start, end: piece.end, score: piece.score });
      if (piece.tags.includes('neg')) negated = true;
      else if (
        !piece.tags.every((tag) => tag === 'fill' || tag === 'ask') ||
        /[的了吧，,]$/.test(folded.slice(piece.start, piece.end))
      )
        negated = false;
      continue;
    }
    const text = folded.slice(piece.start, piece.end);
    const known = (word: DictionaryWord): boolean => word.end === piece.end && word.start >= piece.start;
    const noun = dictionary.some(
      (word) =>
        known(word) && (word.noun || (/[a-z]$/.test(text) && CLAUSE_END.test(folded.slice(piece.end)))),
    );
    const strange =
      /^[\u3400-\u9fff]{2,4}$/.test(text) &&
      !dictionary.some((word) => word.start < piece.end && word.end > piece.start);
    const part: ContentPart = {
      start: piece.start,
      end: piece.end,
      text,
      noun,
      strange,
      span: piece.kind === 'catalog' ? piece.span : undefined,
    };
    if (piece.kind === 'unknown') {
      const size = list.filter((word) => word.start >= piece.start && word.end <= piece.end).length;
      unexplained += size;
      if (!significant(text)) continue;
    }
    (negated ? excluded : parts).push(part);
    negated = false;
  }
  // '大象牌洗发水': what stands before 牌 is a brand, known or not.
  const brand = /([\u3400-\u9fff]{2})牌(?:子)?的?(?=[\u3400-\u9fff])/.exec(folded);
  if (
    brand &&
    !/什么|哪个|哪种|啥|名|品$/.test(brand[1]!) &&
    !parts.some((p) => p.start < brand.index + 2 && p.end > brand.index)
  ) {
    parts.push({ start: brand.index, end: brand.index + 2, text: brand[1]! });
    parts.sort((a, b) => a.start - b.start);
  }
  // 'is it sugar free', 'is the yogurt fat free': a claim that names also hold is asked for, not looked for.
  if (/^(?:so |and |but )?(?:is|are) |是|吗|么/.test(folded)) {
    for (const part of [...parts]) {
      const claim =
        part.span && part.end >= folded.replace(/[吗么的呢?？.。 ]+$/, '').length
          ? claimTable.find((row) => [...row.zh.split('|'), ...row.en.split('|')].includes(part.text))
          : undefined;
      if (
        !claim ||
        !/(?:\bit|\bthey|\bthis|\bthat|是|它|这个|那个)\s*$|^(?:so |and |but )?(?:is|are) /.test(
          folded.slice(0, part.start),
        )
      )
        continue;
      parts.splice(parts.indexOf(part), 1);
      cues.push({ tag: `claim:${claim.claim}`, start: part.start, end: part.end, score: 1 });
    }
  }
  // '紫薯泡芙有没有坚果，宝宝对树坚果过敏': the allergen's own word is not among what is looked for.
  if (mentions.length > 0 && parts.some((p) => !allergenNamed(p.text) && strength(p) >= 2))
    for (const part of [...parts])
      if (
        allergenNamed(part.text) &&
        /(?:有没有|含不含|有|含|any|have|has|contain|contains)\s*$/.test(folded.slice(0, part.start))
      )
        parts.splice(parts.indexOf(part), 1);
  cues.push(...frameCues(folded));
  // '睡觉的枕头': a real word that only sounds like goods counts where nothing else is named.
  const real = (p: ContentPart): boolean =>
    p.span?.how === 'sound' && dictionary.some((word) => word.start === p.start && word.end === p.end);
  if (parts.some((p) => p.span?.how === 'exact' && strength(p) >= 2))
    for (const part of parts.filter(real)) parts.splice(parts.indexOf(part), 1);
  // '做蛋挞要用的淡奶油': what it is for is not what is looked for.
  const purpose = /[做炒煮炖蒸包煎烤炸拌涮煲泡](.{1,6}?)(?:时候)?(?:要|得|需要)?用的/.exec(folded);
  if (purpose && parts.some((p) => p.start >= purpose.index + purpose[0].length))
    for (const part of [...parts])
      if (part.start > purpose.index && part.end <= purpose.index + purpose[0].length)
        parts.splice(parts.indexOf(part), 1);
  const tags = new Set(cues.map((cue) => cue.tag));
  const value = (prefix: string): string | undefined =>
    cues.find((cue) => cue.tag.startsWith(prefix))?.tag.slice(prefix.length);
  const claims = cues
    .filter((cue) => cue.tag.startsWith('claim:'))
    .map((cue) => cue.tag.slice('claim:'.length) as Claim);
  const absent = cues
    .filter((cue) => cue.tag.startsWith('absent:'))
    .map((cue) => cue.tag.slice('absent:'.length) as Claim);
  for (const claim of claimsAsked(folded)) if (!claims.includes(claim)) claims.push(claim);
  const allergens = [...new Map(mentions.map((m) => [m.key, askedAllergen(m.key)!])).values()];
  const number = (prefix: string): number | undefined =>
    value(prefix) === undefined ? undefined : Number(value(prefix));
  const focused = focusParts(
    parts.map((part) => (faint(part, parts) ? { ...part, span: undefined } : part)),
    cues,
    folded,
  );
  const meaning: Meaning = {
    text: folded,
    lang,
    cues,
    tags,
    parts: focused.parts,
    aside: focused.aside,
    loose: focused.loose.map((part) => part.text),
    // '家里没有老抽了，老抽在哪': named again as what is wanted.
    excluded: excluded.filter((part) => !focused.parts.some((p) => p.text === part.text)),
    allergens,
    claims,
    absent,
    max: number('max:'),
    min: number('min:'),
    ordinal: number('ordinal:'),
    explained: list.length === 0 ? 0 : 1 - unexplained / list.length,
    form: formOf(folded, parts, cues),
  };
  if (tags.has('allergy') && allergens.length === 0) {
    const at = cues.find((cue) => cue.tag === 'allergy')!;
    const other =
      parts.find((part) => part.end <= at.start && at.start - part.end <= 2) ??
      (lang === 'en'
        ? parts.find(
            (part) =>
              part.start >= at.end && part.start - at.end <= 1 && /to$/.test(folded.slice(at.start, at.end)),
          )
        : undefined);
    if (other) {
      meaning.otherAllergen = other.text;
      meaning.parts = meaning.parts.filter((part) => part !== other);
    }
  }
  return meaning;
}

function formOf(folded: string, parts: readonly ContentPart[], cues: readonly CueHit[]): string {
  const goods = parts
    .filter((part) => part.noun || strength(part) >= 2)
    .map(({ start, end, text }): Mark => ({ start, end, mark: allergenNamed(text) ? ALLERGEN : GOODS }));
  const said = cues.flatMap(({ tag, start, end }): Mark[] =>
    tag.startsWith('allergen:')
      ? [{ start, end, mark: ALLERGEN }]
      : /^(?:claim|absent):/.test(tag)
        ? [{ start, end, mark: CLAIM }]
        : [],
  );
  return delexicalised(folded, [...goods, ...said]);
}

/** The score of two syllables of the very same sound, one of them also the same character: '项练'. */
const ONE_RIGHT = 0.77;

/**
 * Two syllables that merely sound like a word of some name count only beside another name: 费天茅酞 is two of
 * them.
 */
function faint(part: ContentPart, parts: readonly ContentPart[]): boolean {
  if (
    part.span?.how !== 'sound' ||
    part.text.length > 2 ||
    part.span.score >= ONE_RIGHT ||
    part.span.entries.some((e) => e.kind !== 'term' && e.kind !== 'aisle')
  )
    return false;
  return !parts.some(
    (other) => other !== part && other.span && (other.end === part.start || other.start === part.end),
  );
}

/** '是有机奶吗', 'is X sugar free': a claim asked about though the lattice read the word as part of a name. */
function claimsAsked(folded: string): Claim[] {
  const asked =
    /是(?:不是)?([^，,。]{2,10}?)(?:的)?(?:[吗么不]|$)/.exec(folded)?.[1] ??
    /^(?:so )?(?:is|are) .*?\b([a-z]+(?:[ -]free)?)(?: please)?[?. ]*$/.exec(folded)?.[1];
  if (asked === undefined) return [];
  return claimTable
    .filter((row) =>
      [...row.zh.split('|'), ...row.en.split('|')].some((word) =>
        /[a-z]/.test(word) ? asked === word || asked.replace('-', ' ') === word : asked.startsWith(word),
      ),
    )
    .map((row) => row.claim);
}

/** Whether an unexplained stretch may name something: two Han characters, or a word of three letters. */
function significant(text: string): boolean {
  const han = text.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  return han >= 2 || /[a-z]{3,}|\d+[a-z]+|[a-z]+\d+/.test(text);
}

export function cueAt(meaning: Meaning, tag: string): CueHit | undefined {
  return meaning.cues.find((cue) => cue.tag === tag);
}

/** Cues that ask or say something; fillers, particles and politeness left out. */
export function loudCues(meaning: Meaning): CueHit[] {
  return meaning.cues.filter((cue) => !QUIET.has(cue.tag));
}

export type { CueSpan };
