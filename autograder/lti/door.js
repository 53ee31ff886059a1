// The door's script. It keeps a word in the platform's own storage where this browser keeps no
// cookie in a frame, and presses buttons. 1EdTech, "LTI Client Side postMessages" and "LTI OIDC
// Login with LTI Client Side postMessages".
"use strict";

const PATIENCE = 3000; // milliseconds for the platform to answer

function platformFrame(name) {
  const page = window.opener || window.parent;
  if (!name || name === "_parent") return page;
  try {
    return page.frames[name] || page;
  } catch {
    return page;
  }
}

// Ask the platform, and nobody else, and listen to nobody else; the answer's fields, or null.
function ask(place, message) {
  return new Promise((resolve) => {
    const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
    const end = (answer) => {
      clearTimeout(timer);
      removeEventListener("message", hear);
      resolve(answer);
    };
    const hear = (event) => {
      const said = event.data;
      if (event.origin !== place.origin || !said || said.message_id !== id) return;
      if (said.subject === `${message.subject}.response`) end(said.error ? null : said);
    };
    const timer = setTimeout(() => end(null), PATIENCE);
    addEventListener("message", hear);
    try {
      platformFrame(place.frame).postMessage({ ...message, message_id: id }, place.origin);
    } catch {
      end(null);
    }
  });
}

async function store(part) {
  const place = part.dataset;
  const instead = document.getElementById("window");
  part.hidden = false;
  instead.hidden = true;
  const message = { subject: "lti.put_data", key: place.key, value: place.value };
  const answer = await ask(place, message);
  if (answer) {
    location.replace(place.next);
  } else {
    part.hidden = true;
    instead.hidden = false;
  }
}

async function recall(form) {
  const answer = await ask(form.dataset, { subject: "lti.get_data", key: form.dataset.key });
  form.elements.stored.value = answer && typeof answer.value === "string" ? answer.value : "-";
  form.submit();
}

const storing = document.getElementById("store");
if (storing) store(storing);

const recalling = document.getElementById("recall");
if (recalling) recall(recalling);

const now = document.getElementById("now");
if (now) now.submit();

const close = document.getElementById("close");
if (close) {
  close.addEventListener("click", () => {
    // 1EdTech, "LTI Dynamic Registration 1.0", section 3.6: the platform closes the window.
    (window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
    window.close();
  });
}
