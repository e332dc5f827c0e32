// Elements made of text. Nothing here, or anywhere on the page, takes markup.

/** An element. `properties` are attributes; those that begin with `on` are listeners, `false` and `undefined` are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A text from outside: written in its own direction, so that it cannot turn what stands around it. */
export function foreign(text, properties = {}) {
  return el("bdi", properties, text);
}

/** The text itself, or its beginning where it has more characters (not half ones). */
export function shortened(text, most) {
  if (text.length <= most) {
    return text;
  }
  const characters = Array.from(text.slice(0, most * 2)).slice(0, most);
  return characters.length * 2 >= text.length && characters.join("") === text ? text : characters.join("") + "…";
}

export function byId(id) {
  return document.getElementById(id);
}
