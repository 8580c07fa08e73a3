/**
 * Words that make another kind of the same thing, in names of goods as in names of kinds: whom it is for,
 * when it is used, how it is kept or driven. What both bear speaks for the kind, what only one of them bears
 * against it.
 */
const SORTS: readonly (readonly [string, RegExp])[] = [
  [
    'child',
    /儿童|宝宝|婴|小儿|幼儿|(?<!安)童(?!年)|小学生|小朋友|\b(?:kid|kids|child|children|baby|babies|infant|toddler|junior)\b/,
  ],
  ['men', /男|\b(?:men|mens|man|male)\b/],
  ['women', /女|\b(?:women|womens|woman|lady|ladies|girl|girls)\b/],
  ['old', /老人|成人(?!款)|中老年|老年|\b(?:senior|seniors|elder|elderly|adult)\b/],
  ['cat', /猫|\b(?:cat|cats|kitten)\b/],
  ['dog', /犬|狗|\b(?:dog|dogs|puppy)\b/],
  ['car', /车载|汽车|车用|\bcar\b/],
  ['travel', /旅行|便携|旅游|\b(?:travel|portable|foldable)\b/],
  ['electric', /电动|充电|插电|锂电|无刷|\b(?:electric|cordless|rechargeable)\b/],
  ['disposable', /一次性|\bdisposable\b/],
  ['frozen', /速冻|冷冻|(?<!果|肉|鱼|仙草|龟苓|皮)冻(?!疮|干)|\bfrozen\b/],
  ['canned', /罐头|\bcanned\b/],
  ['dried', /(?<![饼薯烘吹风若])干(?![净红白粉湿电洗发邑式露])|\bdried\b/],
  ['warm', /棉拖|加绒|保暖|绒毛|毛绒(?!玩)|\b(?:fleece|warm|winter|thermal)\b/],
  ['stage1', /(?:1|一)\s*段|\bstage ?1\b/],
  ['stage2', /(?:2|二)\s*段|\bstage ?2\b/],
  ['stage3', /(?:3|三)\s*段|\bstage ?3\b/],
  ['night', /夜用|晚安|\b(?:night|overnight)\b/],
  ['set', /套装|礼盒|\b(?:set|kit|gift box)\b/],
  ['refill', /补充装|替换装|\brefill\b/],
  ['instant', /速溶|即溶|即食|\binstant\b/],
  ['cure', /防脱|去屑|抗敏|\b(?:dandruff|hair loss|sensitive)\b/],
];

/** The sorts that a text in small letters tells. */
export function sortsIn(text: string): ReadonlySet<string> {
  return new Set(SORTS.flatMap(([sort, words]) => (words.test(text) ? [sort] : [])));
}

/** A text in small letters without the words that tell its sort. */
export function withoutSorts(text: string): string {
  return SORTS.reduce((left, [, words]) => left.replace(words, ' '), text)
    .replace(/^[的用款型]|'s\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
