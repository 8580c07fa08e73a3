/**
 * The microphone's loudness now, in [0,1], for meters that draw sixty times a second; kept out of React on
 * purpose.
 */
let level = 0;

export const setLevel = (value: number): void => void (level = value);
export const levelNow = (): number => level;
