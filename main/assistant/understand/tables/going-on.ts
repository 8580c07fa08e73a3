/** Words by which somebody goes on from what was shown, and that tell no item by themselves. */

/** Points at something that was talked of before something else. */
const BACK =
  /刚才|刚刚|方才|先前|头先|之前那|\b(?:just now|earlier|before|from before|you (?:said|showed|mentioned))\b/;
const OTHER_BRAND =
  /除了(?:这个|那个|它|这|那)(?:牌子|品牌)?|(?:别的|其他|其它|另外的?|换个|第个|第二个|另一个)(?:牌子|品牌|厂家)|\b(?:other|another|different) (?:brand|make)s?\b/;
const SAME_BRAND = /(?:同一?个?|同样的?|一样的?|这个|那个)(?:牌子|品牌|厂家)|同品牌|\bsame (?:brand|make)\b/;
const REFUSES =
  /(?:不要|不是|别要|不用|不想要|除了|唔要|不带|不含|没有?)(?!事|关系)([\u3400-\u9fffa-z0-9]{1,6}?)(?=的|那|这|[，,。.!?？！\s]|吧|呢|$)|\b(?:not|without|except|other than|no(?! ?(?:,|sorry|wait|thanks)))(?: the| a| an| any)? ([a-z]+)/g;

/** Whether a sentence points back, past what was talked of last. @param text in small letters, as all here */
export const pointsBack = (text: string): boolean => BACK.test(text);

/** Whether another brand is asked for than the one under discussion, or the very same. */
export function brandAsked(text: string): 'other' | 'same' | undefined {
  if (OTHER_BRAND.test(text)) return 'other';
  return SAME_BRAND.test(text) ? 'same' : undefined;
}

/** What is said not to be wanted: '不要黄的', 'not strawberry'; never what follows a mere 'no'. */
export function refused(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(REFUSES)].map((match) => {
    const said = (match[1] ?? match[2])!;
    const end = match.index + match[0].length;
    return { text: said, start: end - said.length, end };
  });
}

const ASKS_OF_IT =
  /[吗么嘛?？]|是不是|有没有|含不含|[不没]$|^(?:is|are|does|do|has|have|can|could|what|which|how)\b/;
const WANTS_SUCH =
  /^(?:那|我|还是|就|给我|嗯|呃|帮我)*(?:要|想要|来|换|拿|买).{1,8}$|^.{2,8}的(?:吧|就行|就好)?$|\b(?:the|a|an|any) [a-z -]+ (?:one|ones)$|^(?:the )?[a-z]+[ -]free(?: ones?)?$/;

/** Whether a quality is what is wanted of it, not a question about it: '要无糖的', 'the sugar free one'. */
export const wantsSuch = (text: string): boolean => {
  const bare = text.replace(/[\s\p{P}]+$/u, '');
  return !ASKS_OF_IT.test(text) && WANTS_SUCH.test(bare);
};

/** A word that says no quality by itself: '薰衣草味' is lavender. */
export const withoutParticle = (word: string): string => word.replace(/[的味色儿]+$/, '');
