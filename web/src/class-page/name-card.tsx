import { useText } from "../messages/use-text.js";
import styles from "./roster.module.css";
import type { Member } from "./types.js";

interface Props {
  readonly member: Member;
}

/** The name that the group shows, marked if it differs from the official one. */
export function NameCard({ member: { nameCard, nameMatches } }: Props) {
  const text = useText();
  return (
    <>
      <span className={nameCard === "" ? styles.soft : styles.card}>
        {nameCard === "" ? text("roster.noCard") : nameCard}
      </span>
      {nameMatches === false && <span className={styles.mark}>{text("roster.differs")}</span>}
    </>
  );
}
