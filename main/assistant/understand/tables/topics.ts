/**
 * What the topics and ids of a store's knowledge entries say they are about, as headquarters name them in either
 * language.
 */
const FACILITIES = /facil|amenit|设施/;

/** Whether entries under this topic tell of facilities. */
export const isOfFacilities = (topic: string): boolean => FACILITIES.test(topic.toLowerCase());

type Matter = 'hours' | 'parking' | 'members' | 'howto' | 'facility' | 'policy';

/** In this order; parking and points may stand in the id as well. */
const MATTERS: readonly (readonly [Matter, RegExp])[] = [
  ['hours', /hour|营业|opening/],
  ['parking', /parking|停车/],
  ['members', /member|会员|loyalty|points|积分/],
  ['howto', /how[-_ ]?to|usage|guide|使用|操作|care|troubleshoot|故障|recipe|tips|storage|保存/],
  ['facility', /facilit|amenit|设施|toilet|restroom|洗手间|service_?point|wifi/],
];
const POINTS = /point|积分/;

/** What an entry is about by its topic and, for parking, its id; `points` where members' points stand in either. */
export function matterOf(topic: string, id: string): { matter: Matter; points: boolean } {
  const says = `${topic.toLowerCase()} ${id.toLowerCase()}`;
  const found = MATTERS.find(([matter, words]) =>
    words.test(matter === 'parking' ? says : topic.toLowerCase()),
  );
  return { matter: found?.[0] ?? 'policy', points: POINTS.test(says) };
}
