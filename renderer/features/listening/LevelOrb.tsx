import { useEffect, useRef } from 'react';
import { screenNow } from '../../lib/screen-store';
import { levelNow } from '../audio';
import css from './listening.module.css';

/** Rings that follow the voice. Drawn outside React's state, sixty times a second. */
export function LevelOrb({ busy }: { busy: boolean }) {
  const orb = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let shown = 0;
    let frame = 0;
    const draw = (): void => {
      const level = Math.max(levelNow(), screenNow()?.turn.level ?? 0);
      // Up at once, down slowly, as a needle does.
      shown = level > shown ? level : shown * 0.9 + level * 0.1;
      orb.current?.style.setProperty('--level', shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, []);

  return (
    <div ref={orb} className={css.orb} data-busy={busy} aria-hidden>
      <span />
      <span />
      <span />
    </div>
  );
}
