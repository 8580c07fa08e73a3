import { useEffect, useState } from 'react';
import { assertNever } from '../../main/contract';
import { AnswerView } from '../features/answer/AnswerView';
import { sayInAll } from '../../main/words';
import { BrowsePanel } from '../features/browse/BrowsePanel';
import { EmergencyPanel } from '../features/emergency/EmergencyPanel';
import { PlainNumbers } from '../features/emergency/PlainNumbers';
import { FacilitiesPanel } from '../features/browse/FacilitiesPanel';
import { OffersPanel } from '../features/browse/OffersPanel';
import { DrivingView, isHeld, isMoving } from '../features/driving/DrivingView';
import { HeldBar } from '../features/driving/HeldBar';
import { HandoffView } from '../features/handoff/HandoffView';
import { HomeView } from '../features/home/HomeView';
import { KeypadPanel } from '../features/keypad/KeypadPanel';
import { faultMessage } from '../features/listening/fault-message';
import { ListeningView } from '../features/listening/ListeningView';
import { MapPanel } from '../features/map/MapPanel';
import { SlipPreview } from '../features/print/SlipPreview';
import { StaffPanel } from '../features/staff/StaffPanel';
import { Failure } from '../features/status/Failure';
import { StatusStrip } from '../features/status/StatusStrip';
import { TopBar } from '../features/status/TopBar';
import { useScreen, useScreenReady } from '../lib/screen-store';
import { useUi } from '../lib/ui-store';
import css from './App.module.css';

/** The whole screen: main's view, what the shopper opened over it, and the robot's way over everything. */
export function App() {
  const ready = useScreenReady();
  if (!window.daogou) return <Plain message="app.noBridge" />;
  return ready ? <Screen /> : <Plain message="app.connecting" />;
}

function Plain({ message }: { message: 'app.noBridge' | 'app.connecting' }) {
  return (
    <div className={css.plain} role="status">
      {sayInAll(message).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <PlainNumbers />
    </div>
  );
}

function Screen() {
  const lang = useScreen((s) => s.lang);
  const view = useScreen((s) => s.view);
  // Who talks to a robot that waits for them wants to see the answer; a bar keeps the trip in sight.
  const held = useScreen((s) => isHeld(s.nav));
  const talking = useScreen((s) => s.turn.state !== 'idle');
  const [aside, setAside] = useState(false);
  if (aside !== (held && (aside || talking))) setAside(!aside);
  const moving = useScreen((s) => isMoving(s.nav)) && !aside;
  const panel = useUi((s) => s.panel);

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);

  return (
    <div
      className={css.screen}
      data-testid="screen"
      data-view={view}
      data-panel={panel?.kind ?? ''}
      data-lang={lang}
    >
      {moving && <DrivingView />}
      <div className={css.under} inert={moving}>
        <TopBar />
        <StatusStrip />
        {aside && <HeldBar />}
        <div className={css.stage}>{panel ? <PanelView /> : <View />}</div>
        <SlipPreview />
        <Failure />
      </div>
    </div>
  );
}

function View() {
  const view = useScreen((s) => s.view);
  const answered = useScreen((s) => s.answer !== null);
  const fault = useScreen((s) => faultMessage(s) !== null);
  switch (view) {
    case 'home':
      return <HomeView />;
    case 'listening':
      // Within a conversation the answer stays in sight while the ear is open: its candidates are to be
      // chosen from.
      return answered && !fault ? <AnswerView /> : <ListeningView />;
    case 'answer':
      return <AnswerView />;
    case 'handoff':
      return <HandoffView />;
    default:
      return assertNever(view, 'view');
  }
}

function PanelView() {
  const panel = useUi((s) => s.panel);
  switch (panel?.kind) {
    case undefined:
      return null;
    case 'browse':
      return <BrowsePanel trail={panel.trail} />;
    case 'offers':
      return <OffersPanel />;
    case 'facilities':
      return <FacilitiesPanel />;
    case 'emergency':
      return <EmergencyPanel />;
    case 'keypad':
      return <KeypadPanel />;
    case 'map':
      return <MapPanel />;
    case 'staff':
      return <StaffPanel />;
    default:
      return assertNever(panel, 'panel');
  }
}
