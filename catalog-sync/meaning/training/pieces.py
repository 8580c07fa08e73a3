"""How the student cuts a text. `../pieces.ts` cuts in the same way; `pieces.test.ts` holds both to `pieces-sample.json`."""
import re
import unicodedata

LONGEST_HAN = 4
LETTERS = (3, 5)
RUNS = re.compile(r"[\u4e00-\u9fff]+|[a-z]+(?:'[a-z]+)*|[0-9]+")


def pieces_of(text):
    """All pieces of a text, in order, known or not: runs of 1 to 4 characters; words, pairs of words and runs of 3 to 5 letters; numbers.

    Words stand between underscores, pairs have a space, so that no piece is of two sorts."""
    out, before = [], ''
    for run in RUNS.findall(unicodedata.normalize('NFKC', text).lower()):
        if '\u4e00' <= run[0]:
            for n in range(1, LONGEST_HAN + 1):
                out.extend(run[i:i + n] for i in range(len(run) - n + 1))
            before = ''
            continue
        if run[0].isdigit():
            out.append(run)
            continue
        word = f"_{run.replace(chr(39), '')}_"
        out.append(word)
        for n in range(LETTERS[0], LETTERS[1] + 1):
            if n < len(word):
                out.extend(word[i:i + n] for i in range(len(word) - n + 1))
        if before:
            out.append(f'{before} {word}')
        before = word
    return out
