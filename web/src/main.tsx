import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no element with the id page.");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
