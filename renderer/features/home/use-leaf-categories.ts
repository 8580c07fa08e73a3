import { useEffect, useEffectEvent, useState } from 'react';
import type { CategoryNode } from '../../../main/contract';
import { invoke } from '../../lib/bridge';

const MAX_DEPTH = 5;

/**
 * Below each of these categories, the largest one that has no further ones: what people really ask for (酱油,
 * not 粮油调味).
 */
export function useLeafCategories(tops: readonly CategoryNode[]): CategoryNode[] {
  const key = tops.map((c) => c.path.join('>')).join('|');
  const [found, setFound] = useState<{ key: string; leaves: CategoryNode[] }>({ key: '', leaves: [] });

  const leavesOfTops = useEffectEvent(() => Promise.all(tops.map(leafBelow)));

  useEffect(() => {
    let stopped = false;
    void leavesOfTops().then((leaves) => {
      if (!stopped) setFound({ key, leaves });
    });
    return () => {
      stopped = true;
    };
  }, [key]);

  return found.key === key ? found.leaves : [...tops];
}

async function leafBelow(top: CategoryNode): Promise<CategoryNode> {
  let node = top;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const below = await invoke('catalog.browse', { path: node.path });
    if (!below.ok || below.value.categories.length === 0) return node;
    node = below.value.categories.reduce((a, b) => (b.count > a.count ? b : a));
  }
  return node;
}
