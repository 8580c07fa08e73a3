/** The share of a new utterance in what is known of a voice. */
const SHARE = 0.2;
/** How far one utterance may be levelled away from the voice's usual gain, as a factor: two decibels. */
const WITHIN = 1.26;

/**
 * The gain that brings a voice to the common level. A voice's own loudness hardly changes; measured on the
 * first half second of a clause alone, which may be all soft consonants, it would. So what is known of the
 * voice bounds what one piece says.
 */
export class VoiceLevel {
  private readonly usual = new Map<string, number>();

  /**
   * @param measured the gain that this sound alone asks for @param whole it is a whole utterance, not its
   * beginning
   */
  gain(voice: string, measured: number, whole: boolean): number {
    const usual = this.usual.get(voice);
    if (usual === undefined) {
      if (whole) this.usual.set(voice, measured);
      return measured;
    }
    const gain = Math.max(usual / WITHIN, Math.min(usual * WITHIN, measured));
    if (whole) this.usual.set(voice, usual * (1 - SHARE) + gain * SHARE);
    return gain;
  }
}
