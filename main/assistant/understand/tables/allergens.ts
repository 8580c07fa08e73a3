import type { Allergen, AllergenKey } from '../../../contract';

/**
 * Allergen families: what shoppers call them, and how ingredients name them. Sources: EU 1169/2011 Annex II
 * (the fourteen, with the cereals, nuts and fish it lists), GB 7718-2025 4.1.3 (China's eight), FALCPA and
 * FASTER (USA). `asked` are words for the allergen in a question; `named` is what counts as naming it in an
 * ingredients list, `not` what looks like it and isn't.
 */
export interface AllergenWords {
  allergen: Allergen;
  askedZh: string;
  askedEn: string;
  named: RegExp;
  /** Removed from the text before `named` looks. */
  not?: RegExp;
  nameZh: string;
  nameEn: string;
}

export const allergenTable: readonly AllergenWords[] = [
  {
    allergen: 'milk',
    askedZh: '牛奶|奶|奶制品|乳制品|奶类|乳|牛奶蛋白|奶蛋白|乳蛋白|奶粉|乳清|酪蛋白|奶油|黄油|芝士|奶酪|鲜奶',
    askedEn: 'milk|dairy|milk protein|dairy products|cow milk|whey|casein|butter|cheese|cream',
    named:
      /牛奶|鲜奶|生牛乳|牛乳|羊奶|羊乳|乳粉|奶粉|乳清|乳蛋白|酪蛋白|奶油|黄油|牛油(?!果)|奶酪|干酪|芝士|起司|炼乳|炼奶|乳糖|酸奶|发酵乳|乳制品|奶制品|全脂奶|脱脂奶|脱脂乳|全脂乳|稀奶油|\bmilk\b|\bdairy\b|\bwhey\b|\bcasein(?:ate)?s?\b|\bbutter(?:fat|milk)?\b|\bcream\b|\bcheese\b|\byogh?urt\b|\blactose\b|\bghee\b|\bcurds?\b/i,
    not: /植物奶油|人造奶油|植脂|椰子?奶|椰奶油|豆奶|豆乳|燕麦奶|杏仁奶|核桃奶|花生奶|米奶|奶白菜|牛奶果|可可奶?脂|cream of tartar|(?:coconut|soya?|almond|oat|rice|nut|cashew|hazelnut|hemp|pea|plant|peanut|walnut)[ -]?(?:based )?(?:milk|cream|yogh?urt|cheese|butter)|(?:cocoa|shea|peanut|almond|cashew|nut|apple|sunflower|mango|body|sesame|seed) butter|milk thistle|butter ?beans?|butternut|butterfly pea|cream crackers?|non[- ]?dairy|dairy[- ]free|milk[- ]free|lactose[- ]free|vegan (?:cheese|butter|cream)/gi,
    nameZh: '牛奶',
    nameEn: 'milk',
  },
  {
    allergen: 'egg',
    askedZh: '鸡蛋|蛋|蛋类|蛋制品|蛋清|蛋黄|鸭蛋',
    askedEn: 'egg|eggs|egg white|egg yolk|egg products',
    named:
      /鸡蛋|鸭蛋|鹌鹑蛋|咸蛋|皮蛋|全蛋|蛋黄|蛋清|蛋液|蛋粉|鲜蛋|蛋白粉|鸡蛋白|鸭蛋白|蛋(?!白|糕|卷|挞|酥)|\beggs?\b|\balbumen\b|\balbumin\b|\bovalbumin\b|\bmayonnaise\b|\bmeringue\b|蛋黄酱/i,
    not: /(?:大豆|豌豆|小麦|乳清|胶原|植物|谷|鱼|动物|水解|组织|浓缩|分离|米|蚕豆|绿豆|花生)蛋白粉?|蛋白质|蛋白酶|鸡蛋果|vegan egg|egg[- ]free|egg ?plant|eggless/gi,
    nameZh: '鸡蛋',
    nameEn: 'egg',
  },
  {
    allergen: 'peanut',
    askedZh: '花生|花生米|花生酱|落花生|花生油',
    askedEn: 'peanut|peanuts|groundnut|groundnuts|peanut butter|monkey nuts',
    named: /花生|落花生|\bpeanuts?\b|\bgroundnuts?\b|\barachis\b/i,
    not: /花生芽|peanut[- ]free/gi,
    nameZh: '花生',
    nameEn: 'peanut',
  },
  {
    allergen: 'tree_nut',
    askedZh: '树坚果|木本坚果|核桃|杏仁|腰果|榛子|开心果|巴旦木|碧根果|夏威夷果|松子|巴西坚果|山核桃|扁桃仁',
    askedEn:
      'tree nut|tree nuts|treenut|treenuts|walnut|walnuts|almond|almonds|cashew|cashews|hazelnut|hazelnuts|pistachio|pistachios|pecan|pecans|macadamia|macadamias|brazil nut|brazil nuts|pine nut|pine nuts',
    named:
      /核桃|杏仁|巴旦木|巴达木|扁桃仁|扁桃|腰果|榛子|榛果|榛仁|开心果|碧根果|夏威夷果|澳洲坚果|松子|松仁|巴西坚果|山核桃|坚果|果仁|\bwalnuts?\b|\balmonds?\b|\bcashews?\b|\bhazelnuts?\b|\bfilberts?\b|\bpistachios?\b|\bpecans?\b|\bmacadamias?\b|\bbrazil nuts?\b|\bpine ?nuts?\b|\btree ?nuts?\b|\bnuts?\b|\bpraline\b|\bmarzipan\b|\bgianduja\b|\bnougat\b/i,
    not: /(?:coco|pea|ground|water|tiger|betel|chest)[- ]?nuts?|dough ?nuts?|nut ?meg|butternut|nut[- ]free|nuts? (?:and bolts)|杏仁豆腐/gi,
    nameZh: '坚果',
    nameEn: 'tree nuts',
  },
  {
    allergen: 'wheat',
    askedZh: '小麦|面粉|小麦粉|麦子|小麦粉类',
    askedEn: 'wheat|wheat flour',
    named:
      /小麦|面粉|全麦|麦麸|麸皮|谷朊粉|面筋|斯佩尔特|杜伦麦|硬质麦|\bwheat\b|\bspelt\b|\bdurum\b|\bsemolina\b|\bkamut\b|\bfarina\b|\bseitan\b|\bbulg[hu]r\b|\bcouscous\b|\bfarro\b|\beinkorn\b|\btriticale\b|\bgraham flour\b|\bplain flour\b|\bwhite flour\b/i,
    not: /荞麦面?粉?|大米面粉|玉米面粉|buckwheat|wheat[- ]free|小麦草/gi,
    nameZh: '小麦',
    nameEn: 'wheat',
  },
  {
    allergen: 'gluten',
    askedZh: '麸质|麸|谷蛋白|面筋|麸质蛋白|含麸质谷物|谷物麸质|麦麸质|夫质|大麦|黑麦|燕麦',
    askedEn: 'gluten|barley|rye|oats|oat',
    named:
      /小麦|面粉|全麦|麦麸|麸皮|谷朊粉|面筋|麸质|斯佩尔特|杜伦麦|大麦|麦芽(?!糊精|糖醇|酚)|黑麦|燕麦|麦精|\bwheat\b|\bspelt\b|\bdurum\b|\bsemolina\b|\bkamut\b|\bfarina\b|\bseitan\b|\bbulg[hu]r\b|\bcouscous\b|\bfarro\b|\beinkorn\b|\btriticale\b|\bbarley\b|\brye\b|\bmalt(?:ed)?\b|\bgluten\b|\boats?\b|\boatmeal\b|\bgraham flour\b|\bplain flour\b|\bwhite flour\b/i,
    not: /荞麦面?粉?|大米面粉|玉米面粉|buckwheat|gluten[- ]free(?: oats?| flour)?|wheat[- ]free|小麦草|无麸质(?:燕麦|面粉)?/gi,
    nameZh: '麸质',
    nameEn: 'gluten',
  },
  {
    allergen: 'soy',
    askedZh: '大豆|黄豆|豆类|豆制品|大豆制品|豆浆|豆',
    askedEn: 'soy|soya|soybean|soybeans|soya beans|soy products|soy beans',
    named:
      /大豆|黄豆|豆腐|豆浆|豆奶|豆乳|豆粉(?<!(?:豌豆|绿豆|红豆|蚕豆|鹰嘴豆)粉)|豆豉|豆瓣|豆油|黑豆|毛豆|腐竹|豆皮|豆干|味噌|纳豆|酱油|生抽|老抽|\bsoya?\b|\bsoya?beans?\b|\btofu\b|\bedamame\b|\bmiso\b|\btempeh\b|\bnatto\b|\btamari\b/i,
    not: /(?:豌|绿|红|蚕|赤小|赤|可可|咖啡|扁|芸|四季|豇|刀|鹰嘴|眉|腰|土|香草|白芸)豆(?:粉|皮|干|瓣)?|豆蔻|豆沙|soya?[- ]free/gi,
    nameZh: '大豆',
    nameEn: 'soy',
  },
  {
    allergen: 'fish',
    askedZh: '鱼|鱼类|鱼制品|鱼肉',
    askedEn: 'fish|fish products|anchovy|anchovies|salmon|tuna|cod',
    named:
      /鱼|鳕|鲑|金枪|吞拿|鳗|凤尾|柴鱼|鲣|\bfish\b|\banchov(?:y|ies)\b|\bsalmon\b|\btuna\b|\bcod\b|\bhaddock\b|\bpollock\b|\bmackerel\b|\bsardines?\b|\bbonito\b|\btrout\b|\btilapia\b|\bsurimi\b|\bherring\b|\bworcestershire\b/i,
    not: /鱼腥草|鱼香|木鱼(?!花)|鱿鱼|墨鱼|章鱼|鲍鱼|八爪鱼|甲鱼|鳄鱼|娃娃鱼|八角鱼|cuttlefish|shellfish|crayfish|crawfish|jellyfish|star ?fish|fish[- ]free/gi,
    nameZh: '鱼',
    nameEn: 'fish',
  },
  {
    allergen: 'crustacean',
    askedZh: '甲壳类|甲壳|虾|蟹|虾蟹|虾类|螃蟹|龙虾|甲壳动物|甲壳类动物|虾米|虾皮|虾仁',
    askedEn: 'crustacean|crustaceans|shrimp|shrimps|prawn|prawns|crab|lobster|crayfish',
    named:
      /虾|蟹|小龙虾|甲壳|磷虾|\bshrimps?\b|\bprawns?\b|\bcrabs?\b|\blobsters?\b|\bcrayfish\b|\bcrawfish\b|\bkrill\b|\blangoustines?\b|\bcrustaceans?\b|\bscampi\b/i,
    not: /蟹味菇|蟹黄味|crab ?apple|crab ?sticks? flavou?r/gi,
    nameZh: '甲壳类',
    nameEn: 'crustaceans',
  },
  {
    allergen: 'mollusc',
    askedZh: '软体动物|贝类|贝|软体类|蚝|牡蛎|鱿鱼|章鱼|墨鱼|蛤蜊|扇贝|鲍鱼|生蚝|花甲|软体',
    askedEn:
      'mollusc|molluscs|mollusk|mollusks|oyster|oysters|squid|octopus|clam|clams|mussel|mussels|scallop|scallops|abalone',
    named:
      /贝类|扇贝|干贝|瑶柱|蚝|牡蛎|蛤|鱿鱼|章鱼|墨鱼|乌贼|鲍鱼|八爪鱼|青口|贻贝|蛏|花甲|田螺|海螺|螺肉|\boysters?\b|\bsquid\b|\bcalamari\b|\boctopus\b|\bclams?\b|\bmussels?\b|\bscallops?\b|\babalone\b|\bcuttlefish\b|\bmollus[ck]s?\b|\bsnails?\b|\bwhelks?\b|\bcockles?\b|贝(?!母|果|塔|壳杉)/i,
    not: /oyster mushrooms?|蚝菇|宝贝|贝贝|贝因美|贝蒂|扣贝/gi,
    nameZh: '软体贝类',
    nameEn: 'molluscs',
  },
  {
    allergen: 'sesame',
    askedZh: '芝麻|麻油|香油|芝麻酱|麻酱',
    askedEn: 'sesame|sesame seed|sesame seeds|sesame oil|tahini',
    named: /芝麻|麻油|香油|麻酱|胡麻|\bsesame\b|\btahini\b|\btahina\b|\bhalva\b|\bgingelly\b/i,
    not: /sesame[- ]free/gi,
    nameZh: '芝麻',
    nameEn: 'sesame',
  },
  {
    allergen: 'celery',
    askedZh: '芹菜|西芹|芹|旱芹',
    askedEn: 'celery|celeriac',
    named: /芹|\bceler(?:y|iac)\b/i,
    nameZh: '芹菜',
    nameEn: 'celery',
  },
  {
    allergen: 'mustard',
    askedZh: '芥末|芥菜|芥子|黄芥末',
    askedEn: 'mustard',
    named: /芥末(?!绿)|芥子|芥籽|芥菜|芥辣|\bmustard\b/i,
    nameZh: '芥末',
    nameEn: 'mustard',
  },
  {
    allergen: 'lupin',
    askedZh: '羽扇豆',
    askedEn: 'lupin|lupine|lupins',
    named: /羽扇豆|\blupine?s?\b/i,
    nameZh: '羽扇豆',
    nameEn: 'lupin',
  },
  {
    allergen: 'sulphite',
    askedZh: '亚硫酸盐|二氧化硫|亚硫酸|硫磺',
    askedEn: 'sulphite|sulphites|sulfite|sulfites|sulphur dioxide|sulfur dioxide',
    named:
      /亚硫酸|二氧化硫|硫磺|\bsul(?:ph|f)ites?\b|\bsul(?:ph|f)ur dioxide\b|\bmetabisul(?:ph|f)ite\b|\be22[0-8]\b/i,
    nameZh: '亚硫酸盐',
    nameEn: 'sulphites',
  },
];

/**
 * Words that name several allergens at once: the worst verdict among them is the answer. `key` stands in
 * `facts.allergens`.
 */
export const allergenFamilies: readonly {
  key: AllergenKey;
  members: readonly Allergen[];
  zh: string;
  en: string;
  nameZh: string;
  nameEn: string;
}[] = [
  {
    key: 'nuts',
    members: ['tree_nut', 'peanut'],
    zh: '坚果|坚果类|果仁|干果|坚果仁',
    en: 'nut|nuts|any nuts|all nuts',
    nameZh: '坚果',
    nameEn: 'nuts',
  },
  {
    key: 'seafood',
    members: ['fish', 'crustacean', 'mollusc'],
    zh: '海鲜|海产|海产品|水产|海货',
    en: 'seafood|sea food',
    nameZh: '海鲜',
    nameEn: 'seafood',
  },
  {
    key: 'shellfish',
    members: ['crustacean', 'mollusc'],
    zh: '虾蟹贝|贝壳类|有壳海鲜|带壳海鲜',
    en: 'shellfish|shell fish',
    nameZh: '虾蟹贝类',
    nameEn: 'shellfish',
  },
];
