/**
 * Words of a shop whose reading the general tables miss: hair is fà, a roll juǎn, cookies qū qí, neutral
 * second syllables.
 * What may as well be parts of two other words (米和面) is only there with what makes it sure.
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
  轻薄: 'qing1 bao2',
  排行: 'pai2 hang2',
  流行: 'liu2 xing2',
  店长: 'dian4 zhang3',
  参鸡汤: 'shen1 ji1 tang1',
  和面机: 'huo2 mian4 ji1',
  和面盆: 'huo2 mian4 pen2',
  和面垫: 'huo2 mian4 dian4',
  地道: 'di4 dao0',
  慢慢地: 'man4 man4 de0',
  数一数: 'shu3 yi4 shu3',
  大曲: 'da4 qu1',
  红曲: 'hong2 qu1',
  雪茄: 'xue3 jia1',
  荠菜: 'ji4 cai4',
  芝麻: 'zhi1 ma0',
  熨斗: 'yun4 dou3',
  卡子: 'qia3 zi0',
  创可贴: 'chuang1 ke3 tie1',
  盛汤: 'cheng2 tang1',
  盛饭: 'cheng2 fan4',
  散粉: 'san3 fen3',
  糖分: 'tang2 fen4',
  买得到: 'mai3 de0 dao4',
  找得到: 'zhao3 de0 dao4',
  看得到: 'kan4 de0 dao4',
  栗子: 'li4 zi0',
  柚子: 'you4 zi0',
  石榴: 'shi2 liu0',
  圈养: 'juan4 yang3',
  倒车: 'dao4 che1',
  咖喱: 'ga1 li2',
  一打: 'yi4 da2',
  一打开: 'yi4 da3 kai1',
  阿胶: 'e1 jiao1',
  朴树: 'po4 shu4',
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
