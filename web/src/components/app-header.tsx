import { Button } from "react-aria-components/Button";
import { Link } from "wouter";
import { useText } from "../messages/use-text.js";
import { useSessionControl } from "../session/session.js";
import styles from "./app-header.module.css";
import { LanguagePicker } from "./language-picker.js";

/** The bar above every page. */
export function AppHeader() {
  const text = useText();
  const { session, signOut } = useSessionControl();
  return (
    <header className={styles.header}>
      <a className={styles.skip} href="#content">
        {text("app.toContent")}
      </a>
      <span className={styles.name}>{text("app.name")}</span>
      {session !== null && (
        <nav className={styles.pages} aria-label={text("app.navigation")}>
          <Link href="/">{text("app.classes")}</Link>
          {session.rights.names && <Link href="/school">{text("app.school")}</Link>}
        </nav>
      )}
      <LanguagePicker />
      {session !== null && (
        <div className={styles.person}>
          <span>{session.claims.subject}</span>
          <Button data-kind="quiet" onPress={signOut}>
            {text("app.signOut")}
          </Button>
        </div>
      )}
    </header>
  );
}
