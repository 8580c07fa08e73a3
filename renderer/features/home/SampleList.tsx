import { wallClock } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useCatalog } from '../../lib/use-catalog';
import { ofTheDay, SAMPLE_CATEGORIES, sampleQuestions } from './samples';
import { useLeafCategories } from './use-leaf-categories';
import css from './home.module.css';

const DAY_MS = 86_400_000;

/** Questions this store can answer, to tap or to say. */
export function Samples() {
  const { t, lang } = useWords();
  const top = useCatalog('catalog.browse', { path: [] });
  const map = useCatalog('catalog.map');
  const tops =
    top.state === 'ready'
      ? ofTheDay(top.value.categories, Math.floor(wallClock() / DAY_MS), SAMPLE_CATEGORIES)
      : [];
  const leaves = useLeafCategories(tops);
  const questions = sampleQuestions(leaves, map.state === 'ready' ? map.value : null, lang);

  return (
    <section aria-label={t('home.try')}>
      <h2 className={css.heading}>{t('home.try')}</h2>
      <ul className={css.samples}>
        {questions.map((question, i) => (
          <li key={i}>
            <button
              type="button"
              className={css.sample}
              onClick={() => void act('ask.text', { text: question })}
              data-testid="sample"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
