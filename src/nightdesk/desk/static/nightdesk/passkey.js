/* Passkeys: asks the browser for one and sends its answer with the form. Without this file the form stays hidden. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const words = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function asked(form) {
    const options = JSON.parse(form.dataset.options).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials])
      for (const one of list || []) one.id = bytes(one.id);
    return { publicKey: options };
  }

  function told(key) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (key.response[name]) response[name] = words(key.response[name]);
    return {
      id: key.id, rawId: words(key.rawId), type: key.type, response,
      authenticatorAttachment: key.authenticatorAttachment,
      clientExtensionResults: key.getClientExtensionResults(),
    };
  }

  async function send(form) {
    const fault = form.querySelector("[data-passkey-fault]");
    fault.hidden = true;
    try {
      const key = await navigator.credentials[form.dataset.passkey](asked(form));
      form.elements.credential.value = JSON.stringify(told(key));
      form.submit();
    } catch (error) {
      fault.textContent = error.name === "InvalidStateError"
        ? "This passkey is here already."
        : "The browser gave no passkey. Try again, or use a code.";
      fault.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
})();
