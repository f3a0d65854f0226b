import { randomInt } from "node:crypto";

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

export const randomFileName = (): string =>
  Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? "").join("");
