import "server-only";
import { create } from "@bufbuild/protobuf";
import type { ConnectionName } from "@/lib/core/refs";
import { type Sort, Sort_Direction, SortSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import type { FlyteClient } from "@/lib/server/backends/flyte1/call/client";

/** What every group of calls works with. */
export type Context = { client: FlyteClient; connection: ConnectionName };

/** FlyteAdmin has no order of its own, so paging without one repeats and skips rows. `key` is a column of its database. */
export function sortBy(key: string, direction: "ascending" | "descending"): Sort {
  const { ASCENDING, DESCENDING } = Sort_Direction;
  return create(SortSchema, { key, direction: direction === "ascending" ? ASCENDING : DESCENDING });
}

/** Flyte's token of the next page, null at the end. */
export const nextToken = (token: string): string | null => (token === "" ? null : token);

/** Rows of one page where all pages are read. */
const PAGE = 1_000;
/** No node has that many attempts or gates; a server that never stops handing out tokens must not hold us. */
const PAGE_LIMIT = 100;

/** All pages of a list, one after the other. */
export async function readAll<T>(
  readPage: (limit: number, token: string) => Promise<{ items: T[]; token: string }>,
): Promise<T[]> {
  const all: T[] = [];
  let token = "";
  for (let page = 0; page < PAGE_LIMIT; page += 1) {
    const answer = await readPage(PAGE, token);
    all.push(...answer.items);
    if (answer.token === "" || answer.items.length === 0) return all;
    token = answer.token;
  }
  return all;
}
