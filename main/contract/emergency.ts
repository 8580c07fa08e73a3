import { z } from 'zod';

/** Emergencies: what kinds there are, and whom to call in which country. */

export const EmergencyService = z.enum(['fire', 'medical', 'police']);
export type EmergencyService = z.infer<typeof EmergencyService>;

/**
 * `missing`: a person is lost. `trapped`: in a lift or under something. `danger`: a cry that doesn't say what
 * of.
 */
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
const three = (fire: string, medical: string, police: string): EmergencyNumbers => ({
  fire,
  medical,
  police,
});

/**
 * By ISO 3166-1 alpha-2. Sources: the national numbering plans as filed with the ITU (ITU-T E.129
 * presentation of national numbering plans, "emergency services"), for the European Union Directive (EU)
 * 2018/1972 Article 109 (112 in every member state). A country whose numbers aren't known for sure is left
 * out: `daogou publish` asks its store for them.
 */
export const emergencyNumbers: Readonly<Record<string, EmergencyNumbers>> = {
  CN: three('119', '120', '110'),
  HK: same('999'),
  MO: same('999'),
  TW: three('119', '119', '110'),
  SG: three('995', '995', '999'),
  MY: same('999'),
  JP: three('119', '119', '110'),
  KR: three('119', '119', '112'),
  TH: three('199', '1669', '191'),
  VN: three('114', '115', '113'),
  PH: same('911'),
  ID: three('113', '119', '110'),
  KH: three('118', '119', '117'),
  LA: three('1190', '1195', '1191'),
  MM: three('191', '192', '199'),
  BN: three('995', '991', '993'),
  TL: same('112'),
  IN: same('112'),
  BD: same('999'),
  LK: three('110', '1990', '119'),
  NP: three('101', '102', '100'),
  PK: three('16', '1122', '15'),
  BT: three('110', '112', '113'),
  MV: three('118', '102', '119'),
  MN: three('101', '103', '102'),
  RU: three('101', '103', '102'),
  UA: three('101', '103', '102'),
  BY: three('101', '103', '102'),
  KZ: three('101', '103', '102'),
  KG: three('101', '103', '102'),
  UZ: three('101', '103', '102'),
  TJ: three('101', '103', '102'),
  AM: three('101', '103', '102'),
  AZ: three('101', '103', '102'),
  GE: same('112'),
  MD: same('112'),
  AE: three('997', '998', '999'),
  SA: three('998', '997', '999'),
  QA: same('999'),
  KW: same('112'),
  BH: same('999'),
  OM: same('9999'),
  JO: same('911'),
  LB: three('175', '140', '112'),
  IL: three('102', '101', '100'),
  TR: same('112'),
  IR: three('125', '115', '110'),
  EG: three('180', '123', '122'),
  MA: three('15', '15', '19'),
  TN: three('198', '190', '197'),
  ZA: three('10177', '10177', '10111'),
  KE: same('999'),
  NG: same('112'),
  GH: same('112'),
  RW: three('111', '912', '112'),
  MU: three('115', '114', '999'),
  BW: three('998', '997', '999'),
  US: same('911'),
  PR: same('911'),
  GU: same('911'),
  CA: same('911'),
  MX: same('911'),
  BZ: same('911'),
  CR: same('911'),
  PA: three('103', '911', '104'),
  HN: same('911'),
  SV: same('911'),
  DO: same('911'),
  BS: same('911'),
  CU: three('105', '104', '106'),
  JM: three('110', '110', '119'),
  TT: three('990', '811', '999'),
  BB: three('311', '511', '211'),
  BR: three('193', '192', '190'),
  AR: three('100', '107', '911'),
  CL: three('132', '131', '133'),
  CO: same('123'),
  PE: three('116', '106', '105'),
  EC: same('911'),
  VE: same('911'),
  UY: same('911'),
  PY: three('132', '141', '911'),
  BO: three('119', '118', '110'),
  GY: three('912', '913', '911'),
  GB: same('999'),
  GG: same('999'),
  JE: same('999'),
  IM: same('999'),
  GI: same('112'),
  IE: same('112'),
  CH: three('118', '144', '117'),
  LI: three('118', '144', '117'),
  NO: three('110', '113', '112'),
  IS: same('112'),
  FO: same('112'),
  GL: same('112'),
  AD: three('118', '116', '110'),
  MC: same('112'),
  SM: same('112'),
  RS: three('193', '194', '192'),
  ME: three('123', '124', '122'),
  BA: three('123', '124', '122'),
  MK: three('193', '194', '192'),
  AL: three('128', '127', '129'),
  AU: same('000'),
  NZ: same('111'),
  FJ: three('910', '911', '917'),
  PG: three('110', '111', '112'),
  ...Object.fromEntries(
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK GP MQ GF RE YT EU'
      .split(' ')
      .map((country) => [country, same('112')]),
  ),
};

