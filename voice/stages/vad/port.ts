/** Says how likely each frame holds speech. */
export interface VoiceActivity {
  stream(): VoiceActivityStream;
  close(): Promise<void>;
}

export interface VoiceActivityStream {
  /** The probability of speech in [0,1] in one frame of exactly 512 samples at 16 kHz. */
  push(frame: Float32Array): Promise<number>;
}
