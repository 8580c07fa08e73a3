import type { MicState, TurnState, voiceService } from '../../main/contract';
import { TurnRunner, type TurnRunnerDeps } from '../turn/runner';
import { VirtualClock } from './clock';
import { FakeLoudspeaker } from './fake-loudspeaker';
import { FakeRecognizer, FakeWake } from './fake-recognizer';
import { FakeSynthesizer } from './fake-synthesizer';
import { FakeVad } from './fake-vad';
import { FRAME_MS, quietFrame, speechFrame } from './sound';

type Events = typeof voiceService.events;
export type Told = { [E in keyof Events]: { event: E; payload: Events[E]['_output'] } }[keyof Events];

/** A conversation on scripted stages, in virtual time. */
export function turnRig(more: Partial<TurnRunnerDeps> = {}) {
  const clock = new VirtualClock();
  const recognizer = new FakeRecognizer(clock);
  const vad = new FakeVad();
  const wake = new FakeWake();
  const synthesizer = new FakeSynthesizer(clock);
  const speaker = new FakeLoudspeaker(clock, (kind, turnId) => conversation.sound(kind, turnId));
  const told: Told[] = [];
  const warnings: string[] = [];
  const conversation: TurnRunner = new TurnRunner({
    emit: (event, payload) => void told.push({ event, payload } as Told),
    play: speaker.play,
    recognizer,
    vad,
    wake,
    speechOutput: synthesizer,
    log: (_level, message) => void warnings.push(message),
    now: clock.now,
    every: clock.every,
    ...more,
  });

  const hear = async (ms: number, frame: () => Float32Array): Promise<void> => {
    for (let passed = 0; passed < ms; passed += FRAME_MS) {
      await clock.advance(FRAME_MS);
      conversation.pcm(frame());
      await conversation.settled();
    }
    await clock.advance(0);
  };
  const of = <E extends Told['event']>(event: E): Extract<Told, { event: E }>['payload'][] =>
    told.flatMap((t) => (t.event === event ? [t.payload] : [])) as never;

  return {
    clock,
    recognizer,
    vad,
    wake,
    synthesizer,
    speaker,
    conversation,
    warnings,
    told,
    /** Payloads of one kind of event, the oldest first. */
    of,
    /** The states that were announced, one after the other. */
    states: (): TurnState[] => of('turn').map(({ state }) => state),
    /** Somebody speaks, or nobody does, for so many milliseconds. */
    speech: (ms: number) => hear(ms, speechFrame),
    quiet: (ms: number) => hear(ms, quietFrame),
    /** Time passes in which the microphone delivers nothing. */
    nothing: (ms: number) => clock.advance(ms),
    microphone: (state: MicState) => conversation.microphone(state),
    /** A tap, a question and the end of it, up to the text. */
    ask: async (text: string): Promise<string> => {
      recognizer.next({ text });
      const turnId = conversation.start('tap', undefined);
      await hear(600, speechFrame);
      await hear(1_300, quietFrame);
      return turnId;
    },
  };
}

export type TurnRig = ReturnType<typeof turnRig>;
