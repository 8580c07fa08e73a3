/** What an export's columns are called, by what the feed calls them; the first that is there is read. */
export interface Preset {
  readonly columns: Readonly<Record<ExportField, readonly string[]>>;
  /** What parts the steps of a category. */
  readonly steps: RegExp;
  /** A row that says nothing of these goes on with what the row before said: a product's variants. */
  readonly carried?: { readonly by: string; readonly fields: readonly ExportField[] };
  /** Only fills what is empty in products that are there already: the export has no prices. */
  readonly fills?: boolean;
}

/** What can be taken out of an export. Texts without a language are sorted by their letters. */
export const EXPORT_FIELDS = [
  ...['gtin', 'name', 'name_zh', 'name_en', 'variant', 'category', 'category_zh', 'category_en', 'price'],
  ...['brand', 'brand_zh', 'brand_en', 'size', 'description', 'description_zh', 'description_en'],
  ...['ingredients', 'ingredients_zh', 'ingredients_en', 'contains', 'may_contain', 'labels'],
  ...['quantity', 'availability', 'aisle', 'bay', 'shelf', 'status'],
] as const;
export type ExportField = string;

const STEPS = /\s*(?:>|\/|»|›|＞)\s*/;

export const PRESETS = {
  odoo: {
    columns: {
      gtin: ['Barcode', 'barcode', 'product_variant_ids/barcode', '条码', '条形码'],
      name: ['Name', 'Product Name', 'name', 'display_name', '名称', '产品名称'],
      category: [
        'Product Category/Complete Name',
        'Product Category',
        'categ_id/complete_name',
        'categ_id',
        '产品类别',
      ],
      price: ['Sales Price', 'Public Price', 'list_price', 'lst_price', '销售价格', '销售价'],
      description: ['Sales Description', 'description_sale'],
      quantity: ['Quantity On Hand', 'Free To Use Quantity', 'qty_available', '在手数量'],
      status: ['Active', 'active'],
    },
    steps: STEPS,
  },
  shopify: {
    columns: {
      gtin: ['Variant Barcode', 'Barcode'],
      name: ['Title'],
      variant: ['Option1 Value'],
      brand: ['Vendor'],
      category: ['Product Category', 'Type', 'Custom Product Type'],
      price: ['Variant Price', 'Price'],
      description: ['Body (HTML)', 'Body HTML', 'Description'],
      quantity: ['Variant Inventory Qty', 'Inventory quantity'],
      status: ['Status'],
    },
    steps: STEPS,
    carried: { by: 'Handle', fields: ['name', 'brand', 'category', 'description', 'status'] },
  },
  merchant: {
    columns: {
      gtin: ['gtin', 'GTIN', 'barcode'],
      name: ['title', 'Title'],
      brand: ['brand', 'Brand'],
      category: ['product_type', 'product type', 'google_product_category', 'google product category'],
      price: ['price', 'Price'],
      size: ['size', 'unit_pricing_measure', 'unit pricing measure'],
      description: ['description', 'Description'],
      availability: ['availability', 'Availability'],
    },
    steps: STEPS,
  },
  openfoodfacts: {
    columns: {
      gtin: ['code'],
      name_zh: ['product_name_zh'],
      name_en: ['product_name_en'],
      name: ['product_name'],
      brand: ['brands'],
      size: ['quantity'],
      ingredients_zh: ['ingredients_text_zh'],
      ingredients_en: ['ingredients_text_en'],
      ingredients: ['ingredients_text'],
      contains: ['allergens', 'allergens_tags'],
      may_contain: ['traces_tags', 'traces'],
      labels: ['labels_tags'],
    },
    steps: /\s*,\s*/,
    fills: true,
  },
  csv: { columns: {}, steps: STEPS },
} as const satisfies Record<string, Preset>;

export type ExportKind = keyof typeof PRESETS;
export const EXPORT_KINDS = Object.keys(PRESETS) as ExportKind[];

/** Allergens and labels as Open Food Facts names them, by the feed's words. */
export const OFF_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ milk: 'milk', eggs: 'egg', peanuts: 'peanut', nuts: 'tree_nut', gluten: 'gluten', wheat: 'wheat' },
    ...{ soybeans: 'soy', fish: 'fish', crustaceans: 'crustacean', molluscs: 'mollusc', celery: 'celery' },
    ...{ 'sesame-seeds': 'sesame', mustard: 'mustard', lupin: 'lupin' },
    'sulphur-dioxide-and-sulphites': 'sulphite',
    ...{
      'no-sugar': 'sugar_free',
      'sugar-free': 'sugar_free',
      'low-sugar': 'low_sugar',
      'low-fat': 'low_fat',
    },
    ...{ 'no-lactose': 'lactose_free', 'lactose-free': 'lactose_free', 'no-gluten': 'gluten_free' },
    ...{ 'gluten-free': 'gluten_free', vegan: 'vegan', vegetarian: 'vegetarian', halal: 'halal' },
    ...{ kosher: 'kosher', organic: 'organic', 'no-additives': 'no_additives', decaffeinated: 'decaf' },
  }),
);
