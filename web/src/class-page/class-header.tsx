import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import styles from "./class-page.module.css";
import { KeepNames } from "./keep-names.js";
import { LastSync } from "./last-sync.js";
import type { Course, Member } from "./types.js";
import { useFixNames } from "./use-fix-names.js";

interface Props {
  readonly courseId: string;
  readonly course: Course;
  readonly members: readonly Member[];
  readonly isLive: boolean;
  readonly reload: () => void;
}

/** The name of the class, how many cards differ, and the button that puts the names right. */
export function ClassHeader({ courseId, course, members, isLive, reload }: Props) {
  const text = useText();
  const { rights } = useSession();
  const { isFixing, fix } = useFixNames(courseId, reload);
  const misnamed = members.filter(({ nameMatches }) => nameMatches === false);
  const named = members.filter(({ officialName }) => officialName != null);
  return (
    <header className={styles.header}>
      <div>
        <h1>{course.name ?? course.group?.name ?? text("class.title", { courseId })}</h1>
        <p className={styles.facts}>
          <span>{text("class.members", { count: course.group?.memberCount ?? members.length })}</span>
          <span className={styles.live} data-live={isLive}>
            {text(isLive ? "class.live" : "class.notLive")}
          </span>
        </p>
        {named.length > 0 && <p>{text("class.misnamed", { count: misnamed.length })}</p>}
        {rights.names && named.length === 0 && <p>{text("class.noOfficialNames")}</p>}
        <LastSync course={course} />
      </div>
      {rights.changeOwn && (
        <div className={styles.actions}>
          <Button data-kind="primary" isDisabled={isFixing} onPress={() => fix(misnamed)}>
            {text(isFixing ? "fix.running" : "fix.button")}
          </Button>
          <KeepNames course={course} />
        </div>
      )}
    </header>
  );
}
