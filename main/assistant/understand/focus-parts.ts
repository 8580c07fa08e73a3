import type { ContentPart, CueHit } from './types';

/** Nouns that ask about a thing or go with any: they name no other thing. */
const ATTRIBUTE =
  /(?:牌子|品牌|东西|价格|价钱|价位|位置|地方|货架|架子|专柜|柜台|柜子|区域|品种|种类|类型|质量|日期|保质期|包装|大小|尺寸|尺码|颜色|样子|款式|型号|味道|口味|成分|产地|厂家|说明|标签|库存|现货|优惠|活动|商品|产品|用品|系列|礼盒|套装|时候|方向|附近|旁边|问题|情况|效果|功能|区|类|箱|包|瓶|盒|袋|罐|装|款|种|个|只|条|件|嘎达|旮旯|疙瘩)$/;

/** An unknown noun that may be the thing itself, after a name that then only tells which: 电饭锅'内胆'. */
export function headNoun(part: ContentPart): boolean {
  return (
    part.span === undefined && (part.noun === true || part.strange === true) && !ATTRIBUTE.test(part.text)
  );
}

/**
 * How sure a part names goods: 3 a kind, brand or alias by its letters; 2 the same by sound, or a long word
 * of names; 1 a short word of names; 0 unknown.
 */
export { strengthOf as strength };
function strengthOf(part: ContentPart): number {
  const span = part.span;
  if (!span) return 0;
  const named =
    span.entries.some(
      (e) => e.kind !== 'term' && e.kind !== 'size' && e.kind !== 'aisle' && e.weight >= 0.5,
    ) ||
    (span.how === 'exact' &&
      ((part.text.length >= 4 && /[\u3400-\u9fff]{4}/.test(part.text)) || part.text.split(' ').length >= 3));
  if (named) return span.how === 'exact' ? (part.text.length === 1 ? 2 : 3) : 2;
  if (span.entries.some((e) => e.kind === 'size')) return 1;
  return span.how === 'exact' && (part.text.length >= 3 || part.text.includes(' ')) ? 2 : 1;
}

/** '有小龙虾吗', '花盆在哪': what stands right beside the words of asking is what is asked for, known or not. */
function askedFor(part: ContentPart, cues: readonly CueHit[], text: string): boolean {
  return cues.some(
    (cue) =>
      ['have', 'where', 'price', 'stock'].includes(cue.tag) &&
      cue.score === 1 &&
      (cue.end === part.start || (cue.start >= part.end && /^的?$/.test(text.slice(part.end, cue.start)))),
  );
}

/** 'the bag of kisses', 'a box of masks': what it comes in, where a name says what it is. */
function container(part: ContentPart, parts: readonly ContentPart[], text: string): boolean {
  return (
    /^(?:bag|box|pack|packet|bottle|can|tin|jar|tub|tube|carton|case|bar|roll|pot|tray|sachet|stick|pair|set)s?$/.test(
      part.text,
    ) &&
    /^ of\b/.test(text.slice(part.end)) &&
    parts.some((other) => other.start > part.end)
  );
}

/**
 * People talk around what they want. Of the parts this keeps those that name it: where something is surely
 * named, weak and unknown parts count only right beside it; `loose` are the others, which may still tell
 * sizes and kinds apart. Parts in another clause than the question come back as `aside`, to be tried and
 * dropped first.
 */
export function focusParts(
  parts: readonly ContentPart[],
  cues: readonly CueHit[],
  text: string,
): { parts: ContentPart[]; aside: ContentPart[]; loose: ContentPart[] } {
  parts = parts.filter((part) => !container(part, parts, text));
  const strength = (part: ContentPart): number =>
    headNoun(part) && askedFor(part, cues, text) ? 2 : strengthOf(part);
  const strengths = parts.map(strength);
  const top = Math.max(0, ...strengths);
  if (top < 2 || parts.length < 2) return { parts: [...parts], aside: [], loose: [] };
  const keep = new Set(parts.filter((_, i) => strengths[i]! >= 2));
  const beside = (a: ContentPart, b: ContentPart): boolean =>
    /^[\s·・-]?$|^的$|^牌(?:子)?的?$/.test(text.slice(a.end, b.start));
  const size = (part: ContentPart): boolean => part.span?.entries.some((e) => e.kind === 'size') === true;
  for (let changed = true; changed;) {
    changed = false;
    parts.forEach((part, i) => {
      const previous = parts[i - 1];
      const next = parts[i + 1];
      const near =
        (next !== undefined && keep.has(next) && beside(part, next)) ||
        (previous !== undefined &&
          keep.has(previous) &&
          beside(previous, part) &&
          (part.span !== undefined || headNoun(part)));
      if (!keep.has(part) && (near || size(part))) {
        keep.add(part);
        changed = true;
      }
    });
  }
  const clause = (at: number): number => (text.slice(0, at).match(/[，,。.！!？?;；…]/g) ?? []).length;
  const question = cues.filter((cue) => ANCHORS.has(cue.tag));
  const kept = parts.filter((part) => keep.has(part));
  const strongIn = (n: number): boolean =>
    kept.some((part) => clause(part.start) === n && strength(part) >= 2);
  const asked =
    [...question]
      .reverse()
      .map((cue) => clause(cue.start))
      .find(strongIn) ?? Math.max(...kept.filter((p) => strength(p) >= 2).map((p) => clause(p.start)));
  const seen = new Set<string>();
  // The last mention stands: '就想买袋盐，盐在哪儿'.
  const unique = [...kept]
    .reverse()
    .filter((part) => !seen.has(part.text) && seen.add(part.text))
    .reverse();
  return {
    parts: unique.filter((part) => clause(part.start) === asked || size(part)),
    aside: unique.filter((part) => clause(part.start) !== asked && !size(part)),
    loose: parts.filter((part) => !keep.has(part)),
  };
}

const ANCHORS: ReadonlySet<string> = new Set([
  'where',
  'price',
  'stock',
  'have',
  'promo',
  'ingr',
  'contain',
  'allergy',
  'caneat',
  'recommend',
  'compare',
  'cheapest',
  'find',
  'nav',
  'list',
]);
