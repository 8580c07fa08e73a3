import type { Scene } from '../answer/draft';
import type { Subject } from '../answer/types';
import type { Conversation } from './state';

/** What is under discussion, as a subject: all of it where the catalog in force can still name it. */
export function carriedOver(scene: Scene, state: Pick<Conversation, 'focus'>): Subject {
  const focus = state.focus!;
  const products = scene.catalog.products(focus.gtins);
  const category =
    focus.category &&
    scene.catalog.categories().find((c) => c.pathZh.join('>') === focus.category!.join('>'));
  const all = focus.all?.sequence === scene.catalog.info.sequence ? focus.all.set : undefined;
  return {
    products,
    total: focus.total,
    label: focus.label,
    category: category || undefined,
    ...(all === undefined ? {} : { all }),
    ...(focus.aisle === undefined ? {} : { aisle: focus.aisle }),
    how: products.length > 0 ? 'found' : 'none',
    single: focus.total <= 1,
    confidence: 1,
  };
}
