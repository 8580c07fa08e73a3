import type { Understood } from '../../contract';

/** Words that carry a question and name nothing: taken out before what is left is compared with names. */
const CARRIERS: Readonly<Record<Understood, RegExp>> = {
  zh: /请问|你好|唔该|麻烦|我想要?|帮我?|找一下|找|有没有|有吗|在哪(?:儿|里|块)?|放哪(?:儿|里)?了?|搁哪(?:儿|里)?了?|哪(?:儿|里)有|多少钱|怎么卖|几多钱|边度|喺|啊|呢|吗|呀|吧|的$|[，。？！?]/g,
  en: /\b(?:where(?:'s| is| are|'re)?|can i find|do you (?:have|carry|sell)|how much (?:is|are|for)|i(?:'m| am)? (?:need|want|looking for|after)|got any|have you got|the|a|an|any|some|please|is|are|there|hi|hello|excuse me|price of|you|for me|to)\b|[?.,!]/gi,
};

/** What is left of a question without the words that only ask; the whole of it where nothing is left. */
export function bare(text: string, lang: Understood): string {
  const left = text
    .replace(CARRIERS[lang], lang === 'en' ? ' ' : '')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
  return left || text;
}
