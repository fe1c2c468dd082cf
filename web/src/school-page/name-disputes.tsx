import { useQuery } from "@apollo/client/react";
import { Link } from "wouter";
import { NameDisputesDocument } from "../../operations/generated/graphql.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";
import { useWhen } from "../messages/use-when.js";

/** People who renamed back so often that the server leaves their names alone, newest first. */
export function NameDisputes() {
  const text = useText();
  const when = useWhen();
  const { data, error } = useQuery(NameDisputesDocument, { fetchPolicy: "cache-and-network" });
  const disputes = data?.vendorEvents.nodes;
  return (
    <section aria-labelledby="disputes">
      <h2 id="disputes">{text("disputes.title")}</h2>
      {error !== undefined && <p>{text(`problem.${readProblem(error)}`)}</p>}
      {disputes?.length === 0 && <p>{text("disputes.none")}</p>}
      <ul>
        {disputes?.map(({ id, receivedAt, courseId, users }) => (
          <li key={id}>
            <time dateTime={receivedAt}>{when(receivedAt)}</time>{" "}
            {users?.map((user) => (
              <span key={user.id}>{user.id}</span>
            ))}{" "}
            {courseId !== null && (
              <Link href={`/class/${courseId}`}>{text("disputes.class", { courseId })}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