/** IANA zones to countries; a zone that stands for more than one of the list above is left out. */
const zones: Readonly<Record<string, string>> = {
  CN: 'Asia/Shanghai Asia/Urumqi Asia/Chongqing Asia/Harbin Asia/Kashgar PRC',
  HK: 'Asia/Hong_Kong Hongkong',
  MO: 'Asia/Macau Asia/Macao',
  TW: 'Asia/Taipei ROC',
  SG: 'Asia/Singapore Singapore',
  MY: 'Asia/Kuala_Lumpur Asia/Kuching',
  JP: 'Asia/Tokyo Japan',
  KR: 'Asia/Seoul ROK',
  TH: 'Asia/Bangkok',
  VN: 'Asia/Ho_Chi_Minh Asia/Saigon',
  PH: 'Asia/Manila',
  IN: 'Asia/Kolkata Asia/Calcutta',
  US: 'America/New_York America/Detroit America/Chicago America/Denver America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau Pacific/Honolulu US/Eastern US/Central US/Mountain US/Pacific',
  CA: 'America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Regina America/Halifax America/Moncton America/St_Johns America/Whitehorse America/Yellowknife',
  MX: 'America/Mexico_City America/Monterrey America/Tijuana America/Cancun',
  BR: 'America/Sao_Paulo America/Manaus America/Fortaleza America/Recife America/Bahia',
  GB: 'Europe/London GB',
  IE: 'Europe/Dublin',
  CH: 'Europe/Zurich',
  NO: 'Europe/Oslo',
  IS: 'Atlantic/Reykjavik',
  AU: 'Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Hobart Australia/Darwin Australia/Canberra',
  NZ: 'Pacific/Auckland NZ',
  AE: 'Asia/Dubai',
  ID: 'Asia/Jakarta Asia/Makassar Asia/Jayapura Asia/Pontianak',
  KH: 'Asia/Phnom_Penh',
  LA: 'Asia/Vientiane',
  MM: 'Asia/Yangon Asia/Rangoon',
  BN: 'Asia/Brunei',
  TL: 'Asia/Dili',
  BD: 'Asia/Dhaka',
  LK: 'Asia/Colombo',
  NP: 'Asia/Kathmandu Asia/Katmandu',
  PK: 'Asia/Karachi',
  BT: 'Asia/Thimphu',
  MV: 'Indian/Maldives',
  MN: 'Asia/Ulaanbaatar Asia/Hovd',
  RU: 'Europe/Moscow Europe/Kaliningrad Europe/Samara Europe/Volgograd Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan Asia/Sakhalin Asia/Kamchatka',
  UA: 'Europe/Kyiv Europe/Kiev',
  BY: 'Europe/Minsk',
  KZ: 'Asia/Almaty Asia/Qyzylorda Asia/Aqtobe',
  KG: 'Asia/Bishkek',
  UZ: 'Asia/Tashkent Asia/Samarkand',
  TJ: 'Asia/Dushanbe',
  AM: 'Asia/Yerevan',
  AZ: 'Asia/Baku',
  GE: 'Asia/Tbilisi',
  MD: 'Europe/Chisinau',
  SA: 'Asia/Riyadh',
  QA: 'Asia/Qatar',
  KW: 'Asia/Kuwait',
  BH: 'Asia/Bahrain',
  OM: 'Asia/Muscat',
  JO: 'Asia/Amman',
  LB: 'Asia/Beirut',
  IL: 'Asia/Jerusalem Asia/Tel_Aviv',
  TR: 'Europe/Istanbul',
  IR: 'Asia/Tehran',
  EG: 'Africa/Cairo',
  MA: 'Africa/Casablanca',
  TN: 'Africa/Tunis',
  ZA: 'Africa/Johannesburg',
  KE: 'Africa/Nairobi',
  NG: 'Africa/Lagos',
  GH: 'Africa/Accra',
  RW: 'Africa/Kigali',
  MU: 'Indian/Mauritius',
  BW: 'Africa/Gaborone',
  PR: 'America/Puerto_Rico',
  GU: 'Pacific/Guam',
  BZ: 'America/Belize',
  CR: 'America/Costa_Rica',
  PA: 'America/Panama',
  HN: 'America/Tegucigalpa',
  SV: 'America/El_Salvador',
  DO: 'America/Santo_Domingo',
  BS: 'America/Nassau',
  CU: 'America/Havana',
  JM: 'America/Jamaica',
  TT: 'America/Port_of_Spain',
  BB: 'America/Barbados',
  AR: 'America/Argentina/Buenos_Aires America/Buenos_Aires America/Argentina/Cordoba',
  CL: 'America/Santiago',
  CO: 'America/Bogota',
  PE: 'America/Lima',
  EC: 'America/Guayaquil',
  VE: 'America/Caracas',
  UY: 'America/Montevideo',
  PY: 'America/Asuncion',
  BO: 'America/La_Paz',
  GY: 'America/Guyana',
  GI: 'Europe/Gibraltar',
  RS: 'Europe/Belgrade',
  ME: 'Europe/Podgorica',
  BA: 'Europe/Sarajevo',
  MK: 'Europe/Skopje',
  AL: 'Europe/Tirane',
  LI: 'Europe/Vaduz',
  AD: 'Europe/Andorra',
  MC: 'Europe/Monaco',
  SM: 'Europe/San_Marino',
  FJ: 'Pacific/Fiji',
  PG: 'Pacific/Port_Moresby',
  EU: 'Europe/Vienna Europe/Brussels Europe/Sofia Asia/Nicosia Europe/Prague Europe/Berlin Europe/Copenhagen Europe/Tallinn Europe/Madrid Atlantic/Canary Europe/Helsinki Europe/Paris Europe/Athens Europe/Zagreb Europe/Budapest Europe/Rome Europe/Vilnius Europe/Luxembourg Europe/Riga Europe/Malta Europe/Amsterdam Europe/Warsaw Europe/Lisbon Europe/Bucharest Europe/Stockholm Europe/Ljubljana Europe/Bratislava',
};
const countryOfZone = new Map(
  Object.entries(zones).flatMap(([country, names]) =>
    names.split(' ').map((name) => [name, country] as const),
  ),
);

