import type { Catalog, Product, Promotion } from '../../contract';
import type { Subject } from '../answer/subject';

/** An item of which nothing is declared. */
export const productWith = (more: Partial<Product> = {}): Product => ({
  gtin: '6900000000001',
  name: { zh: '饼干', en: 'Biscuits' },
  categoryZh: ['零食', '饼干'],
  categoryEn: ['Snacks', 'Biscuits'],
  price: 10,
  allergensContains: [],
  allergensMayContain: [],
  allergensFreeFrom: [],
  claims: [],
  aliasesZh: [],
  aliasesEn: [],
  related: [],
  ...more,
});

/** An offer for the whole store, in force through November 2026. */
export const promotionWith = (more: Partial<Promotion> = {}): Promotion => ({
  id: 'P1',
  title: { zh: '优惠', en: 'Offer' },
  kind: 'percent_off',
  value: '10',
  startsAt: '2026-11-01T00:00:00+08:00',
  endsAt: '2026-12-01T00:00:00+08:00',
  gtins: [],
  membersOnly: false,
  priority: 0,
  ...more,
});

export const subjectWith = (more: Partial<Subject> = {}): Subject => ({
  products: [],
  total: more.products?.length ?? 0,
  label: '饼干',
  how: 'found',
  single: false,
  confidence: 1,
  ...more,
});

/** A catalog of which only what is given may be asked. */
export const catalogWith = (more: Partial<Catalog>): Catalog => more as Catalog;
