// Everything works without this; it starts the NHS components where scripts run.
import { initAll } from "./nhsuk-frontend-10.6.1/nhsuk-frontend.min.js";

initAll();
