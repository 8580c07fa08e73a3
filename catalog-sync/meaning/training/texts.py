"""The texts that the student learns from: names, descriptions, products as feeds and tills have them, questions, misheard names."""
import collections
import random
import re

from pypinyin import lazy_pinyin

from goods import read_brands, read_frames

Text = collections.namedtuple('Text', 'lang kind role text meant says')
"""`meant`: what a teacher is asked about it, without what only carries the question; `says`: brand and features that it names."""

CARRIERS = {
    'zh': re.compile('请问|你好|唔该|麻烦|我想要?|帮我?|找一下|找|有没有|有吗|在哪(儿|里|块)?|放哪(儿|里)?了?|搁哪(儿|里)?了?|哪(儿|里)有|多少钱|怎么卖|几多钱|边度|喺|啊|呢|吗|呀|吧|的$|[，。？！?]'),
    'en': re.compile(r"\b(where('s| is| are|'re)?|can i find|do you (have|carry|sell)|how much (is|are|for)|i('m| am)? (need|want|looking for|after)|got any|have you got|the|a|an|any|some|please|is|are|there|hi|hello|excuse me|price of|you|for me|to)\b|[?.,!]", re.I),
}
FEATURES = {
    'flavour': (['原味', '草莓味', '巧克力味', '香草', '抹茶', '麻辣', '香辣', '五香', '番茄味', '烧烤味', '海苔味', '柠檬', '芒果', '葡萄味', '蓝莓', '黄桃', '椰子', '孜然', '咖喱', '芝士', '海盐', '蜂蜜', '红枣', '黑芝麻', '榴莲'],
                ['original', 'strawberry', 'chocolate', 'vanilla', 'matcha', 'hot & spicy', 'spicy', 'five spice', 'tomato', 'barbecue', 'seaweed', 'lemon', 'mango', 'grape', 'blueberry', 'peach', 'coconut', 'cumin', 'curry', 'cheese', 'sea salt', 'honey', 'red date', 'black sesame', 'durian']),
    'colour': (['白色', '黑色', '红色', '蓝色', '灰色', '粉色', '绿色', '米色', '银色', '透明', '黄色', '紫色', '咖色', '原木色'],
               ['white', 'black', 'red', 'blue', 'grey', 'pink', 'green', 'beige', 'silver', 'clear', 'yellow', 'purple', 'brown', 'natural wood']),
    'scent': (['薰衣草', '玫瑰香', '柠檬香', '茉莉', '樱花香', '清香', '无香', '海洋', '绿茶', '桂花'],
              ['lavender', 'rose', 'lemon', 'jasmine', 'cherry blossom', 'fresh', 'unscented', 'ocean', 'green tea', 'osmanthus']),
    'material': (['不锈钢', '塑料', '玻璃', '陶瓷', '木质', '竹制', '纯棉', '硅胶', '铝合金', '铸铁', '亚麻', '涤纶'],
                 ['stainless steel', 'plastic', 'glass', 'ceramic', 'wooden', 'bamboo', 'cotton', 'silicone', 'aluminium', 'cast iron', 'linen', 'polyester']),
    'for_whom': (['男士', '女士', '儿童', '成人', '宝宝', '孕妇', '老人'], ['men', 'women', 'kids', 'adult', 'baby', 'maternity', 'senior']),
    'age': (['0-6月', '1段', '2段', '3段', '3岁以上', '婴儿', '儿童'], ['0-6 months', 'stage 1', 'stage 2', 'stage 3', '3+', 'infant', 'kids']),
    'skin': (['干性', '油性', '敏感肌'], ['dry skin', 'oily skin', 'sensitive skin']),
    'sugar': (['无糖', '低糖', '0糖', '含糖'], ['sugar free', 'low sugar', 'zero sugar', 'sweetened']),
    'type': (['家用', '便携', '加厚', '大号', '小号', '经典', '升级款', '迷你', '一次性', '可折叠'],
             ['household', 'portable', 'thick', 'large', 'small', 'classic', 'premium', 'mini', 'disposable', 'folding']),
}
SIZES = {
    'weight': (['500g', '100g', '75g', '1kg', '250g', '散装', '/kg', '5kg', '60克', '2斤装'], ['500g', '100g', '75g', '1 kg', '250 g', 'loose', 'per kg', '5kg', '60g', '2 lb']),
    'volume': (['500ml', '1L', '250ml', '330ml*6', '1.5升', '750毫升', '2L'], ['500ml', '1L', '250ml', '330ml x6', '1.5 L', '750ml', '2L']),
    'count': (['10片', '6只装', '一包', '12支', '24粒', '3条', '100抽', '2个装', '20袋'], ['10 pcs', 'pack of 6', '1 pack', '12 count', '24 tablets', '3 pack', '100 sheets', '2 pack', '20 sachets']),
    'size': (['L码', '大号', '30cm', '120*200', 'XL', '1.8m床', '均码', '小号'], ['size L', 'large', '30cm', '120x200', 'XL', 'king', 'one size', 'small']),
    'power': (['1500W', '9W', '20W', '65W'], ['1500W', '9W', '20W', '65W']),
    'length': (['2米', '1.5m', '5m', '10米'], ['2 m', '1.5m', '5m', '10 m']),
}
FILLED = {
    '{A}': (['花生', '牛奶', '鸡蛋', '坚果', '麸质', '虾', '大豆', '芝麻', '防腐剂', '香精'], ['peanuts', 'milk', 'eggs', 'nuts', 'gluten', 'shrimp', 'soy', 'sesame', 'preservatives', 'perfume']),
    '{C}': (['无糖', '有机', '低脂', '纯素', '清真', '无添加'], ['sugar free', 'organic', 'low fat', 'vegan', 'halal', 'additive free']),
    '{S}': (['大瓶', '500克', '两升', '小包装', '整箱', '一斤'], ['large bottle', '500g', 'two litre', 'small pack', 'whole case', 'one pound']),
    '{N}': (['十块', '50', '一百', '三'], ['ten', '50', 'a hundred', 'three']),
    '{L}': (['A3', '三号货架', '12排'], ['A3', 'aisle 3', 'row 12']),
    '{F}': (['收银台', '厕所', '服务台'], ['till', 'toilet', 'service desk']),
}
HAN = '得固匠虎锐福乐佳美康安华宝丽金银星月天山河海洁净雅顺达利兴旺源泰和诚信德艺巧家悦优品尚禾田园农香味百草堂春秋龙凤玉兰松柏云鹤晨曦欧普森特雷诺卡迪'
LATIN = ['ba', 'lo', 'ki', 'ro', 'mi', 'va', 'ne', 'do', 'su', 'te', 'fa', 'li', 'zo', 'pra', 'stel', 'gran', 'win', 'ter', 'max', 'co']


