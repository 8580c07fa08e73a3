import { z } from 'zod';

/** Emergencies: what kinds there are, and whom to call in which country. */

export const EmergencyService = z.enum(['fire', 'medical', 'police']);
export type EmergencyService = z.infer<typeof EmergencyService>;

/** `missing`: a person is lost. `trapped`: in a lift or under something. `danger`: a cry that doesn't say what of. */
export const EmergencyCause = z.enum(['fire', 'medical', 'crime', 'missing', 'trapped', 'danger']);
export type EmergencyCause = z.infer<typeof EmergencyCause>;

export const EmergencyNumbers = z.object({ fire: z.string(), medical: z.string(), police: z.string() });
export type EmergencyNumbers = z.infer<typeof EmergencyNumbers>;

/** Whom each cause needs; of a cry that doesn't say, all of them. */
export const servicesFor: Readonly<Record<EmergencyCause, readonly EmergencyService[]>> = {
  fire: ['fire'],
  medical: ['medical'],
  crime: ['police'],
  missing: ['police'],
  trapped: ['fire'],
  danger: ['police', 'medical', 'fire'],
};

const same = (number: string): EmergencyNumbers => ({ fire: number, medical: number, police: number });
const three = (fire: string, medical: string, police: string): EmergencyNumbers => ({ fire, medical, police });

/**
 * By ISO 3166-1 alpha-2. Sources: the national numbering plans as filed with the ITU (ITU-T E.129 presentation of national numbering
 * plans, "emergency services"), for the European Union Directive (EU) 2018/1972 Article 109 (112 in every member state).
 */
export const emergencyNumbers: Readonly<Record<string, EmergencyNumbers>> = {
  CN: three('119', '120', '110'), HK: same('999'), MO: same('999'), TW: three('119', '119', '110'),
  SG: three('995', '995', '999'), MY: same('999'), JP: three('119', '119', '110'), KR: three('119', '119', '112'),
  TH: three('199', '1669', '191'), VN: three('114', '115', '113'), PH: same('911'), IN: same('112'),
  US: same('911'), CA: same('911'), MX: same('911'), BR: three('193', '192', '190'),
  GB: same('999'), IE: same('112'), CH: three('118', '144', '117'), NO: three('110', '113', '112'), IS: same('112'),
  AU: same('000'), NZ: same('111'), AE: three('997', '998', '999'),
  ...Object.fromEntries('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK EU'.split(' ').map((country) => [country, same('112')])),
};

/** IANA zones to countries; a zone that stands for more than one of the list above is left out. */
const zones: Readonly<Record<string, string>> = {
  CN: 'Asia/Shanghai Asia/Urumqi Asia/Chongqing Asia/Harbin Asia/Kashgar PRC', HK: 'Asia/Hong_Kong Hongkong', MO: 'Asia/Macau Asia/Macao', TW: 'Asia/Taipei ROC',
  SG: 'Asia/Singapore Singapore', MY: 'Asia/Kuala_Lumpur Asia/Kuching', JP: 'Asia/Tokyo Japan', KR: 'Asia/Seoul ROK', TH: 'Asia/Bangkok', VN: 'Asia/Ho_Chi_Minh Asia/Saigon',
  PH: 'Asia/Manila', IN: 'Asia/Kolkata Asia/Calcutta',
  US: 'America/New_York America/Detroit America/Chicago America/Denver America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau Pacific/Honolulu US/Eastern US/Central US/Mountain US/Pacific',
  CA: 'America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Regina America/Halifax America/Moncton America/St_Johns America/Whitehorse America/Yellowknife',
  MX: 'America/Mexico_City America/Monterrey America/Tijuana America/Cancun', BR: 'America/Sao_Paulo America/Manaus America/Fortaleza America/Recife America/Bahia',
  GB: 'Europe/London GB', IE: 'Europe/Dublin', CH: 'Europe/Zurich', NO: 'Europe/Oslo', IS: 'Atlantic/Reykjavik',
  AU: 'Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Hobart Australia/Darwin Australia/Canberra',
  NZ: 'Pacific/Auckland NZ', AE: 'Asia/Dubai',
  EU: 'Europe/Vienna Europe/Brussels Europe/Sofia Asia/Nicosia Europe/Prague Europe/Berlin Europe/Copenhagen Europe/Tallinn Europe/Madrid Atlantic/Canary Europe/Helsinki Europe/Paris Europe/Athens Europe/Zagreb Europe/Budapest Europe/Rome Europe/Vilnius Europe/Luxembourg Europe/Riga Europe/Malta Europe/Amsterdam Europe/Warsaw Europe/Lisbon Europe/Bucharest Europe/Stockholm Europe/Ljubljana Europe/Bratislava',
};
const countryOfZone = new Map(Object.entries(zones).flatMap(([country, names]) => names.split(' ').map((name) => [name, country] as const)));

/** ISO 4217 to countries, for a store whose zone says nothing (`UTC`). */
const countryOfCurrency: Readonly<Record<string, string>> = {
  CNY: 'CN', HKD: 'HK', MOP: 'MO', TWD: 'TW', SGD: 'SG', MYR: 'MY', JPY: 'JP', KRW: 'KR', THB: 'TH', VND: 'VN', PHP: 'PH', INR: 'IN', CAD: 'CA', MXN: 'MX', BRL: 'BR',
  GBP: 'GB', CHF: 'CH', NOK: 'NO', ISK: 'IS', AUD: 'AU', NZD: 'NZ', AED: 'AE', EUR: 'EU', SEK: 'EU', DKK: 'EU', PLN: 'EU', CZK: 'EU', HUF: 'EU', RON: 'EU',
};

/**
 * The numbers of the store's country: the one that `store.json` names, else its time zone's, else its currency's.
 * Undefined where none of them is known: then no number is said, for a wrong one costs time.
 */
export function emergencyNumbersOf(store: { country?: string | undefined; timezone?: string | undefined; currency?: string | undefined }): EmergencyNumbers | undefined {
  const zone = countryOfZone.get(store.timezone ?? '');
  const currency = countryOfCurrency[store.currency ?? ''];
  // Shops of Hong Kong and Macao keep the same time and often write its best known zone.
  const country = store.country ?? (zone === 'CN' && (currency === 'HK' || currency === 'MO' || currency === 'TW') ? currency : (zone ?? currency));
  return country === undefined ? undefined : emergencyNumbers[country];
}
