/**
 * Names of goods as master data has them: full width, double spaces, marks of the till (①, XX, *), sales
 * talk, gifts. What tells what the thing is stays; what is given with it or said to sell it goes.
 */

/** What sales talk stands in, where it stands in brackets. */
const SALES =
  /^(?:惠|特|新|特价|特惠|新品|热销|爆款|推荐|促销装?|停产|清仓|停产清仓|临期|处理|淘汰|下架|正品|官方|包邮|限时|秒杀|买赠装?|换购|赠品|非卖品|试用装?|(?:discontinued|clearance|new|sale|promo|gift|free|offer|special)\b.*)$/i;
const TALK =
  /停产清仓|停产|清仓(?:处理|特价)?|特价|特惠|促销装?|新品上市|新品|热销|爆款|包邮|官方旗舰店|官方|旗舰款|正品|临期|限时抢购|秒杀|量贩装|实惠装|家庭装|买赠装|升级款|高品质|(?:19|20)\d\d新款|新款/g;
/** '买一送一', '赠牙刷', '送刮板', '附赠…': up to the next gap. '赠品装' and '送礼' are none. */
const GIFT =
  /(?:买\s*[一二两三四五六1-9]\s*)?(?:[送赠](?!礼|餐|货|风|水|饭)|加赠|附赠|随机送|内赠)(?:送|品)?[^\s,，;；)）】\]+]*/g;
const GIFT_EN =
  /(?:\+|\bplus|\bwith|&|\bbuy \w+ get \w+)\s*(?:\d+\s*(?:\w+\s)?)?free\b[^,;)\]]*|\bfree (?:gift|with)\b[^,;)\]]*/g;

const MARKS = /[™®©①-⑳❶-❿★☆●◆■▲]+|^\*+/g;

/** A name in small letters, half width, without accents: as words are compared. */
export function cleanName(name: string): string {
  return (
    name
      // Before NFKC, which makes a plain digit of '①'.
      .replace(MARKS, ' ')
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/(?<=[a-z])[\u0300-\u036f]+/g, '')
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** What of a name tells what the thing is. */
export function tellingName(name: string): string {
  const clean = cleanName(name);
  const told = clean
    .replace(/[(（【[]([^)）】\]]*)[)）】\]]/g, (whole, inner: string) =>
      SALES.test(inner.trim()) ? ' ' : whole,
    )
    .replace(GIFT, ' ')
    .replace(GIFT_EN, ' ')
    .replace(TALK, ' ')
    .replace(/(?<=[\u4e00-\u9fff])x{2,}(?![a-z])/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return told || clean;
}
