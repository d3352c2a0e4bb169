// Builds elements. Texts become text nodes: nothing that a service or a record says is read as HTML.

export function element(name, attributes = {}, ...children) {
  const it = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  it.append(...children.flat());
  return it;
}

/** A link to another site, which learns nothing of this page. */
export const link = (href, ...children) =>
  element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
