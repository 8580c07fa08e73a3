import {
  emergencyNumbersHere,
  LANGUAGES,
  MOBILE_EMERGENCY_NUMBER,
  type EmergencyNumbers,
  type Lang,
} from '../contract';
import { isSaidIn, say } from './say';

/** A line of what to dial, named in every language: it stands on screens of no one's language. */
export interface Dial {
  number: string;
  names: readonly { lang: Lang; text: string }[];
}

const dial = (service: 'any' | 'mobile' | 'police' | 'medical' | 'fire', number: string): Dial => {
  const key = `alarm.service.${service}` as const;
  return {
    number,
    names: LANGUAGES.filter((lang) => isSaidIn(lang, key)).map((lang) => ({ lang, text: say(lang, key) })),
  };
};

/**
 * What to dial, for screens on which nothing else works: all of it, whatever happens. Where nothing tells the
 * store's numbers those of the country of the machine's own clock, else the one that every mobile phone
 * reaches. Never empty.
 * @param known the numbers of the store
 */
export function dialled(known: EmergencyNumbers | null | undefined): Dial[] {
  const numbers = known ?? emergencyNumbersHere();
  if (!numbers) return [dial('mobile', MOBILE_EMERGENCY_NUMBER)];
  const { police, medical, fire } = numbers;
  if (police === medical && medical === fire) return [dial('any', police)];
  return [dial('police', police), dial('medical', medical), dial('fire', fire)];
}
