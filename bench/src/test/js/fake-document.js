// As much of a document as building elements needs, so that the tests can read tables and legends without a browser.

class FakeElement {
  constructor(tag) {
    this.nodeType = 1;
    this.tag = tag;
    this.className = "";
    this.attributes = {};
    this.children = [];
  }

  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }

  append(...children) {
    this.children.push(...children);
  }

  addEventListener() {}

  replaceChildren(...children) {
    this.children = children;
  }

  get textContent() {
    return this.children.map(child => child.textContent ?? String(child)).join("");
  }

  /** Returns the elements of a tag, in the order of the document. */
  all(tag) {
    const inside = this.children.flatMap(child => (child instanceof FakeElement ? child.all(tag) : []));
    return this.tag === tag ? [this, ...inside] : inside;
  }
}

globalThis.document = {
  createElement: tag => new FakeElement(tag),
  createElementNS: (namespace, tag) => new FakeElement(tag),
};

/** The rows of a table as texts; ordinary spaces, and a bar between the parts of a cell. */
export const rowsOf = table => table.all("tr").map(row => row.children.map(cell => text(cell)));

export const text = element =>
  plain(element.children.map(child => child.textContent ?? String(child)).join(" ")).trim();

export const plain = string => string.replaceAll("\u00a0", " ");
