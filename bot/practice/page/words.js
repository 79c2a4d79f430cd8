// What the page says, in the reader's language.

const KEY = "pufa-practice-language";

export const language = localStorage.getItem(KEY) ?? (navigator.language.startsWith("zh") ? "zh" : "en");
export const locale = { zh: "zh-CN", en: "en-GB" }[language];

const words = await (await fetch(`words/${language}.json`)).json();

/** The wording of `key`, with `{name}`s filled in. */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Takes the other language, and begins anew in it. */
export function switchLanguage() {
  localStorage.setItem(KEY, language === "zh" ? "en" : "zh");
  location.reload();
}
