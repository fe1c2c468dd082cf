import { KnownCourses } from "../components/known-courses.js";
import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import { NameDisputes } from "./name-disputes.js";
import { NamesUpload } from "./names-upload.js";
import styles from "./school-page.module.css";

/** What concerns the whole school: its official names, and the courses that ClassIn has reported. */
export function SchoolPage() {
  const text = useText();
  const { rights } = useSession();
  return (
    <div className={styles.page}>
      <h1>{text("school.title")}</h1>
      {rights.names && <NamesUpload />}
      {rights.events && <NameDisputes />}
      {rights.courses && <KnownCourses />}
    </div>
  );
}
