import { pinyin, polyphonic } from 'pinyin-pro';
import { isHan } from './text';

/**
 * Sounds of Chinese text, one code unit for one code unit: a Han character becomes a private-use unit that
 * stands for its toneless syllable, everything else stays. `folded` also merges what southern accents and
 * recognisers confuse: z/zh, c/ch, s/sh, n/l, r/l, f/h, in/ing, en/eng, an/ang (and uan/uang).
 */
export interface Sounds {
  plain: string;
  folded: string;
}

const FIRST = 0xe000;
const plainIds = new Map<string, string>();
const foldOfPlain = new Map<string, string>();

function unitOf(syllable: string): string {
  let unit = plainIds.get(syllable);
  if (unit === undefined) {
    unit = String.fromCharCode(FIRST + syllableNumber(syllable));
    plainIds.set(syllable, unit);
  }
  return unit;
}

/**
 * A stable number below 6,000 for a syllable of at most six letters: keys are stored in files, so it must not
 * depend on order of use.
 */
function syllableNumber(syllable: string): number {
  const at = SYLLABLES.indexOf(syllable);
  return at >= 0 ? at : SYLLABLES.length + (hash(syllable) % 1000);
}

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

export function foldSyllable(syllable: string): string {
  return syllable
    .replace(/^zh/, 'z')
    .replace(/^ch/, 'c')
    .replace(/^sh/, 's')
    .replace(/^[nr](?=[aeiouv])/, 'l')
    .replace(/^f(?=u$)/, 'h')
    .replace(/^f/, 'h')
    .replace(/ing$/, 'in')
    .replace(/eng$/, 'en')
    .replace(/(?<!i)ang$/, 'an');
}

const HAN_RUN = /[\u3400-\u4dbf\u4e00-\u9fff\u3007]+/g;

export function sounds(text: string): Sounds {
  let plain = '';
  let at = 0;
  for (const match of text.matchAll(HAN_RUN)) {
    plain += text.slice(at, match.index);
    plain += runSounds(match[0]);
    at = match.index + match[0].length;
  }
  plain += text.slice(at);
  return { plain, folded: foldSounds(plain) };
}

function runSounds(run: string): string {
  let syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  if (syllables.length !== run.length)
    syllables = [...run].map((c) => pinyin(c, { toneType: 'none', v: true }));
  let out = '';
  for (let i = 0; i < run.length; i++)
    out += /^[a-z]+$/.test(syllables[i] ?? '') ? unitOf(syllables[i]!) : run[i]!;
  return out;
}

const readings = new Map<string, readonly string[]>();

/** Every reading of a character as a folded unit. */
export function readingsOf(character: string): readonly string[] {
  let known = readings.get(character);
  if (known === undefined) {
    const list = isHan(character)
      ? (polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? [])
      : [];
    known = [...new Set(list.filter((r) => /^[a-z]+$/.test(r)).map((r) => foldSounds(unitOf(r))))];
    readings.set(character, known);
  }
  return known;
}

/** Folds sounds already taken. */
export function foldSounds(plain: string): string {
  let out = '';
  for (let i = 0; i < plain.length; i++) {
    const unit = plain[i]!;
    const code = unit.charCodeAt(0) - FIRST;
    if (code < 0 || code >= SYLLABLES.length) {
      out += unit;
      continue;
    }
    let folded = foldOfPlain.get(unit);
    if (folded === undefined) {
      folded = unitOf(foldSyllable(SYLLABLES[code]!));
      foldOfPlain.set(unit, folded);
    }
    out += folded;
  }
  return out;
}

/** Whether a unit of a sound string is a syllable. */
export function isSyllable(unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const code = unit.charCodeAt(0);
  return code >= FIRST && code < 0xf8ff;
}

export function hanCount(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) if (isHan(text[i])) n++;
  return n;
}

// Every syllable of Hanyu Pinyin, then those that only folding makes. The order is part of the file format.
const SYLLABLES =
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv lve m ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo len lui cua cuai sua suai zua zuai ho'.split(
    ' ',
  );

/**
 * Latin words that sound alike share this skeleton: first letter and consonants, voicing and doubling
 * ignored.
 */
export function latinSound(word: string): string {
  const s = word
    .replace(/^kn/, 'n')
    .replace(/^wr/, 'r')
    .replace(/^x/, 's')
    .replace(/ph/g, 'f')
    .replace(/gh(?=[^aeiou]|$)/g, '')
    .replace(/ck/g, 'k')
    .replace(/sch|tch/g, 'ch')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/q|c(?!h)/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/z/g, 's')
    .replace(/d(?=$)/, 't')
    .replace(/v/g, 'f');
  return (
    s[0]! +
    s
      .slice(1)
      .replace(/[aeiouyhw]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}
