"""Section 1 of core/docs/DRAW-SPEC.md, with roots, tickets and streams: written from that page and from nothing else."""

import base64
import hashlib
import hmac
import json
from fractions import Fraction
from math import ceil, floor


def sha256(data):
    return hashlib.sha256(data).digest()


def as_bytes(part):
    return part if isinstance(part, bytes) else str(part).encode()


def tagged_hash(protocol, tag, parts):
    """H(tag, parts)"""
    return sha256(b"\0".join([f"{protocol}/{tag}".encode(), *map(as_bytes, parts)]))


def extract(salt, ikm):
    return hmac.digest(salt, ikm, "sha256")


def expand(prk, info, length):
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([counter]), "sha256")
        out, counter = out + block, counter + 1
    return out[:length]


as_json = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value):
    """RFC 8785 for the values that the page allows."""
    if value is None or isinstance(value, (bool, str)):
        return as_json(value)
    if isinstance(value, int):
        if not 0 <= value < 2**53:
            raise ValueError(f"{value} is not a number of the page")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"


def read(text):
    def no_fraction(number):
        raise ValueError(f"{number} is not a number of the page")

    def no_double(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    return json.loads(text, parse_float=no_fraction, parse_constant=no_fraction, object_pairs_hook=no_double)


def share(ratio, rounding, size):
    """The quota of a ratio, `1/20`, `7%` or `0.07`."""
    exact = Fraction(ratio[:-1]) / 100 if ratio.endswith("%") else Fraction(ratio)
    round_to = {"up": ceil, "down": floor, "half-up": lambda number: floor(number + Fraction(1, 2))}
    return round_to[rounding](size * exact)


def merkle(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:]))


def path(index, leaves):
    """The siblings of a leaf on its way to the root."""
    if len(leaves) < 2:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = leaves[:half], leaves[half:]
    return path(index, left) + [merkle(right)] if index < half else path(index - half, right) + [merkle(left)]


def as_text(digests):
    return base64.urlsafe_b64encode(b"".join(digests)).rstrip(b"=").decode()


def salt(protocol, master, name, of):
    """The salt of a row; nothing where rows are not blinded."""
    prk = extract(b"", master)
    return expand(prk, b"\0".join(map(as_bytes, [protocol, "salt", name, of])), 16).hex()


def ticket(key, target_id):
    return sha256((key + target_id).encode()).hex()


class Stream:
    """ChaCha20 as a sequence of 64-bit words."""

    def __init__(self, key):
        self.key, self.counter, self.words = key, 0, []

    def word(self):
        if not self.words:
            block = chacha20_block(self.key, self.counter)
            self.counter += 1
            self.words = [int.from_bytes(block[at : at + 8], "little") for at in range(0, 64, 8)]
        return self.words.pop(0)

    def below(self, n):
        limit = 2**64 // n * n
        while (word := self.word()) >= limit:
            pass
        return word % n


def permute(values, stream):
    for at in range(len(values) - 1, 0, -1):
        other = stream.below(at + 1)
        values[at], values[other] = values[other], values[at]


def chacha20_block(key, counter):
    words = lambda data: [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4)]
    start = words(b"expand 32-byte k") + words(key) + words(counter.to_bytes(8, "little") + bytes(8))
    state = list(start)

    def turn(a, b, other, by):
        state[a] = (state[a] + state[b]) % 2**32
        mixed = state[other] ^ state[a]
        state[other] = (mixed << by | mixed >> (32 - by)) % 2**32

    def quarter(a, b, c, d):
        turn(a, b, d, 16)
        turn(c, d, b, 12)
        turn(a, b, d, 8)
        turn(c, d, b, 7)

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for column in range(4):
            quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return b"".join(((one + two) % 2**32).to_bytes(4, "little") for one, two in zip(state, start))


def example(line):
    """A worked example of the page, `name argument ... = value`: `ok`, or what comes out instead."""
    left, value = line.split(" = ")
    name, *words = left.split()
    raw = [bytes.fromhex(word[2:]) if word.startswith("x:") else word.encode() for word in words]
    real, rehearsal = "double-random/0", "double-random/0/rehearsal"
    found = {
        "hash": lambda: tagged_hash(real, words[0], raw[1:]).hex(),
        "hash-in-rehearsal": lambda: tagged_hash(rehearsal, words[0], raw[1:]).hex(),
        "extract": lambda: extract(*raw).hex(),
        "key16": lambda: expand(raw[0], b"\0".join([real.encode(), *raw[1:]]), 16).hex(),
        "key32": lambda: expand(raw[0], b"\0".join([real.encode(), *raw[1:]]), 32).hex(),
        "ticket": lambda: ticket(*words),
        "leaf": lambda: sha256(b"\0" + raw[0] + raw[1]).hex(),
        "root": lambda: merkle(raw).hex(),
        "path": lambda: as_text(path(int(words[0]), raw[1:])),
        "salt": lambda: salt(real, raw[0], *words[1:]),
        "below": lambda: numbers_below(Stream(raw[0]), words[1:]),
        "permute": lambda: permuted(Stream(raw[0]), words[1:]),
        "quota": lambda: str(share(words[0], words[1], int(words[2]))),
    }[name]()
    return "ok" if found == value else f"{left} = {found}"


def numbers_below(stream, limits):
    return " ".join(str(stream.below(int(limit))) for limit in limits)


def permuted(stream, words):
    permute(words, stream)
    return " ".join(words)
