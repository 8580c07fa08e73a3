import { useEffect, useState } from 'react';
import { invoke } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './print.module.css';

/** So long the picture stays after the paper came out, milliseconds. */
const LINGER_MS = 6_000;

/** The paper that is being printed, as it will lie on paper. Only to be looked at: touches go through it. */
export function SlipPreview() {
  const { t } = useWords();
  const what = useScreen((s) => s.print?.what ?? 'slip');
  const job = useScreen((s) => s.print?.jobId);
  const done = useScreen((s) => s.print?.state === 'done' || s.print?.state === 'failed');
  const [shown, setShown] = useState<{ job: string; svg: string } | null>(null);

  useEffect(() => {
    if (!job) return;
    let stale = false;
    void invoke('print.preview').then((result) => {
      if (!stale && result.ok && result.value.svg) setShown({ job, svg: result.value.svg });
    });
    return () => {
      stale = true;
    };
  }, [job]);

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setShown(null), LINGER_MS);
    return () => clearTimeout(timer);
  }, [done, job]);

  if (!shown || shown.job !== job) return null;
  return (
    <img
      className={css.slip}
      data-testid="slip-preview"
      alt={t(`paper.${what}`)}
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(shown.svg)}`}
    />
  );
}
