// The kiosk page renews itself without ever leaving: a reload while the hub is away would strand the tablet on the browser's own error page.
const page = document.querySelector("[data-kiosk]");
const everyMs = Number(page.dataset.kiosk) * 1000;
let isBusy = false;

async function show(request) {
  isBusy = true;
  try {
    const answer = await fetch(request);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-kiosk]");
    // A refusal without the page, such as too many requests, is waited out.
    if (!fresh) throw new Error(`HTTP ${answer.status}`);
    page.replaceChildren(...fresh.childNodes);
    page.classList.remove("is-offline");
  } catch {
    page.classList.add("is-offline");
  } finally {
    isBusy = false;
    wait();
  }
}

const entry = () => page.querySelector("input[name=typed]");

// A reader in keyboard mode types into whatever has the focus.
function wait() {
  const input = entry();
  if (input && document.activeElement !== input) input.focus({ preventScroll: true });
}

setInterval(() => { if (!isBusy && !entry()?.value) show(location.pathname); }, everyMs);
page.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isBusy || !entry().value) return;
  const body = new URLSearchParams(new FormData(event.target));
  entry().value = "";
  show(new Request(event.target.action, { method: "POST", body }));
});
wait();
