"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tag } from "@/components/ui/tag";
import { VisibleText } from "@/components/values/visible-text";
import { problemOf } from "@/lib/client/fetch-json";
import { decksQuery } from "@/lib/client/queries/decks";
import type { DeckListing } from "@/lib/contract/blobs";
import { formatCount } from "@/lib/core/format/count";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { pickDeck } from "./pick-deck";
import { FullScreen } from "./preview/full-screen";

/** The decks of a run: which are there, which are still to come, and one or two of them beside each other. */
export function DeckPanel({ execution, ended }: { execution: ExecutionRef; ended: boolean }) {
  const { data, error, refetch } = useQuery(decksQuery(execution, ended));
  // A list that is there stays: the next question of a running run asks again by itself.
  if (data === undefined && error !== null)
    return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <output aria-label="Loading decks" className="flex flex-col gap-2 p-3">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-24 w-full" />
      </output>
    );
  }
  return (
    <>
      {data.decks.length === 0 ? (
        <p className="px-3 py-2 text-text-2">{noneSentence(ended)}</p>
      ) : (
        <Decks execution={execution} decks={data.decks} />
      )}
      <p className="px-3 py-2 text-11 text-text-3">{`${formatCount(data.rowsRead)} nodes were looked at.`}</p>
    </>
  );
}

const noneSentence = (ended: boolean): string =>
  ended ? "No task of this run wrote a deck." : "No task of this run names a deck yet.";

function Decks({ execution, decks }: { execution: ExecutionRef; decks: readonly DeckListing[] }) {
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const ready = decks.filter(({ state }) => state === "ready");
  const nodes = picked ?? ready.slice(0, 1).map(({ node }) => node);
  const open = nodes.flatMap((node) => ready.filter((deck) => deck.node === node));
  return (
    <>
      <ul aria-label="Decks" className="flex flex-col">
        {decks.map((deck) => (
          <li key={deck.node} className="flex min-h-8 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
            <DeckLine
              deck={deck}
              isOpen={nodes.includes(deck.node)}
              onToggle={() => setPicked(pickDeck(nodes, deck.node))}
            />
          </li>
        ))}
      </ul>
      {open.length === 0 ? (
        <p className="px-3 py-2 text-text-2">
          {ready.length === 0 ? "A deck opens here once its task has written it." : "Pick one deck, or two to compare."}
        </p>
      ) : (
        <FullScreen what={open.length === 1 ? "deck" : "decks"} className="@container flex flex-col bg-inset">
          <div className="grid min-h-120 flex-1 gap-px bg-line @2xl:auto-cols-fr @2xl:grid-flow-col">
            {open.map(({ node, nodeName }) => (
              <DeckFrame key={node} name={nodeName} src={apiPaths.deck({ execution, nodeId: node })} />
            ))}
          </div>
        </FullScreen>
      )}
    </>
  );
}

function DeckLine({ deck, isOpen, onToggle }: { deck: DeckListing; isOpen: boolean; onToggle: () => void }) {
  const { nodeName, state } = deck;
  return (
    <>
      <span className="mono min-w-0 flex-1 break-all">
        <VisibleText text={nodeName} />
      </span>
      {state === "later" ? (
        <Tag outlined title="The task runs; its deck shows here as soon as it is there">
          not written yet
        </Tag>
      ) : (
        <Button size="sm" aria-pressed={isOpen} aria-label={`Show deck of ${nodeName}`} onClick={onToggle}>
          Show
        </Button>
      )}
    </>
  );
}

/**
 * The page that a task wrote. Its address answers a frame of the console without scripts, which holds the page in a sandbox
 * with an origin of its own; a deck that is gone or was never written is answered there in words.
 */
function DeckFrame({ name, src }: { name: string; src: string }) {
  return (
    <section aria-label={`Deck of ${name}`} className="flex min-h-100 min-w-0 flex-col bg-s1">
      <p className="flex items-center gap-2 px-3 py-1 text-12">
        <span className="mono min-w-0 flex-1 break-all">
          <VisibleText text={name} />
        </span>
        <a href={src} target="_blank" rel="noopener noreferrer" className="text-accent-text hover:underline">
          Own tab<span className="sr-only">{` for the deck of ${name}`}</span>
        </a>
      </p>
      <iframe title={`Deck of ${name}`} src={src} referrerPolicy="no-referrer" className="w-full flex-1 bg-white" />
    </section>
  );
}
