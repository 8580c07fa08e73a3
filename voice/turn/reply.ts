import { ifUnderstood, type FromVoice, type Lang } from '../../main/contract';
import type { EchoGuard } from '../audio/echo';
import type { SpeechOutputPort } from './speech-output-port';

/** Samples a message: a second or two. */
const LONGEST_PLAY = 48_000;

export interface ReplyDeps {
  speechOutput?: SpeechOutputPort;
  /** To the renderer's loudspeaker; answers false when nobody listens. */
  play: (message: FromVoice) => boolean;
  echo: EchoGuard;
  caption: (turnId: string, text: string) => void;
  /** A chunk was made: speech output is alive. */
  sounding: (turnId: string) => void;
  /** Everything was heard, or nothing can be. */
  played: (turnId: string) => void;
  /** Nothing of it sounds any more. */
  flushed: (turnId: string) => void;
  trouble: (message: string) => void;
  now: () => number;
}

/** The reply being spoken: made chunk by chunk, captioned, played, and cut off at once when it must be. */
export class Reply {
  private current: { turnId: string; abort: AbortController } | undefined;
  /** What was said last, as written. */
  text = '';
  lang: Lang = 'zh';

  constructor(private readonly deps: ReplyDeps) {}

  async say(turnId: string, text: string, lang: Lang): Promise<void> {
    const abort = new AbortController();
    this.stop();
    this.current = { turnId, abort };
    this.text = text;
    this.lang = lang;
    const { speechOutput, play, echo, caption, now } = this.deps;
    echo.reset();
    let seq = 0;
    let heard = false;
    try {
      // A language that no voice speaks is shown and stays silent.
      const spoken = ifUnderstood(lang);
      const sounds = spoken && speechOutput?.say({ text, lang: spoken, signal: abort.signal });
      if (!sounds) caption(turnId, text);
      for await (const chunk of sounds ?? []) {
        if (abort.signal.aborted) return;
        if (chunk.text) caption(turnId, chunk.text);
        echo.queue(chunk.samples, chunk.sampleRate, now());
        for (let at = 0; at < chunk.samples.length; at += LONGEST_PLAY) {
          const samples = new Float32Array(chunk.samples.subarray(at, at + LONGEST_PLAY));
          heard = play({ kind: 'play', turnId, seq: seq++, sampleRate: chunk.sampleRate, samples }) || heard;
        }
        this.deps.sounding(turnId);
      }
    } catch (error) {
      if (!abort.signal.aborted)
        this.deps.trouble(`speaking failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (abort.signal.aborted) return;
    // Where no loudspeaker is attached, or nothing could be said, the caption was the reply.
    if (!heard || !play({ kind: 'end', turnId })) this.deps.played(turnId);
  }

  /** Stops it, what is queued for the loudspeaker too; the page confirms. */
  interrupt(turnId: string): void {
    if (this.current?.turnId === turnId) this.stop();
    if (!this.deps.play({ kind: 'flush', turnId })) this.deps.flushed(turnId);
  }

  /** Stops making it; what is queued for the loudspeaker sounds on. */
  stop(): void {
    this.current?.abort.abort();
    this.current = undefined;
  }
}
