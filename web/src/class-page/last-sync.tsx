import { useText } from "../messages/use-text.js";
import { useWhen } from "../messages/use-when.js";
import styles from "./class-page.module.css";
import type { Course } from "./types.js";

interface Props {
  readonly course: Course;
}

/** When ClassIn's nicknames were last set. Nothing if that is not known, or if it failed. */
export function LastSync({ course: { lastNicknameSync } }: Props) {
  const text = useText();
  const when = useWhen();
  if (lastNicknameSync?.result?.__typename !== "SyncClassNicknamesSuccess") return null;
  return <p className={styles.soft}>{text("class.lastSync", { when: when(lastNicknameSync.finishedAt) })}</p>;
}
