import { useQuery } from "@apollo/client/react";
import { RecentCorrectionsDocument } from "../../operations/generated/graphql.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";
import { useWhen } from "../messages/use-when.js";
import { nameOf } from "./sort-members.js";
import type { Member } from "./types.js";

interface Props {
  readonly courseId: string;
  readonly members: readonly Member[];
}

/** Names that the server has lately put right, newest first. */
export function RecentCorrections({ courseId, members }: Props) {
  const text = useText();
  const when = useWhen();
  const { data, error } = useQuery(RecentCorrectionsDocument, {
    variables: { courseId },
    fetchPolicy: "cache-and-network",
  });
  const corrections = data?.nameCorrections.nodes ?? [];
  if (error !== undefined) return <p>{text(`problem.${readProblem(error)}`)}</p>;
  if (corrections.length === 0) return <p>{text("corrections.none")}</p>;
  return (
    <ul aria-label={text("corrections.title")}>
      {corrections.map(({ id, at, trigger, outcome, user }) => {
        const member = members.find(({ userId }) => userId === user?.id);
        return (
          <li key={id}>
            <time dateTime={at}>{when(at)}</time>
            <span>{text(`correction.${outcome}`)}</span>
            <span>{text(`trigger.${trigger}`)}</span>
            {member !== undefined && <span>{nameOf(member)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
