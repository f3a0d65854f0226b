import type { Random } from "@/sandbox/scale/random";

const LEVELS = [
  { word: "DEBUG", colour: "\u001b[36m" },
  { word: "INFO", colour: "\u001b[32m" },
  { word: "WARNING", colour: "\u001b[33m" },
  { word: "ERROR", colour: "\u001b[31m" },
] as const;
const RESET = "\u001b[0m";
const MODULES = ["loader", "optimizer", "sampler", "checkpoint", "metrics", "scheduler"] as const;
const EVENTS = [
  "batch done",
  "gradient clipped",
  "shard read",
  "cache missed",
  "learning rate changed",
  "queue drained",
] as const;
const PADDING = 'note="the quick brown fox jumps over the lazy dog"';

/** A time, a level in colour, key=value pairs: about 150 bytes. Now and then a traceback takes the place of one line. */
export function logLine(random: Random, number: number, startMs: number): string {
  if (number % 5_000 === 4_999) return traceback(random, number, startMs);
  const share = random.next();
  const { word, colour } = LEVELS[share < 0.15 ? 0 : share < 0.97 ? 1 : share < 0.995 ? 2 : 3];
  const pairs = [
    `step=${number}`,
    `loss=${(2 / (1 + number / 50_000) + random.next() / 10).toFixed(4)}`,
    `rate=${(random.next() * 1_000).toFixed(1)}`,
    PADDING.slice(0, 24 + random.below(PADDING.length - 24)),
  ];
  const time = timeOf(number, startMs);
  return `${time} ${colour}${word}${RESET} ${random.pick(MODULES)}: ${random.pick(EVENTS)} ${pairs.join(" ")}`;
}

/** The same tick for all: a line each 20 ms. */
const timeOf = (number: number, startMs: number): string => new Date(startMs + number * 20).toISOString();

function traceback(random: Random, number: number, startMs: number): string {
  return [
    `${timeOf(number, startMs)} ${LEVELS[3].colour}ERROR${RESET} loader: shard unreadable, tried again step=${number}`,
    "Traceback (most recent call last):",
    `  File "/root/train/loader.py", line ${100 + random.below(80)}, in read_shard`,
    "    return decode(self.bucket.get(key))",
    '  File "/root/train/codec.py", line 41, in decode',
    '    raise ValueError(f"checksum of {key} does not match")',
    `ValueError: checksum of shard-${String(random.below(10_000)).padStart(5, "0")} does not match`,
  ].join("\n");
}
