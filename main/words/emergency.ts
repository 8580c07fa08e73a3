import {
  emergencyNumbersHere,
  MOBILE_EMERGENCY_NUMBER,
  type EmergencyNumbers,
  type InBoth,
} from '../contract';

/** A line of what to dial. */
export interface Dial extends InBoth {
  number: string;
}

/**
 * What to dial, for screens on which nothing else works: all of it, whatever happens. Where nothing tells the
 * store's numbers those of the country of the machine's own clock, else the one that every mobile phone
 * reaches. Never empty.
 * @param known the numbers of the store
 */
export function dialled(known: EmergencyNumbers | null | undefined): Dial[] {
  const numbers = known ?? emergencyNumbersHere();
  if (!numbers)
    return [{ zh: '紧急求助（用手机）', en: 'Emergency (mobile phone)', number: MOBILE_EMERGENCY_NUMBER }];
  const { police, medical, fire } = numbers;
  if (police === medical && medical === fire) return [{ zh: '紧急求助', en: 'Emergency', number: police }];
  return [
    { zh: '报警', en: 'Police', number: police },
    { zh: '急救', en: 'Ambulance', number: medical },
    { zh: '火警', en: 'Fire', number: fire },
  ];
}
