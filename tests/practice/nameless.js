// The visible controls that a screen reader could not name.
() => [...document.querySelectorAll("button, a, input, textarea, select")]
  .filter((control) => control.checkVisibility())
  .filter((control) => !control.getAttribute("aria-label") && !control.textContent.trim())
  .filter((control) => !control.querySelector("img[alt]:not([alt=''])"))
  .map((control) => control.outerHTML)
