import { useQuery } from "@apollo/client/react";
import { RecentEventsDocument, type RecentEventsQuery } from "../../operations/generated/graphql.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";
import { useWhen } from "../messages/use-when.js";
import { nameOf } from "./sort-members.js";
import type { Member } from "./types.js";

interface Props {
  readonly groupId: string;
  /** For the names of the people in the events. */
  readonly members: readonly Member[];
}

/** What the vendors have reported about the group, newest first. */
export function RecentEvents({ groupId, members }: Props) {
  const text = useText();
  const { data, error } = useQuery(RecentEventsDocument, {
    variables: { groupId },
    fetchPolicy: "cache-and-network",
  });
  const events = data?.vendorEvents.nodes;
  return (
    <>
      {error !== undefined && <p>{text(`problem.${readProblem(error)}`)}</p>}
      {events?.length === 0 && <p>{text("events.none")}</p>}
      <ul aria-label={text("events.list")}>
        {events?.map((event) => (
          <EventItem key={event.id} event={event} members={members} />
        ))}
      </ul>
    </>
  );
}

type Event = RecentEventsQuery["vendorEvents"]["nodes"][number];

/** So many people are named. The others are counted. */
const NAMED = 3;

function EventItem({ event, members }: { readonly event: Event; readonly members: readonly Member[] }) {
  const text = useText();
  const when = useWhen();
  const people = event.users ?? [];
  const names = people.slice(0, NAMED).map(({ id }) => {
    const member = members.find(({ userId }) => userId === id);
    return member === undefined ? id : nameOf(member);
  });
  const more = (event.peopleCount ?? people.length) - names.length;
  return (
    <li>
      <time dateTime={event.receivedAt}>{when(event.receivedAt)}</time>
      <span>{text(`event.${event.kind}`)}</span>
      {names.length > 0 && <span>{text("events.people", { names: names.join(", "), more })}</span>}
    </li>
  );
}