/** ISO 4217 to countries, for a store whose zone says nothing (`UTC`). */
const countryOfCurrency: Readonly<Record<string, string>> = {
  CNY: 'CN',
  HKD: 'HK',
  MOP: 'MO',
  TWD: 'TW',
  SGD: 'SG',
  MYR: 'MY',
  JPY: 'JP',
  KRW: 'KR',
  THB: 'TH',
  VND: 'VN',
  PHP: 'PH',
  INR: 'IN',
  CAD: 'CA',
  MXN: 'MX',
  BRL: 'BR',
  GBP: 'GB',
  CHF: 'CH',
  NOK: 'NO',
  ISK: 'IS',
  AUD: 'AU',
  NZD: 'NZ',
  AED: 'AE',
  EUR: 'EU',
  SEK: 'EU',
  DKK: 'EU',
  PLN: 'EU',
  CZK: 'EU',
  HUF: 'EU',
  RON: 'EU',
  IDR: 'ID',
  KHR: 'KH',
  LAK: 'LA',
  MMK: 'MM',
  BND: 'BN',
  BDT: 'BD',
  LKR: 'LK',
  NPR: 'NP',
  PKR: 'PK',
  BTN: 'BT',
  MVR: 'MV',
  MNT: 'MN',
  RUB: 'RU',
  UAH: 'UA',
  BYN: 'BY',
  KZT: 'KZ',
  KGS: 'KG',
  UZS: 'UZ',
  TJS: 'TJ',
  AMD: 'AM',
  AZN: 'AZ',
  GEL: 'GE',
  MDL: 'MD',
  SAR: 'SA',
  QAR: 'QA',
  KWD: 'KW',
  BHD: 'BH',
  OMR: 'OM',
  JOD: 'JO',
  LBP: 'LB',
  ILS: 'IL',
  TRY: 'TR',
  IRR: 'IR',
  EGP: 'EG',
  MAD: 'MA',
  TND: 'TN',
  ZAR: 'ZA',
  KES: 'KE',
  NGN: 'NG',
  GHS: 'GH',
  RWF: 'RW',
  MUR: 'MU',
  BWP: 'BW',
  CRC: 'CR',
  HNL: 'HN',
  DOP: 'DO',
  BSD: 'BS',
  CUP: 'CU',
  JMD: 'JM',
  TTD: 'TT',
  BBD: 'BB',
  ARS: 'AR',
  CLP: 'CL',
  COP: 'CO',
  PEN: 'PE',
  UYU: 'UY',
  PYG: 'PY',
  BOB: 'BO',
  GYD: 'GY',
  RSD: 'RS',
  BAM: 'BA',
  MKD: 'MK',
  ALL: 'AL',
  FJD: 'FJ',
  PGK: 'PG',
};

