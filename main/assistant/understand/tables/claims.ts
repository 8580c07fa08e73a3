import type { Claim } from '../../../contract';

/**
 * Words for the feed's claims and what in an ingredients list contradicts them. Sources: GB 28050-2025
 * (nutrition claims), Codex CAC/GL 2-1985, GB/T 19630 (organic), EU 1169/2011. Only a claim in the feed says
 * yes.
 */
export interface ClaimWords {
  claim: Claim;
  zh: string;
  en: string;
  /** The claimed-absent thing: 含糖, sugar. '含糖吗' asks the claim the other way round. */
  absentZh?: string;
  absentEn?: string;
  /** Ingredient words that make the answer no. */
  contradictedBy?: RegExp;
  nameZh: string;
  nameEn: string;
}

const ANIMAL =
  /牛奶|乳粉|奶粉|乳清|酪蛋白|黄油|奶油|奶酪|鸡蛋|蛋黄|蛋清|蛋白粉|全蛋|蜂蜜|明胶|猪|牛肉|鸡肉|羊肉|鸭肉|虾|蟹|鱼(?!腥草)|蚝|贝|\bmilk\b(?<!(?:coconut|soy|almond|oat|rice) milk)|\bwhey\b|casein|\bbutter\b(?<!(?:cocoa|peanut|shea|nut|almond) butter)|\bcream\b(?<!coconut cream)|cheese|\beggs?\b(?!plant)|honey|gelatine?|\bpork\b|\bbeef\b|chicken|\blamb\b|\bduck\b|shrimp|prawn|\bcrab\b|\bfish\b|oyster|anchov/i;
const MEAT =
  /明胶|猪肉|猪骨|牛肉|鸡肉|羊肉|鸭肉|虾|蟹|鱼(?!腥草)|蚝|贝|gelatine?|\bpork\b|\bbeef\b|chicken|\blamb\b|\bduck\b|shrimp|prawn|\bcrab\b|\bfish\b|oyster|anchov/i;

export const claimTable: readonly ClaimWords[] = [
  {
    claim: 'sugar_free',
    zh: '无糖|零糖|0糖|不含糖|没有糖|不加糖|没糖|无蔗糖|零蔗糖|0蔗糖|无添加糖|不甜的|代糖',
    en: 'sugar free|sugar-free|sugarfree|no sugar|zero sugar|without sugar|unsweetened|no added sugar|diabetic friendly|sugarless',
    absentZh: '含糖|有糖|加糖|放糖|糖分|含不含糖|有没有糖|加了糖|含蔗糖|带糖',
    absentEn: 'sugar|added sugar|any sugar',
    contradictedBy:
      /(?:白砂|白|蔗|果葡|葡萄|麦芽|冰|红|黑|赤砂|绵白|砂)糖(?!醇)|果葡糖浆|果糖|蜂蜜|\bsugar\b|glucose syrup|corn syrup|fructose|honey/i,
    nameZh: '无糖',
    nameEn: 'sugar-free',
  },
  {
    claim: 'low_sugar',
    zh: '低糖|少糖|微糖|糖分低',
    en: 'low sugar|low-sugar|less sugar|reduced sugar|low in sugar|lower sugar',
    nameZh: '低糖',
    nameEn: 'low in sugar',
  },
  {
    claim: 'fat_free',
    zh: '无脂|零脂|零脂肪|0脂|0脂肪|脱脂|不含脂肪',
    en: 'fat free|fat-free|no fat|zero fat|non fat|nonfat|non-fat',
    nameZh: '零脂肪',
    nameEn: 'fat-free',
  },
  {
    claim: 'low_fat',
    zh: '低脂|低脂肪|少油|脂肪低',
    en: 'low fat|low-fat|reduced fat|less fat|lowfat|low in fat',
    nameZh: '低脂',
    nameEn: 'low in fat',
  },
  {
    claim: 'lactose_free',
    zh: '无乳糖|零乳糖|0乳糖|不含乳糖|舒化|乳糖不耐受|乳糖不耐症|乳糖不耐',
    en: 'lactose intolerant|lactose intolerance|lactose free|lactose-free|no lactose|without lactose',
    absentZh: '乳糖|含乳糖|有乳糖',
    absentEn: 'lactose',
    nameZh: '无乳糖',
    nameEn: 'lactose-free',
  },
  {
    claim: 'gluten_free',
    zh: '无麸质|不含麸质|无谷蛋白|无麸',
    en: 'gluten free|gluten-free|glutenfree',
    nameZh: '无麸质',
    nameEn: 'gluten-free',
  },
  {
    claim: 'vegan',
    zh: '纯素|全素|严格素食|纯植物|植物基|素食主义|维根',
    en: 'vegan|plant based|plant-based|vegan friendly',
    contradictedBy: ANIMAL,
    nameZh: '纯素',
    nameEn: 'vegan',
  },
  {
    claim: 'vegetarian',
    zh: '素食|素的|吃素|素食者|奶蛋素|斋',
    en: 'vegetarian|veggie|meat free|meatless|meat-free|vegetarians',
    contradictedBy: MEAT,
    nameZh: '素食',
    nameEn: 'vegetarian',
  },
  {
    claim: 'halal',
    zh: '清真|哈拉|清真食品|回民|穆斯林',
    en: 'halal|muslim friendly|halal certified',
    contradictedBy: /猪肉|猪油|猪骨|\bpork\b|\blard\b|bacon(?! flavou?r)/i,
    nameZh: '清真',
    nameEn: 'halal',
  },
  {
    claim: 'kosher',
    zh: '犹太洁食|洁食|犹太认证|科舍尔',
    en: 'kosher|kosher certified',
    contradictedBy: /猪肉|猪油|\bpork\b|\blard\b|shrimp|prawn|虾|蟹|\bcrab\b/i,
    nameZh: '犹太洁食',
    nameEn: 'kosher',
  },
  {
    claim: 'organic',
    zh: '有机|有机认证|有机的|绿色有机',
    en: 'organic|organically grown|certified organic|bio',
    nameZh: '有机',
    nameEn: 'organic',
  },
  {
    claim: 'no_additives',
    zh: '无添加|零添加|0添加|不含添加剂|没有添加剂|无添加剂|不加添加剂|不含防腐剂|无防腐剂|没有防腐剂',
    en: 'no additives|additive free|additive-free|without additives|no preservatives|preservative free|preservative-free|without preservatives|all natural|no artificial',
    absentZh: '添加剂|防腐剂|含添加剂|有添加剂|含防腐剂|有防腐剂|放防腐剂',
    absentEn: 'additives|preservatives|additive|preservative',
    contradictedBy:
      /食品添加剂|山梨酸钾|苯甲酸钠|阿斯巴甜|安赛蜜|谷氨酸钠|preservative|sorbate|benzoate|aspartame|acesulfame|monosodium glutamate/i,
    nameZh: '无添加',
    nameEn: 'additive-free',
  },
  {
    claim: 'decaf',
    zh: '无咖啡因|低因|脱因|不含咖啡因|零咖啡因',
    en: 'decaf|decaffeinated|caffeine free|caffeine-free|no caffeine|without caffeine',
    absentZh: '咖啡因|含咖啡因|有咖啡因',
    absentEn: 'caffeine',
    nameZh: '无咖啡因',
    nameEn: 'decaffeinated',
  },
];
