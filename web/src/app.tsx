import { ApolloProvider } from "@apollo/client/react";
import { useMemo } from "react";
import { BehindTheScenes } from "./behind/behind-the-scenes.js";
import { AppHeader } from "./components/app-header.js";
import { NoticesProvider } from "./components/notices.js";
import { createClient } from "./graphql/client.js";
import { LanguageProvider } from "./messages/language-provider.js";
import { Pages } from "./pages.js";
import { SessionProvider, useSessionControl } from "./session/session.js";
import { SignInPage } from "./session/sign-in-page.js";

export function App() {
  return (
    <LanguageProvider>
      <SessionProvider>
        <AppHeader />
        <SignedInPages />
      </SessionProvider>
    </LanguageProvider>
  );
}

/** The pages with the client of the person who is signed in, or else the page to sign in. */
function SignedInPages() {
  const { session, expire } = useSessionControl();
  const token = session?.token ?? null;
  const client = useMemo(
    () => (token === null ? null : createClient({ token, onSignedOut: expire })),
    [token, expire],
  );
  if (client === null) return <SignInPage />;
  return (
    <ApolloProvider client={client}>
      <NoticesProvider>
        <Pages />
        <BehindTheScenes />
      </NoticesProvider>
    </ApolloProvider>
  );
}
