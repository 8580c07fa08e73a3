/**
 * Names of goods that people ask shops for, beyond the pairs of `catalog-sync/search/synonyms.ts`: what a
 * manager may read of a question that went unanswered. A list of what may be kept, so nothing is in it that
 * also names a person, a place or a complaint (百合, Rose, 'cough'). Written by hand, by the departments of
 * GS1's Global Product Classification.
 */
const ZH = `
芒果 榴莲 荔枝 龙眼 桂圆 葡萄 提子 西瓜 哈密瓜 甜瓜 木瓜 石榴 山竹 蓝莓 树莓 杨梅 枇杷 柠檬 牛油果 椰子 无花果 山楂
甘蔗 莲藕 山药 芋头 毛豆 豆角 四季豆 豌豆 冬瓜 南瓜 丝瓜 苦瓜 秋葵 芦笋 竹笋 茼蒿 韭菜 蒜苗 芹菜 莴笋 娃娃菜 白菜
金针菇 杏鲍菇 木耳 银耳 海带 豆芽
鸭肉 鹅肉 五花肉 里脊 肉馅 牛腩 牛排 羊排 鸡腿 鸡爪 鸭脖 猪蹄 腊肉 午餐肉 带鱼 鲈鱼 鳕鱼 金枪鱼 龙虾 小龙虾 扇贝 生蚝
蛤蜊 鱿鱼 海参 鲍鱼 鱼丸 皮蛋 咸鸭蛋 鹌鹑蛋 豆腐干 腐竹 千张
糯米 黑米 燕麦米 红豆 绿豆 黄豆 黑豆 花豆 薏米 玉米面 面包糠 米线 河粉 凉皮 螺蛳粉 酸辣粉 年糕 粽子 月饼 春卷 烧麦
包子 花卷 手抓饼 披萨 汉堡 寿司 沙拉 三明治 便当 关东煮 自热火锅 预制菜 咖喱 芥末 孜然 八角 桂皮 香叶 五香粉 豆豉 腐乳
鱼露 黄豆酱 甜面酱 寿司醋 泡打粉 吉利丁 椰浆 糖浆 代糖 猪油 茶油 亚麻籽油
肉松 猪肉脯 鱼干 豆干 辣条 锅巴 沙琪玛 麻花 蛋卷 威化 软糖 棒棒糖 牛轧糖 麦芽糖 葡萄干 红枣 枸杞 蜜饯 山核桃 夏威夷果
松子 芝麻糊 藕粉 龟苓膏 布丁 慕斯 蛋挞 泡芙 提拉米苏 蛋黄酥 桃酥 贝果 法棍 羊角包 能量棒 蛋白粉 代餐 奶昔
酸梅汤 凉茶 乌龙茶 普洱 花茶 柠檬茶 冰红茶 气泡酒 威士忌 伏特加 白兰地 朗姆酒 清酒 米酒 果酒 香槟 椰子水 运动饮料 冰块
咖啡豆 咖啡机 奶泡 抹茶
洗脸巾 化妆棉 卸妆棉 粉底液 气垫 眼影 眼线笔 眉笔 睫毛膏 腮红 散粉 指甲油 指甲刀 美甲 精华液 眼霜 隔离霜 身体磨砂膏
沐浴球 浴帽 浴盐 发膜 发胶 发蜡 梳子 卷发棒 直发器 假发 发夹 发圈 剃毛刀 脱毛膏 牙签 冲牙器 假牙清洁片 隐形眼镜 护理液
成人纸尿裤 护垫 花露水 爽身粉 痱子粉
洗碗机 洗碗布 洗衣皂 洗衣袋 除湿袋 樟脑丸 老鼠药 粘鼠板 蟑螂药 灭蚊灯 蚊帐 蜡烛 火柴 保温袋 冰袋 一次性手套 一次性杯子
纸杯 纸盘 吸管 烘焙纸 油纸 蒸笼 砂锅 高压锅 平底锅 汤锅 奶锅 烤盘 打蛋器 削皮刀 开瓶器 开罐器 漏勺 锅铲 饭勺 调料盒
密封罐 收纳箱 收纳盒 鞋架 晾衣绳 粘毛器 地垫 浴帘 马桶刷 马桶垫 水桶 脸盆 花盆 花瓶 花肥 营养土 种子 窗帘 桌布 地毯
靠垫 凉席 床垫 床笠 枕套 被套 蚕丝被 羽绒被 电热毯 暖水袋 热水袋 暖宝宝
螺丝 钉子 锤子 扳手 钳子 电钻 卷尺 梯子 油漆 滚刷 砂纸 胶枪 密封胶 防水胶 水龙头 花洒 水管 门锁 挂锁 挂钩 灯管 灯带
手电筒 开关 电线 电源 保险丝 生料带 灭火器 烟雾报警器
手机支架 手机卡 自拍杆 耳机套 电脑包 显卡 主板 固态硬盘 内存条 读卡器 扩展坞 网线 网卡 交换机 摄像机 投影仪 幕布 三脚架
镜头 无人机 游戏机 手柄 点读机 学习机 词典笔 电子书 音响线 麦克风 收音机 对讲机 净水器 饮水机 滤芯 豆浆机 破壁机 面包机
绞肉机 电饼铛 电火锅 热水器 油烟机 燃气灶 浴霸 电暖器 取暖器 除湿机 空气净化器 扫地机器人 挂烫机 熨斗 缝纫机 按摩椅 按摩仪
足浴盆 体重秤 血氧仪
羽绒服 棉服 风衣 西装 卫衣 马甲 校服 雨衣 泳衣 泳裤 泳镜 泳帽 睡衣 家居服 保暖内衣 秋裤 丝袜 打底裤 短裤 运动裤 文胸
领带 皮带 腰带 手帕 口水巾 高跟鞋 凉鞋 靴子 雨靴 布鞋 皮鞋 鞋垫 鞋带 鞋油 项链 戒指 耳环 手链 胸针 眼镜 老花镜 手提包
腰包 拉链 纽扣 针线 毛线
吸奶器 奶嘴 温奶器 婴儿车 安全座椅 婴儿床 围嘴 隔尿垫 积木 拼图 毛绒玩具 洋娃娃 遥控车 滑板车 平衡车 自行车 头盔
轮滑 跳绳 篮球 足球 排球 乒乓球 羽毛球 羽毛球拍 网球拍 瑜伽垫 哑铃 健身球 帐篷 睡袋 登山杖 鱼竿 鱼饵 渔线 烧烤架 木炭
野餐垫 冲浪板 泡泡机 气球 风筝 扑克牌 麻将 象棋 围棋 吉他 口琴 尤克里里
宠物零食 猫罐头 猫条 猫抓板 猫爬架 逗猫棒 猫窝 狗窝 牵引绳 狗绳 宠物尿垫 鱼缸 鱼食 仓鼠粮 鸟食
作业本 练习本 文件夹 文件袋 便利贴 荧光笔 马克笔 水彩笔 蜡笔 油画棒 颜料 画板 毛笔 墨水 墨盒 硒鼓 打印纸 复印纸 彩纸
卡纸 信封 贴纸 胶棒 双面胶 修正带 计算器 尺子 圆规 三角尺 书立 地球仪 白板 白板笔 粉笔 贺卡 礼品袋 包装纸 红包 春联
灯笼 烟花 鞭炮 香烟 电子烟 报纸 杂志 日历 台历
止咳糖浆 退烧贴 退热贴 创可贴 碘伏 棉球 纱布 绷带 眼药水 润喉糖 清凉油 风油精 钙片 鱼油 叶酸 益生菌 褪黑素 葡萄糖 验孕棒
血压计 血糖仪 雾化器 制氧机 轮椅 拐杖 护膝 护腰 颈托 助听器 冰敷袋
`;
const EN = `
mango, durian, lychee, grape, watermelon, melon, papaya, pomegranate, blueberry, raspberry, blackberry, lemon, lime, avocado, coconut, cranberry,
peach, pear, plum, apricot, nectarine, pineapple, celery, asparagus, artichoke, zucchini, courgette, pumpkin, squash, radish, beetroot, turnip, leek,
kale, arugula, okra, pea, lentil, chickpea, quinoa, couscous, polenta, duck, turkey, veal, venison, steak, mince, meatball, salami, pepperoni,
prosciutto, cod, tuna, trout, mackerel, sardine, lobster, crab, mussel, oyster, squid, octopus, caviar, hummus, guacamole, salsa, tempeh, seitan,
bagel, croissant, baguette, muffin, doughnut, donut, pancake, waffle, pizza, burger, sandwich, sushi, salad, tortilla, pita, naan, granola, muesli,
porridge, popcorn, pretzel, marshmallow, licorice, fudge, caramel, toffee, marzipan, custard, pudding, jelly, gelatin, mustard, horseradish, wasabi,
relish, chutney, gravy, stock cube, bouillon, curry paste, paprika, cumin, turmeric, cinnamon, vanilla extract, baking powder, baking soda,
icing sugar, maple syrup, golden syrup, molasses, vinegar, pesto, tahini, marmalade, peanut butter, almond butter, almond milk, soy milk, oat milk,
coconut oil, ghee, lard, cider, whiskey, whisky, vodka, tequila, brandy, champagne, prosecco, sake, tonic water, lemonade, smoothie, kombucha,
matcha, espresso, decaf, ice cubes, protein powder, energy bar, weetabix, marmite, vegemite, mascara, eyeliner, foundation, concealer, lipstick,
blusher, nail polish, nail clippers, tweezers, hairbrush, comb, hairspray, hair gel, hair wax, curler, straightener, wig, bath salts, bath bomb,
loofah, contact lens solution, cotton wool, dishwasher tablets, rinse aid, descaler, drain cleaner, oven cleaner, limescale remover, stain remover,
mothball, mousetrap, fly spray, candle, matches, firelighter, charcoal, barbecue, paper plate, paper cup, baking paper, parchment paper, casserole,
saucepan, frying pan, pressure cooker, whisk, peeler, corkscrew, tin opener, can opener, ladle, spatula, colander, sieve, grater, rolling pin,
cake tin, storage box, bucket, basin, vase, flowerpot, compost, fertilizer, seeds, curtain, tablecloth, rug, cushion, mattress, duvet, pillowcase,
hot water bottle, screw, hammer, spanner, wrench, pliers, drill, tape measure, ladder, paint, paintbrush, sandpaper, sealant, glue gun, shower head,
padlock, flashlight, fuse, extension cable, smoke alarm, fire extinguisher, tyre, tire, windscreen wiper, antifreeze, engine oil, tripod, projector,
drone, console, controller, microphone, radio, e reader, graphics card, motherboard, memory card, ssd, ethernet cable, hdmi cable, docking station,
toner, ink cartridge, kettle, toaster, slow cooker, bread maker, dehumidifier, heater, ironing board, sewing machine, raincoat, swimsuit, goggles,
pyjamas, pajamas, dressing gown, tights, leggings, shorts, bra, belt, sandals, boots, wellies, heels, insoles, shoelaces, shoe polish, necklace,
earrings, bracelet, reading glasses, handbag, zip, thread, yarn, breast pump, pacifier, pram, stroller, pushchair, car seat, cot, crib, bib, lego,
jigsaw puzzle, doll, teddy, scooter, bicycle, bike, helmet, skates, skipping rope, basketball, football, tennis racket, yoga mat, dumbbell, tent,
sleeping bag, fishing rod, fishing line, bait, kite, balloon, playing cards, chess, guitar, ukulele, cat toy, dog lead, dog leash, fish tank,
fish food, hamster food, bird seed, litter tray, notepad, folder, envelope, sticky notes, highlighter, marker, crayons, felt tips, watercolours,
chalk, whiteboard, calculator, ruler, compass, greeting card, gift bag, wrapping paper, calendar, newspaper, magazine, cigarettes, throat lozenges,
eye drops, antiseptic, gauze, thermometer, vitamins, fish oil, folic acid, probiotics, melatonin, walking stick, wheelchair, hearing aid, batteries
`;

const zh = new Set(ZH.trim().split(/\s+/));

/** Names of one to three words. */
const en = new Set(EN.trim().split(/,\s+/));

export const goodsTable: {
  readonly zh: ReadonlySet<string>;
  readonly en: ReadonlySet<string>;
  readonly longestZh: number;
} = {
  zh,
  en,
  longestZh: Math.max(...[...zh].map((word) => word.length)),
};