def bare(text, lang):
    """What is left of a question without the words that only ask, as the finder compares it."""
    return ' '.join(CARRIERS[lang].sub(' ' if lang == 'en' else '', text).split()) or text


class Homophones:
    """Characters that sound alike to a recogniser or a speaker who mixes up zh/z, n/l, ng/n."""

    def __init__(self, texts):
        seen = collections.Counter(c for text in texts for c in text if '\u4e00' <= c <= '\u9fff')
        self.alike = collections.defaultdict(list)
        self.sound = {c: self.fuzzy(lazy_pinyin(c)[0]) for c in seen}
        for c, n in seen.items():
            if n >= 3:
                self.alike[self.sound[c]].append(c)

    @staticmethod
    def fuzzy(syllable):
        for long, short in (('zh', 'z'), ('ch', 'c'), ('sh', 's')):
            if syllable.startswith(long):
                syllable = short + syllable[2:]
        if syllable.startswith('n'):
            syllable = 'l' + syllable[1:]
        return syllable[:-1] if syllable.endswith('ng') else syllable

    def misheard(self, text, rng):
        chars = list(text)
        for i in rng.sample(range(len(chars)), max(1, len(chars) // 2)):
            others = self.alike.get(self.sound.get(chars[i]), [])
            if others:
                chars[i] = rng.choice(others)
        return ''.join(chars)


class Writer:
    """Writes texts about kinds, the same ones for the same seed."""

    def __init__(self, kinds, seed):
        self.kinds, self.rng = kinds, random.Random(seed)
        self.others = random.Random(seed + 1)
        self.makers, self.called = read_brands()
        self.parent = {k.id: k for k in kinds}
        self.frames = {lang: read_frames(lang) for lang in ('zh', 'en')}
        self.homophones = Homophones([name for k in kinds for name in k.names['zh']])
        vocabulary = collections.Counter(w for k in kinds for name in k.names['en'] for w in name.lower().split())
        self.words = list(vocabulary)

    def brand(self, kind):
        """(zh, en) of a brand that makes it, or of one that never was."""
        rng = self.rng
        known = self.makers.get(kind.id)
        if known and rng.random() < 0.75:
            return rng.choice(known)
        made_up = (''.join(rng.sample(HAN, rng.choice((2, 2, 3)))), ''.join(rng.sample(LATIN, rng.choice((2, 3)))).title())
        return made_up if rng.random() < 0.8 else ('', '')

    def feature(self, kind, table):
        fit = [v for v in kind.vary if v in table]
        if not fit:
            return None
        zh, en = table[self.rng.choice(fit)]
        i = self.rng.randrange(len(zh))
        return zh[i], en[i]

    def noun(self, kind, lang):
        names = kind.names[lang]
        return names[0] if self.rng.random() < 0.5 else self.rng.choice(names)

    def products(self, n, kind):
        """The same product in both languages, as a feed's row is compared: name, last category, other names."""
        rng = self.rng
        brand, feature, size = self.brand(kind), self.feature(kind, FEATURES) or ('', ''), self.feature(kind, SIZES) or ('', '')
        if rng.random() < 0.3:
            feature = ('', '')
        says = frozenset(filter(None, (brand[0] or brand[1], feature[1])))
        leaf = self.parent[kind.broader] if kind.broader and rng.random() < 0.7 else kind
        bare_name = bool(brand[0] or brand[1]) and kind.id in self.makers and rng.random() < 0.08
        for i, lang in enumerate(('zh', 'en')):
            noun = '' if bare_name else self.noun(kind, lang)
            parts = [brand[i] or brand[1 - i], feature[i], noun, size[i]]
            if rng.random() < 0.3:
                parts = [parts[0], noun, feature[i], size[i]]
            if lang == 'zh' and brand[0] and brand[1] and rng.random() < 0.25:
                parts[0] = brand[0] + brand[1]
            glue = '' if lang == 'zh' and rng.random() < 0.5 else ' '
            name = glue.join(p for p in parts if p)
            others = rng.sample(kind.names[lang], min(len(kind.names[lang]), rng.choice((1, 2)))) if rng.random() < 0.3 else []
            last = leaf.names[lang][0] if rng.random() < 0.85 else ''
            yield Text(lang, n, 'product', ' '.join(filter(None, (name, last, *others))), None, says)

    def question(self, n, kind, lang):
        rng = self.rng
        name, says = rng.choice(kind.names[lang]), frozenset()
        if rng.random() < 0.25 and kind.uses[lang]:
            name = rng.choice(kind.uses[lang])
        elif rng.random() < 0.3:
            i = 0 if lang == 'zh' else 1
            brand, feature = self.brand(kind), self.feature(kind, FEATURES)
            if brand[i] and rng.random() < 0.6:
                name, says = (brand[i] + name if lang == 'zh' else f'{brand[i]} {name}'), frozenset((brand[0] or brand[1],))
            elif feature:
                name, says = (feature[i] + ('的' if rng.random() < 0.3 else '') + name if lang == 'zh' else f'{feature[i]} {name}'), frozenset((feature[1],))
        frame = rng.choice(self.frames[lang][0])
        if self.others.random() < 0.35:
            frame = self.filled(self.others.choice(self.frames[lang][1]), lang)
        return Text(lang, n, 'question', bare(frame.replace('{P}', name), lang), name, says)

    def filled(self, frame, lang):
        for mark, values in FILLED.items():
            while mark in frame:
                frame = frame.replace(mark, self.others.choice(values[lang == 'en']), 1)
        return frame

    def by_brand(self, n, kind):
        """Questions that name a brand and no kind, some of them misheard."""
        rng = self.others
        for brand in dict.fromkeys(self.makers.get(kind.id, [])):
            if not self.called[brand]:
                continue
            name = rng.choice(self.called[brand])
            lang = 'zh' if any('\u4e00' <= c <= '\u9fff' for c in name) or rng.random() < 0.3 else 'en'
            says = frozenset((brand[0] or brand[1],))
            said = self.homophones.misheard(name, rng) if lang == 'zh' and rng.random() < 0.2 else name
            yield Text(lang, n, 'brand', bare(rng.choice(self.frames[lang][0]).replace('{P}', said), lang), name, says)
            glue = '' if lang == 'zh' else ' '
            yield Text(lang, n, 'product', f'{name}{glue}{rng.choice(kind.names[lang])} {kind.names[lang][0]}', None, says)

    def about(self, n, copies):
        kind, rng = self.kinds[n], self.rng
        for lang in ('zh', 'en'):
            for name in kind.names[lang]:
                yield Text(lang, n, 'name', name, None, frozenset())
            for use in kind.uses[lang]:
                yield Text(lang, n, 'use', use, None, frozenset())
            for _ in range(copies):
                yield self.question(n, kind, lang)
        for _ in range(copies):
            yield from self.products(n, kind)
        for name in rng.sample(kind.names['zh'], min(2, len(kind.names['zh']))):
            if len(name) >= 2:
                yield Text('zh', n, 'misheard', self.homophones.misheard(name, rng), name, frozenset())
        yield from self.by_brand(n, kind)

    def all(self, copies=6):
        return [text for n in range(len(self.kinds)) for text in self.about(n, copies)]
