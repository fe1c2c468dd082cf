import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import styles from "./lately.module.css";
import { RecentCorrections } from "./recent-corrections.js";
import { RecentEvents } from "./recent-events.js";
import type { Member } from "./types.js";

interface Props {
  readonly courseId: string;
  readonly groupId: string;
  /** For the names of the people. */
  readonly members: readonly Member[];
}

/** What happened lately, as far as the caller may see it. */
export function Lately({ courseId, groupId, members }: Props) {
  const text = useText();
  const { rights } = useSession();
  return (
    <details className={styles.lately} open>
      <summary>{text("events.title")}</summary>
      {rights.names && <RecentCorrections courseId={courseId} members={members} />}
      {rights.events && <RecentEvents groupId={groupId} members={members} />}
    </details>
  );
}
