import { KnownCourses } from "../components/known-courses.js";
import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import styles from "./home-page.module.css";
import { OpenClass } from "./open-class.js";

/** Where a visitor chooses a class. */
export function HomePage() {
  const text = useText();
  const { rights } = useSession();
  return (
    <div className={styles.page}>
      <h1>{text("home.title")}</h1>
      <OpenClass />
      {rights.courses && <KnownCourses />}
    </div>
  );
}
