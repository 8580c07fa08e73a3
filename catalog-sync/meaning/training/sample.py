"""Writes `sample.json`: pieces and vectors of some texts, by which `../student.test.ts` sees that the program reads the student as its training does.

    python sample.py ../student.bin"""
import json
import os
import sys

from pieces import pieces_of
from student import read

TEXTS = ['洗头水', '清风 原木纯品抽纸 3层100抽*6包 抽纸 面巾纸', "Lay's Potato Chips Original 75g Chips", 'ＡＡ电池 5号', "where's the kids' toothpaste", '可口可乐Coca-Cola零度330ml*6', '𠮷野家 café crème 12.5%', '空气炸锅纸']


def main(file):
    student = read(file)
    lines = [{'text': text, 'pieces': pieces_of(text), 'vector': [round(float(x), 5) for x in student([text])[0]]} for text in TEXTS]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'sample.json'), 'w', encoding='utf-8') as out:
        out.write('[\n' + ',\n'.join(json.dumps(line, ensure_ascii=False) for line in lines) + '\n]\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
