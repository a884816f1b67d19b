"""Writes wordpiece-reference.json with Hugging Face's tokenizers (0.23.3 when last run).

Usage: python make_wordpiece_reference.py all-minilm-l6-v2-tokenizer.json wordpiece-reference.json
"""
import hashlib
import json
import random
import sys

from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.enable_truncation(max_length=256)
tokenizer.no_padding()

texts = [
    "", " ", "\n\t\r", "a", "Credit limit of a customer", "Hello, World!",
    "caf\u00e9 d\u00e9j\u00e0 vu na\u00efve", "cafe\u0301", "\u00c5ngstr\u00f6m \u212b", "\u0130stanbul I\u0307",
    "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2 \u039f\u0394\u039f\u03a3", "Stra\u00dfe STRASSE \u1e9e", "\u01c5 \u01c8 \ufb01ne o\ufb03ce",
    "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8 and emoji \U0001f680 mixed", "\u4e2d\u6587\u5b57\u7b26\u4e32abc\u4e2d",
    "\ud55c\uad6d\uc5b4 \ud14d\uc2a4\ud2b8", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u092a\u093e\u0920", "\u0e44\u0e17\u0e22\u0e20\u0e32\u0e29\u0e32", "\u0440\u0443\u0441\u0441\u043a\u0438\u0439 \u0451\u043b\u043a\u0430 \u0419",
    "\U0001f469\u200d\U0001f4bb \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd", "zero\u200bwidth\u200djoin\ufeffbom",
    "soft\u00adhyphen nb\u00a0space \u2003em\u3000ideographic", "line\u2028para\u2029next\u0085nel\x0bvt\x0cff",
    "\x00nul\x01\x1f\x7f\x9fcontrol", "\ufffdreplacement \ue000private \U000f0000plane15",
    "a" * 99, "a" * 100, "a" * 101, "\u00e9" * 100, "\u00e9" * 101, "x" + "y" * 300 + " after", "a" * 5000,
    "word " * 300, "punct!" * 200, "\u4e2d" * 400, "antidisestablishmentarianism " * 60,
    "[CLS] [SEP] [MASK] [PAD] [UNK]", "x[SEP]y[sep]z[SEP", "[[CLS]]", "##ing ing ##", "[unused1] [UNUSED1]",
    "a_b-c/d\\e|f`g~h@i#j$k%l^m&n*o(p)q+r=s{t}u[v]w;x:y'z\"<>?,.", "\u201cquoted\u201d \u2018single\u2019 \u2014 \u2026 \u00a1\u00bf \u00b6\u00a7",
    "\u20ac100 \u00a35 $7 \u00a58 1\u00bd \u00b2 \u2460 \u216b", "1,234.56 2024-12-31T23:59:59Z 0xFF 1e-10",
    "SELECT id FROM t WHERE metadata.year > 2015", "https://example.com/a?b=c&d=e#f", "user.name+tag@example.org",
    "\u1e69 \u0073\u0323\u0307 \u0073\u0307\u0323", "\u2126 \u03a9 \u00b5 \u03bc", "\uff21\uff22\uff23 \uff11\uff12\uff13 \uff71\uff72\uff73", "\u1100\u1161\u11a8",
    "\U0001d400\U0001d5d4 \U0001f130", "a\u0300\u0301\u0302\u0303\u0304" * 30, "\u0300 lonely mark", "\u3099\u309a \u30ac\u30d1",
    "\U0002b820\U0002b920\U0002ceaf\U0002ceb0 \U00020000 \u9fff\ua000", "\u166d\U000111c9\u1734\U0001171e\u20c0\U0001faf6",
]

generator = random.Random(20240229)
words = [w for w in tokenizer.get_vocab() if not w.startswith("[")]
words.sort()
blocks = [(0, 0x7F), (0x80, 0x24F), (0x300, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF), (0x1E00, 0x206F),
          (0x20A0, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x4FFF), (0xAC00, 0xAD00), (0xF900, 0xFFFD), (0x1F300, 0x1FAFF)]
for _ in range(160):
    parts = []
    for _ in range(generator.randint(1, 12)):
        if generator.random() < 0.4:
            parts.append(generator.choice(words))
        else:
            low, high = generator.choice(blocks)
            parts.append("".join(chr(generator.randint(low, high)) for _ in range(generator.randint(1, 6))))
        if generator.random() < 0.5:
            parts.append(" ")
    texts.append("".join(parts))

BLOCK = 4096
digests = {}
for start in range(0, 0x110000, BLOCK):
    points = [c for c in range(start, start + BLOCK) if not 0xD800 <= c <= 0xDFFF]
    digest = hashlib.sha256()
    for encoding in tokenizer.encode_batch([f"a{chr(c)}b {chr(c)}" for c in points]):
        digest.update((" ".join(map(str, encoding.ids)) + "\n").encode())
    digests["%x" % start] = digest.hexdigest()[:16]

with open(sys.argv[2], "w") as out:
    out.write('{"texts":[\n')
    out.write(",\n".join(json.dumps({"text": t, "ids": tokenizer.encode(t).ids}, separators=(",", ":")) for t in texts))
    out.write('\n],"blockSize":%d,"blocks":{\n' % BLOCK)
    out.write(",\n".join('"%s":"%s"' % item for item in digests.items()))
    out.write("\n}}\n")
