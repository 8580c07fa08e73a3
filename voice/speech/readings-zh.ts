/**
 * Words of a shop whose reading the general tables miss: hair is fà, a roll juǎn, cookies qū qí, neutral
 * second syllables.
 */
const READINGS: Readonly<Record<string, string>> = {
  洗发: 'xi3 fa4',
  护发: 'hu4 fa4',
  染发: 'ran3 fa4',
  烫发: 'tang4 fa4',
  脱发: 'tuo1 fa4',
  美发: 'mei3 fa4',
  理发: 'li3 fa4',
  发膜: 'fa4 mo2',
  发夹: 'fa4 jia1',
  发胶: 'fa4 jiao1',
  发蜡: 'fa4 la4',
  发型: 'fa4 xing2',
  发梳: 'fa4 shu1',
  卷纸: 'juan3 zhi3',
  蛋卷: 'dan4 juan3',
  春卷: 'chun1 juan3',
  花卷: 'hua1 juan3',
  瑞士卷: 'rui4 shi4 juan3',
  鸡肉卷: 'ji1 rou4 juan3',
  曲奇: 'qu1 qi2',
  果脯: 'guo3 fu3',
  核桃: 'he2 tao0',
  葡萄: 'pu2 tao0',
  还款: 'huan2 kuan3',
  哪儿: 'na3 er0',
  这儿: 'zhe4 er0',
  那儿: 'na4 er0',
  时候: 'shi2 hou0',
  东西: 'dong1 xi0',
  一楼: 'yi1 lou2',
  一层: 'yi1 ceng2',
};
const LONGEST = Math.max(...Object.keys(READINGS).map((w) => w.length));

/** The syllables of a run of Chinese characters with the shop's own readings put in; one a character. */
export function withReadings(characters: readonly string[], syllables: readonly string[]): string[] {
  const out = [...syllables];
  for (let at = 0; at < characters.length; at++) {
    for (let length = Math.min(LONGEST, characters.length - at); length > 1; length--) {
      const reading = READINGS[characters.slice(at, at + length).join('')]?.split(' ');
      if (!reading) continue;
      reading.forEach((syllable, i) => (out[at + i] = syllable));
      at += length - 1;
      break;
    }
  }
  return out;
}
