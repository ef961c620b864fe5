// Asks how far the run has come; without this script the page reloads by itself.
async function look() {
  const answer = await fetch(location.href);
  if (answer.redirected) { location.assign(answer.url); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("progress");
  if (next.dataset.poll !== "yes") { location.reload(); return; }
  document.getElementById("progress").replaceChildren(...next.childNodes);
  setTimeout(look, 1000);
}
setTimeout(look, 1000);
