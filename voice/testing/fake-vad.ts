import { rms } from '../audio/level';
import type { VoiceActivity, VoiceActivityStream } from '../stages/vad/port';

const LOUD = 0.05;

/** Takes what is loud for speech, until a test says otherwise. */
export class FakeVad implements VoiceActivity {
  /** What every frame is said to be, instead. */
  probability: number | undefined;
  /** Thrown at the next frame. */
  failure: Error | undefined;

  stream(): VoiceActivityStream {
    return {
      push: async (frame) => {
        const { failure } = this;
        this.failure = undefined;
        if (failure) throw failure;
        return this.probability ?? (rms(frame) > LOUD ? 0.97 : 0.02);
      },
    };
  }

  async close(): Promise<void> {}
}
