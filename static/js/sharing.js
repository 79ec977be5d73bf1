// Sharing: the phone's own sheet where there is one, else the address is copied; the opened <details>
// shows the address for copying by hand in any case.
addEventListener("click", async (event) => {
  const summary = event.target.closest?.("[data-share] > summary");
  if (!summary) return;
  const { address, title, copied } = summary.parentElement.dataset;
  const status = summary.parentElement.querySelector("[data-share-status]");
  if (navigator.share) {
    event.preventDefault();
    navigator.share({ title, url: address }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(address);
    status.textContent = copied;
  } catch {
    summary.parentElement.querySelector("input").select();
  }
});
