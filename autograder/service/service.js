"use strict";
document.documentElement.classList.add("js");
const find = (id) => document.getElementById(id);

const ownWindow = find("own-window");
if (ownWindow && window.self !== window.top) {
  ownWindow.hidden = false;
  ownWindow.addEventListener("click", async () => {
    const opened = window.open("about:blank"); // at once: later, a browser would block it
    if (!opened) return;
    const body = new URLSearchParams({ csrf: ownWindow.dataset.csrf });
    const answer = await fetch(ownWindow.dataset.action, { method: "POST", body });
    if (answer.ok) opened.location = (await answer.json()).to;
    else opened.close();
  });
}

const upload = find("upload");
if (upload) {
  const drop = find("drop"), file = find("file"), problem = find("problem"), send = find("send");
  const said = (text) => { problem.textContent = text; problem.hidden = !text; };
  const handIn = (chosen) => {
    said("");
    if (!chosen) return;
    if (!/\.ipynb|\.(py|zip)$/i.test(chosen.name)) { said(upload.dataset.wrongKind); file.value = ""; return; }
    if (chosen.size > Number(upload.dataset.most)) { said(upload.dataset.tooLarge); file.value = ""; return; }
    const body = new FormData();
    body.append("csrf", upload.elements.csrf.value);
    body.append("file", chosen, chosen.name);
    const request = new XMLHttpRequest();
    const end = (text) => { find("sending").hidden = true; file.disabled = false; file.value = ""; said(text); };
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round(100 * event.loaded / event.total);
      find("bar").value = percent;
      find("percent").textContent = percent + " %";
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a proxy's page */ }
      if (request.status === 200 && answer.to) location.assign(answer.to);
      else end(answer.problem || upload.dataset.brokenOff);
    };
    request.onerror = request.onabort = request.ontimeout = () => end(upload.dataset.brokenOff);
    request.open("POST", upload.action);
    request.setRequestHeader("Accept", "application/json");
    file.disabled = true;
    find("bar").value = 0;
    find("percent").textContent = upload.dataset.sending;
    find("sending").hidden = false;
    request.send(body);
  };
  file.addEventListener("change", () => handIn(file.files[0]));
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) document.addEventListener(name, (event) => { event.preventDefault(); if (name === "drop" || !event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", (event) => handIn(event.dataTransfer.files[0]));
  upload.addEventListener("submit", (event) => { event.preventDefault(); handIn(file.files[0]); });
}

const follow = find("follow");
if (follow) {
  const words = follow.dataset, state = find("state");
  const say = (text) => { if (state.textContent !== text) state.textContent = text; };
  const events = new EventSource(words.events);
  events.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.state === "done") { events.close(); location.reload(); return; }
    if (told.state === "waiting") say(words.wordsWaiting + (told.ahead ? ", " + words.wordsAhead.replace("{}", told.ahead) : ""));
    else say(words.wordsRunning);
    for (const [name, [done, most]] of Object.entries(told.progress)) {
      const bar = document.querySelector(`progress[data-question="${CSS.escape(name)}"]`);
      if (!bar) continue;
      bar.max = most;
      bar.value = done;
      document.querySelector(`[data-count="${CSS.escape(name)}"]`).textContent = `${done} / ${most}`;
    }
  };
}
