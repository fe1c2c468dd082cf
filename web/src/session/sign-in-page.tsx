import { useLocation } from "wouter";
import { Banner } from "../components/banner.js";
import { useText } from "../messages/use-text.js";
import { PeopleChooser } from "./people-chooser.js";
import type { Person } from "./people.js";
import { useSessionControl } from "./session.js";
import styles from "./sign-in.module.css";
import { TokenForm } from "./token-form.js";

/** Shown in place of any page while nobody is signed in. The address stays, so the person gets where they wanted to go. */
export function SignInPage() {
  const text = useText();
  const { hasExpired, signIn } = useSessionControl();
  const [address, navigate] = useLocation();
  const signInAs = ({ token, home }: Person) => {
    signIn(token);
    if (address === "/") navigate(home);
  };
  return (
    <main id="content" className={styles.page} tabIndex={-1}>
      <h1>{text("signIn.title")}</h1>
      {hasExpired && <Banner kind="warning">{text("signIn.expired")}</Banner>}
      <PeopleChooser onChoose={signInAs} />
      <TokenForm onSubmit={signIn} />
    </main>
  );
}
