import { splitSpoken } from './split-spoken';
import css from './answer.module.css';

/**
 * The answer's text with the sentence being spoken marked; where speech and text differ, the spoken words
 * stand below.
 */
export function Spoken({ text, caption }: { text: string; caption: string }) {
  // Main sets the whole text before speech output names its first clause: that marks nothing.
  const parts = caption.trim() === text.trim() ? null : splitSpoken(text, caption);
  if (!parts)
    return (
      <>
        {text}
        {caption && caption.trim() !== text.trim() && (
          <span className={css.caption} data-testid="caption">
            {caption}
          </span>
        )}
      </>
    );
  const [before, spoken, after] = parts;
  return (
    <>
      {before}
      <mark className={css.spoken} data-testid="caption">
        {spoken}
      </mark>
      {after}
    </>
  );
}
