"""The student: a table of pieces, summed. It is read and written here and read by `../student.ts`."""
import json
import struct

import numpy as np
from scipy import sparse

from pieces import pieces_of


class Student:
    def __init__(self, pieces, table):
        self.pieces, self.table = list(pieces), table
        self.rows = {piece: row for row, piece in enumerate(self.pieces)}

    def bags(self, texts):
        """[texts, pieces] sparse: how often each piece stands in each text."""
        columns, starts = [], [0]
        for text in texts:
            columns.extend(row for piece in pieces_of(text) if (row := self.rows.get(piece)) is not None)
            starts.append(len(columns))
        ones = np.ones(len(columns), np.float32)
        out = sparse.csr_matrix((ones, np.array(columns, np.int32), np.array(starts, np.int64)), shape=(len(texts), len(self.pieces)))
        out.sum_duplicates()
        return out

    def __call__(self, texts):
        """Unit vectors, one a text; zeros where no piece is known."""
        return unit(self.bags(texts) @ self.table)

    def rounded(self):
        """The same with four bits a number, as it is written."""
        cells, scales = four_bits(self.table)
        return Student(self.pieces, cells.astype(np.float32) * scales[:, None])

    def write(self, file):
        """Header (JSON, its length before it as uint32), pieces (UTF-8, a line each), scales (float32), cells (two to a byte, the low half first, each 0 to 15 for -7 to 7)."""
        cells, scales = four_bits(self.table)
        nibbles = (cells + 8).astype(np.uint8)
        words = '\n'.join(self.pieces).encode()
        words += b'\n' * (-len(words) % 4)
        header = json.dumps({'pieces': len(self.pieces), 'width': self.table.shape[1], 'words': len(words)}).encode()
        header += b' ' * (-len(header) % 4)
        with open(file, 'wb') as out:
            out.write(struct.pack('<I', len(header)) + header + words + scales.astype('<f4').tobytes())
            out.write((nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).tobytes())


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def four_bits(table):
    """Whole numbers from -7 to 7 and a scale for each row: the scale that loses least of six."""
    most = np.maximum(np.abs(table).max(1), 1e-9)
    best, chosen = np.full(len(table), np.inf), most / 7
    for share in (1, 0.9, 0.8, 0.7, 0.6, 0.5):
        scale = share * most / 7
        lost = ((np.clip(np.rint(table / scale[:, None]), -7, 7) * scale[:, None] - table) ** 2).sum(1)
        chosen = np.where(lost < best, scale, chosen)
        best = np.minimum(lost, best)
    return np.clip(np.rint(table / chosen[:, None]), -7, 7).astype(np.int8), chosen.astype(np.float32)


def read(file):
    """A student as `write` wrote it."""
    with open(file, 'rb') as source:
        length, = struct.unpack('<I', source.read(4))
        header = json.loads(source.read(length))
        pieces = source.read(header['words']).decode().strip('\n').split('\n')
        scales = np.frombuffer(source.read(4 * header['pieces']), '<f4')
        packed = np.frombuffer(source.read(), np.uint8).reshape(header['pieces'], -1)
    cells = np.empty((header['pieces'], header['width']), np.float32)
    cells[:, 0::2], cells[:, 1::2] = packed & 15, packed >> 4
    return Student(pieces, (cells - 8) * scales[:, None])
