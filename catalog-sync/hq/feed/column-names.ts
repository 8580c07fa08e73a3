import type { FeedTable } from './tables';

/**
 * How other systems call the feed's columns, in English and Chinese, without blanks, marks and capitals. Only
 * names that mean one thing: what a column 'code' or '编号' holds is not known.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  gtin: 'ean ean13 upc barcode 条码 条形码 商品条码 国际条码 69码'.split(' '),
  name_zh: '商品名称 商品名 品名 中文名 中文名称 名称'.split(' '),
  name_en: '英文名 英文名称 英文品名'.split(' '),
  category_zh: '商品类别 类别 分类 商品分类 品类 中文分类'.split(' '),
  category_en: '英文分类 英文类别'.split(' '),
  price: 'retailprice saleprice 售价 零售价 价格 单价 销售价'.split(' '),
  brand_zh: '品牌 中文品牌'.split(' '),
  brand_en: '英文品牌'.split(' '),
  size: '规格 包装规格'.split(' '),
  ingredients_zh: '配料 配料表 成分'.split(' '),
  aisle: '货架 货架号 通道'.split(' '),
  bay: '节 组'.split(' '),
  shelf: '层 层号'.split(' '),
  quantity: 'qty stockquantity 库存 库存数量 数量 现有库存'.split(' '),
  as_of: 'asof 盘点时间 库存时间 统计时间 更新时间'.split(' '),
  title_zh: '活动名称 促销名称 标题'.split(' '),
  starts_at: '开始时间 生效时间'.split(' '),
  ends_at: '结束时间 失效时间 截止时间'.split(' '),
};

const bare = (name: string): string => name.toLowerCase().replace(/[\s_\-./（）()]/g, '');

/** The names of a header as the table has them, where they are surely meant; others as they stand, in small. */
export function columnsMeant(names: readonly string[], { row }: FeedTable): string[] {
  const columns = Object.keys(row.shape);
  const byName = new Map(columns.map((column) => [bare(column), column]));
  const taken = new Set(names.map((name) => byName.get(bare(name))));
  for (const column of columns)
    for (const other of OTHER_NAMES[column] ?? [])
      // A column that stands there under its own name is the one that is meant.
      if (!taken.has(column) && !byName.has(other)) byName.set(other, column);
  return names.map((name) => (name in row.shape ? name : (byName.get(bare(name)) ?? name.toLowerCase())));
}
