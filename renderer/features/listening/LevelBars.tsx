import { useEffect, useRef } from 'react';
import { levelNow } from '../audio';
import css from './level-bars.module.css';

const BARS = 5;

/** A small meter for where the large one has no room. */
export function LevelBars() {
  const bars = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      bars.current?.style.setProperty('--level', levelNow().toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, []);

  return (
    <span ref={bars} className={css.bars} aria-hidden>
      {Array.from({ length: BARS }, (_, i) => (
        <span key={i} />
      ))}
    </span>
  );
}