/** What tells a store's numbers: its own go before its country's. */
export interface EmergencyStore {
  country?: string | undefined;
  timezone?: string | undefined;
  currency?: string | undefined;
  emergency?: EmergencyNumbers | undefined;
}

/**
 * The store's own numbers, else those of its country: the one that `store.json` names, else its time zone's,
 * else its currency's. Undefined where none of them is known: then no number is said, for a wrong one costs
 * time.
 */
export function emergencyNumbersOf(store: EmergencyStore): EmergencyNumbers | undefined {
  if (store.emergency) return store.emergency;
  const country = countryOf(store);
  return country === undefined ? undefined : emergencyNumbers[country];
}

/** The country that `store.json` names, else its time zone's, else its currency's. */
export function countryOf(store: EmergencyStore): string | undefined {
  const zone = countryOfZone.get(store.timezone ?? '');
  const currency = countryOfCurrency[store.currency ?? ''];
  // Shops of Hong Kong and Macao keep the same time and often write its best known zone.
  return (
    store.country ??
    (zone === 'CN' && (currency === 'HK' || currency === 'MO' || currency === 'TW')
      ? currency
      : (zone ?? currency))
  );
}

/** Where the terminal stands when nothing tells the store: the country of the machine's own clock. */
export const emergencyNumbersHere = (): EmergencyNumbers | undefined =>
  emergencyNumbersOf({ timezone: Intl.DateTimeFormat().resolvedOptions().timeZone });

/**
 * Reaches help from any mobile phone in any country (3GPP TS 22.101, clause 10.1): what is shown where no
 * country is known.
 */
export const MOBILE_EMERGENCY_NUMBER = '112';
