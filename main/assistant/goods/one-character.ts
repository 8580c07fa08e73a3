/**
 * What a single character asks for where it ends a Chinese question ('优衣库 包', '多功能锯'): the broadest kind that it names. Characters that end names of
 * many unlike goods or words (油, 水, 粉, 膏, 纸, 板, 胶, 带, 表) are not here, nor are they names of kinds: inside a word such a character says nothing.
 */
export const ONE_CHARACTER: Readonly<Record<string, string>> = {
  包: 'bag_group', 被: 'duvet', 杯: 'drinkware', 菜: 'vegetable', 茶: 'tea_leaf_group', 尺: 'ruler', 床: 'bed_frame',
  蛋: 'egg', 刀: 'knives_boards', 灯: 'lighting', 钉: 'fastener', 柜: 'sideboard', 锅: 'cookware', 盒: 'storage_box',
  画: 'wall_art', 架: 'shelving', 巾: 'towel', 镜: 'mirror_group', 酒: 'alcohol_group', 锯: 'hand_saw', 裤: 'trousers',
  篮: 'storage_basket', 帘: 'curtain', 帽: 'hat', 奶: 'milk', 盘: 'plate', 漆: 'paint_group', 裙: 'skirt', 肉: 'meat', 伞: 'umbrella',
  勺: 'spoon', 绳: 'rope', 书: 'book', 锁: 'door_lock', 毯: 'blanket', 糖: 'candy_group', 桶: 'bucket', 丸: 'otc_medicine', 碗: 'bowl', 袜: 'socks', 虾: 'shrimp',
  箱: 'storage_box', 鞋: 'footwear', 蟹: 'crab', 药: 'otc_medicine', 衣: 'clothing', 椅: 'dining_chair', 鱼: 'fish_fresh', 枕: 'pillow', 钟: 'clock_group',
  桌: 'dining_table', 笔: 'pen_group',
};
