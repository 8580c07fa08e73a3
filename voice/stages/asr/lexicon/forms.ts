/**
 * What shoppers say around the thing they name, with how often each comes against the others. Not of any one
 * store.
 */
const GROUPS: readonly (readonly [weight: number, phrases: string])[] = [
  [6, '在哪里 在哪儿 在哪 请问 多少钱 有没有 我想买 有吗'],
  [
    3,
    '放在哪里 放在哪儿 在什么地方 在哪个货架 在哪一排 在几号货架 怎么走 哪里有 哪里能买到 哪里可以买到 带我去买 你们这儿卖 你们卖 这儿卖 还有货吗 有货吗 还有吗 有库存吗 卖完了吗 什么价格 价格是多少 怎么卖 打折吗 有优惠吗 有什么优惠 有活动吗 有促销吗 我要买 我要 我想要 我想找 我想问一下 帮我找 帮我找一下 带我去 带我过去 找一下 有卖吗 卖不卖 你们有 你们这里有 这里有 你好',
  ],
  [
    2,
    '今天打折吗 现在有什么优惠 今天有什么优惠 今天有什么特价 今天有什么活动 买一送一 第二件半价 会员价 特价 含有 含有花生吗 含有牛奶吗 含有鸡蛋吗 含有坚果吗 含有麸质吗 含花生吗 含牛奶吗 含糖吗 含不含 里面有 有没有加 过敏 对花生过敏 对牛奶过敏 可以吃吗 能吃吗 能喝吗 配料是什么 配料表 成分是什么 无糖的 不含糖的 低脂的 有机的 素食 清真的 几点开门 几点关门 营业到几点 营业时间 有停车场吗 停车怎么收费 洗手间在哪里 卫生间在哪里 厕所在哪里 收银台在哪里 服务台在哪里 出口在哪里 电梯在哪里 可以退货吗 怎么退货 能不能退 可以开发票吗 会员积分 怎么积分 积分怎么用 怎么办会员卡 推荐一下 推荐一款 哪个好 哪种好 哪个便宜 便宜一点的 最便宜的 有什么区别 哪个更 适合 孩子 小孩 宝宝 老人 换一个 叫店员 找工作人员 人工服务 我要投诉 打印 打印出来 打印小票 带路',
  ],
  [
    1,
    '它多少钱 这个多少钱 这个 那个 什么牌子 哪些 几种 一瓶 一盒 一袋 一包 一箱 一斤 大瓶的 小瓶的 大包的 小包的 多大的 一公斤 一个 两个 保质期 新鲜的 进口的 国产的 谢谢 不用了 好的 是的 对 不是 不要 再说一遍 大声一点 小声一点 慢一点 快一点 停 取消 返回 重新开始 换成英文 说英文 帮助',
  ],
];

/** Ways to open a question politely. */
const OPENERS =
  '请问一下 问一下 麻烦问一下 想问一下 麻烦您 打扰一下 不好意思 劳驾 你好请问 您好 我想知道 想问问 跟您打听一下'.split(
    ' ',
  );
/** Where a thing may stand, and how it may be said to stand there: 摆在什么地方, 放在几楼 … */
const PLACES =
  '哪里 哪儿 哪 哪边 哪头 哪块 哪个位置 哪个地方 哪个区 哪个货架 哪个货架上 哪一排 哪一层 哪排 几楼 几号货架 什么地方 什么位置'.split(
    ' ',
  );
const STANDING = '在 放在 摆在 摆放在 卖在 搁在 都在'.split(' ');
/** Ends that make a question of what the store has. */
const ENDS =
  '你们卖吗 你们有吗 这儿有吗 这里有吗 有卖的吗 卖吗 卖不卖 有没有卖 到哪里找 去哪里买 去哪儿买 上哪儿买 哪里卖 哪儿有 哪儿能买到 怎么找 往哪走 往哪边走'.split(
    ' ',
  );

/** Question forms with shares that add up to one. */
export function questionForms(): { text: string; share: number }[] {
  const weights = new Map<string, number>();
  for (const [weight, phrases] of GROUPS) for (const text of phrases.split(' ')) weights.set(text, weight);
  const places = STANDING.flatMap((stands) => PLACES.map((place) => stands + place));
  for (const text of [...OPENERS, ...places, ...ENDS]) if (!weights.has(text)) weights.set(text, 1);
  const all = Array.from(weights, ([text, weight]) => ({ text, weight }));
  const total = all.reduce((sum, f) => sum + f.weight, 0);
  return all.map(({ text, weight }) => ({ text, share: weight / total }));
}

const REACHES_FOR = /(?:买|找|卖|卖吗|有没有|我要|我想要|你们有|这里有|有吗|有卖吗|找一下|怎么卖)$/u;
const PLACED = /^(?:放|摆|摆放|卖|搁|都)?在(?:哪|几|什么)/u;

/** True for a form that says nothing without a thing named beside it: '带我去买', '放在哪里'. */
export const wantsObject = (form: string): boolean => REACHES_FOR.test(form) || PLACED.test(form);
