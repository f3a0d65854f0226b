export const PALETTE_KEYS = "mod+k";
