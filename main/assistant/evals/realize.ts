import { ALLERGEN, CLAIM, GOODS } from '../understand/classify/features';

/** Numbers in [0,1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Everyday goods, so that the classifier also meets names that no catalog explains. General words, no
 * store's.
 */
const GOODS_ZH =
  '鱼缸 花盆 雨伞 拖鞋 毛巾 台灯 剪刀 胶水 气球 蜡烛 轮胎 自行车 钓鱼竿 窗帘 床单 枕头 相框 镜子 梯子 锤子 口琴 象棋 跳绳 哑铃 帐篷 手电筒 望远镜 打火机 缝纫机 榨汁机 电饭锅 吹风机 剃须刀 路由器 键盘 鼠标 耳机 墨盒 洗发水 牙膏 酱油 大米 面粉 饼干 巧克力 薯片 可乐 啤酒 红酒 茶叶 咖啡 酸奶 豆腐 西瓜 苹果 猪肉 带鱼 虾仁 饺子 汤圆 月饼 尿不湿 奶瓶 奶粉 猫粮 狗粮 口罩 创可贴 维生素 感冒药 面膜 口红 香水 袜子 衬衫 裙子 羽绒服 运动鞋 行李箱 书包 手表 项链 积木 拼图 娃娃'.split(
    ' ',
  );
const GOODS_EN =
  'umbrella|slippers|towels|lamp|scissors|glue|balloons|candles|tyres|bicycle|fishing rod|curtains|bed sheets|pillow|mirror|ladder|hammer|tent|torch|lighter|blender|rice cooker|hair dryer|razor|router|keyboard|headphones|ink|shampoo|toothpaste|soy sauce|rice|flour|biscuits|chocolate|crisps|cola|beer|wine|tea|coffee|yogurt|tofu|watermelon|apples|pork|prawns|dumplings|nappies|baby bottle|cat food|dog treats|face masks|plasters|vitamins|cold medicine|lipstick|perfume|socks|shirt|dress|jacket|trainers|suitcase|backpack|watch|necklace|lego|puzzle|doll'.split(
    '|',
  );
const ALLERGENS_ZH = '花生 牛奶 鸡蛋 坚果 大豆 小麦 麸质 海鲜 虾 鱼 芝麻 芥末 贝类 乳糖'.split(' ');
const ALLERGENS_EN = 'peanuts|milk|eggs|nuts|soy|wheat|gluten|shellfish|fish|sesame|mustard|dairy'.split('|');
const CLAIMS_ZH = '无糖 有机 低脂 素食 清真 无添加 纯素 脱脂'.split(' ');
const CLAIMS_EN = 'sugar free|organic|low fat|vegan|halal|vegetarian|caffeine free'.split('|');
const SIZES_ZH = '两升 500毫升 大瓶 小包 五斤 12瓶装 一公斤 大号'.split(' ');
const SIZES_EN = '2 litre|500ml|large|small|1kg|12 pack|family size|two pound'.split('|');
const FACILITIES_ZH =
  '厕所 洗手间 电梯 服务台 取款机 母婴室 试衣间 储物柜 收银台 出口 饮水机 扶梯 吸烟室 停车场'.split(' ');
const FACILITIES_EN =
  'toilet|restroom|lift|escalator|service desk|atm|baby changing room|fitting room|lockers|checkout|exit|water fountain|smoking area'.split(
    '|',
  );
const AISLES = ['b3', 'a12', 'c2', '3', '7', 'd1'];
const NUMBERS_ZH = '二十 五十 一百 十五 20 50 三 两 99 30'.split(' ');
const NUMBERS_EN = '20|fifty|ten|5|100|thirty|99'.split('|');

/**
 * A corpus line as an engine would see it: marks for goods, allergens and claims that it knows, in the later
 * tellings some of them as words that it does not know.
 * @param telling 0 gives every mark
 */
export function realized(line: string, telling: number, random: () => number): string {
  const zh = /[\u3400-\u9fff]/.test(line);
  const one = (zhList: readonly string[], enList: readonly string[]): string => {
    const list = zh ? zhList : enList;
    return list[Math.floor(random() * list.length)]!;
  };
  return line.replace(/\{([PACSFLN])\}/g, (_, slot: string) => {
    const known = telling === 0 || random() < 0.6;
    switch (slot) {
      case 'P':
        return known ? GOODS : one(GOODS_ZH, GOODS_EN);
      case 'A':
        if (known) return ALLERGEN;
        return random() < 0.5 ? GOODS : one(ALLERGENS_ZH, ALLERGENS_EN);
      case 'C':
        return known ? CLAIM : one(CLAIMS_ZH, CLAIMS_EN);
      case 'S':
        return one(SIZES_ZH, SIZES_EN);
      case 'F':
        return one(FACILITIES_ZH, FACILITIES_EN);
      case 'L':
        return one(AISLES, AISLES);
      default:
        return one(NUMBERS_ZH, NUMBERS_EN);
    }
  });
}
