import { Mic, Printer, UserRound, X } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { usable } from '../../lib/devices';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';
import { LeadButton } from '../driving/LeadButton';
import { LevelBars } from '../listening/LevelBars';
import type { Destination } from '../map/use-destination';
import css from './answer.module.css';
import { printMessage } from './print-message';

/** What a slip takes (contract: at most 20 items). */
const MAX_SLIP = 20;

/** What to do next: be led, take a slip, ask again, call a person; while the ear is open, what it hears. */
export function AnswerActions({ destination }: { destination: Destination | null }) {
  const { t, other } = useWords();
  const needsPerson = useScreen((s) => (s.answer ? wantsPerson(s.answer) : false));
  const listening = useScreen(
    (s) => s.turn.state === 'listening' || s.turn.state === 'endpointing' || s.turn.state === 'recognizing',
  );

  return (
    <footer className={css.actions}>
      {listening && <Hearing />}
      <div className={css.buttons}>
        {destination && !destination.elsewhere && <LeadButton target={destination.target} />}
        <SlipButton />
        <PaperButtons />
        <PrintStatus />
        {needsPerson && (
          <Button
            icon={UserRound}
            look="primary"
            second={other('answer.person')}
            onPress={() => void act('person.call')}
            testId="person"
          >
            {t('answer.person')}
          </Button>
        )}
        {!listening && (
          <Button
            icon={Mic}
            second={other('answer.ask')}
            onPress={() => void act('turn.start')}
            testId="speak"
          >
            {t('answer.ask')}
          </Button>
        )}
      </div>
    </footer>
  );
}

/** Where the terminal can't help, or must not be trusted alone, a person can. */
const wantsPerson = (answer: Answer): boolean =>
  answer.handoff !== null ||
  answer.facts.verdict === 'unknown' ||
  (answer.abstained && !answer.items.some((i) => i.alternative));

function Hearing() {
  const { t } = useWords();
  const partial = useScreen((s) => s.turn.partial);
  return (
    <div className={css.hearing} role="status" data-testid="hearing">
      <LevelBars />
      <span className={css.hearingText} data-testid="partial">
        {partial || t('answer.listening')}
      </span>
      <Button icon={X} look="dark" onPress={() => void act('turn.cancel')} testId="cancel">
        {t('listen.cancel')}
      </Button>
    </div>
  );
}

function SlipButton() {
  const words = useWords();
  const { t, other } = words;
  const cards = useScreen((s) => s.cards);
  const print = useScreen((s) => s.print);
  const printer = useScreen((s) => usable(s, 'printer'));
  const [asked, setAsked] = useState(false);
  const running = print?.state === 'queued' || print?.state === 'printing';
  if (cards.length === 0 || (printer === 'no' && !print)) return null;

  const slip = (): void => {
    setAsked(true);
    void act('print.slip', { gtins: cards.slice(0, MAX_SLIP).map((c) => c.gtin) }).finally(() =>
      setAsked(false),
    );
  };
  return (
    <div className={css.slip}>
      <Button
        icon={Printer}
        second={
          print && (print.what ?? 'slip') === 'slip' ? printMessage(print, words) : other('answer.print')
        }
        onPress={slip}
        disabled={printer !== 'ready' || asked || running}
        testId="print"
      >
        {t('answer.print')}
      </Button>
    </div>
  );
}

/** Coupons and sheets that the answer offers. */
function PaperButtons() {
  const words = useWords();
  const { t, other } = words;
  const print = useScreen((s) => s.print);
  const actions = useScreen((s) => s.answer?.actions);
  const ready = useScreen((s) => usable(s, 'printer') === 'ready');
  const [asked, setAsked] = useState(false);
  if (!ready) return null;
  return actions?.flatMap((action) => {
    if (
      action.type !== 'print' ||
      action.id === undefined ||
      (action.what !== 'coupon' && action.what !== 'knowledge')
    )
      return [];
    const { what, id } = action;
    const take = (): void => {
      setAsked(true);
      void act('print.paper', { what, id }).finally(() => setAsked(false));
    };
    return (
      <Button
        key={id}
        icon={Printer}
        second={print?.what === what ? printMessage(print, words) : other(`answer.print.${what}`)}
        onPress={take}
        disabled={asked}
        testId={`print-${what}-${id}`}
      >
        {t(`answer.print.${what}`)}
      </Button>
    );
  });
}

function PrintStatus() {
  const words = useWords();
  const print = useScreen((s) => s.print);
  if (!print) return null;
  return (
    <p
      className="visually-hidden"
      role="status"
      data-testid="print-state"
      data-state={print.state}
      data-reason={print.reason}
    >
      {printMessage(print, words)}
    </p>
  );
}
