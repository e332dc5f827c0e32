// The contract in its viewer. "Try it out" asks the store that served this page.

/* global SwaggerUIBundle */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

/** The name of an operation stands in a button, where a link of its own cannot be reached. */
const withoutLinksInButtons = () => ({
  wrapComponents: { DeepLink: (Original, system) => (link) => system.React.createElement("span", {}, link.text) },
});

const api = document.getElementById("api");

/** The viewer leaves some of its lists without a name. */
function nameLists() {
  for (const list of api.querySelectorAll("select:not([aria-label])")) {
    list.setAttribute("aria-label", list.id === "servers" ? "Server" : list.closest("tr, .response-control-media-type")?.querySelector(".parameter__name, small")?.textContent ?? "Content type");
  }
}

new MutationObserver(nameLists).observe(api, { childList: true, subtree: true });

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  plugins: [withoutLinksInButtons],
});
