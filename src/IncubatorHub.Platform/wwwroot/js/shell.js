// What the shell needs of the browser: the reconnect dialog, focus after navigation, menus that close on Escape.
const reconnect = document.getElementById("components-reconnect-modal");

reconnect?.addEventListener("components-reconnect-state-changed", async (event) => {
  const state = event.detail.state;
  if (state === "show") {
    reconnect.classList.remove("failed");
    if (!reconnect.open) reconnect.showModal();
  } else if (state === "hide") {
    reconnect.close();
  } else if (state === "failed") {
    reconnect.classList.add("failed");
  } else if (state === "rejected") {
    // The hub was started anew: the circuit is gone, so the page is asked for again.
    location.reload();
  }
});

document.getElementById("reconnect-retry")?.addEventListener("click", async () => {
  reconnect.classList.remove("failed");
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) location.reload();
  } catch {
    reconnect.classList.add("failed");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.user-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.user-menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  }
  // The skip link moves the focus without a navigation, which the router would take for a new page.
  const skip = event.target.closest(".skip-link");
  if (skip) {
    event.preventDefault();
    document.getElementById("content")?.focus();
  }
}, true);
