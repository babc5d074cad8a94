"""Section 1 of core/docs/DRAW-SPEC.md, with roots, tickets and streams: written from that page and from nothing else."""

import base64
import hashlib
import json
from fractions import Fraction
from math import ceil, floor


class Protocol(str):
    """P, with the suite that hashes under it."""

    def __new__(cls, tag, suite):
        protocol = super().__new__(cls, tag)
        protocol.suite = suite
        return protocol

    def hash(self, data):
        return HASHES[self.suite](data)


def sha256(data):
    return hashlib.sha256(data).digest()


def sm3(data):
    """GB/T 32905, where the system's library has none."""
    turn = lambda word, by: (word << by % 32 | word >> (32 - by % 32)) % 2**32
    p0 = lambda word: word ^ turn(word, 9) ^ turn(word, 17)
    p1 = lambda word: word ^ turn(word, 15) ^ turn(word, 23)
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        w = [int.from_bytes(padded[at : at + 4], "big") for at in range(start, start + 64, 4)]
        for j in range(16, 68):
            w.append(p1(w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            constant = turn(0x79CC4519 if j < 16 else 0x7A879D8A, j)
            ss1 = turn((turn(a, 12) + e + constant) % 2**32, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ turn(a, 12)) + (w[j] ^ w[j + 4])) % 2**32
            tt2 = (gg + h + ss1 + w[j]) % 2**32
            a, b, c, d, e, f, g, h = tt1, a, turn(b, 9), c, p0(tt2), e, turn(f, 19), g
        state = [one ^ two for one, two in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(4, "big") for word in state)


def sm3_of_the_system(data):
    return hashlib.new("sm3", data).digest()


HASHES = {"sha256": sha256, "sm3": sm3_of_the_system if "sm3" in hashlib.algorithms_available else sm3}


def as_bytes(part):
    return part if isinstance(part, bytes) else str(part).encode()


def tagged_hash(protocol, tag, parts):
    """H(tag, parts)"""
    return protocol.hash(b"\0".join([f"{protocol}/{tag}".encode(), *map(as_bytes, parts)]))


def hmac(protocol, key, data):
    """RFC 2104, for keys of at most a block."""
    padded = lambda by: bytes(byte ^ by for byte in key.ljust(64, b"\0"))
    return protocol.hash(padded(0x5C) + protocol.hash(padded(0x36) + data))


def extract(protocol, salt, ikm):
    return hmac(protocol, salt, ikm)


def expand(protocol, prk, parts, length):
    """key(parts, length)"""
    info = b"\0".join(map(as_bytes, [protocol, *parts]))
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac(protocol, prk, block + info + bytes([counter]))
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


def merkle(protocol, leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else protocol.hash(b"")
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return protocol.hash(b"\1" + merkle(protocol, leaves[:half]) + merkle(protocol, leaves[half:]))


def path(protocol, index, leaves):
    """The siblings of a leaf on its way to the root."""
    if len(leaves) < 2:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = leaves[:half], leaves[half:]
    return path(protocol, index, left) + [merkle(protocol, right)] if index < half else path(protocol, index - half, right) + [merkle(protocol, left)]


def as_text(digests):
    return base64.urlsafe_b64encode(b"".join(digests)).rstrip(b"=").decode()


def salt(protocol, master, name, of):
    """The salt of a row; nothing where rows are not blinded."""
    prk = extract(protocol, b"", master)
    return expand(protocol, prk, ["salt", name, of], 16).hex()


def ticket(protocol, key, target_id):
    return protocol.hash((key + target_id).encode()).hex()


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
    suite = "sm3" if name.endswith("-sm3") else "sha256"
    real, rehearsal = Protocol("double-random/0", suite), Protocol("double-random/0/rehearsal", suite)
    found = {
        "hash": lambda: tagged_hash(real, words[0], raw[1:]).hex(),
        "hash-in-rehearsal": lambda: tagged_hash(rehearsal, words[0], raw[1:]).hex(),
        "extract": lambda: extract(real, *raw).hex(),
        "key16": lambda: expand(real, raw[0], raw[1:], 16).hex(),
        "key32": lambda: expand(real, raw[0], raw[1:], 32).hex(),
        "ticket": lambda: ticket(real, *words),
        "leaf": lambda: real.hash(b"\0" + raw[0] + raw[1]).hex(),
        "root": lambda: merkle(real, raw).hex(),
        "beacon": lambda: str(beacon_round(*map(int, words))),
        "path": lambda: as_text(path(real, int(words[0]), raw[1:])),
        "salt": lambda: salt(real, raw[0], *words[1:]),
        "below": lambda: numbers_below(Stream(raw[0]), words[1:]),
        "permute": lambda: permuted(Stream(raw[0]), words[1:]),
        "quota": lambda: str(share(words[0], words[1], int(words[2]))),
    }[name.removesuffix("-sm3")]()
    return "ok" if found == value else f"{left} = {found}"


def beacon_round(sealed_at, genesis, period):
    """The round that counts, of seconds since 1970."""
    return 1 + ceil(Fraction(sealed_at + 600 - genesis, period))


def numbers_below(stream, limits):
    return " ".join(str(stream.below(int(limit))) for limit in limits)


def permuted(stream, words):
    permute(words, stream)
    return " ".join(words)
