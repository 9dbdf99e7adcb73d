// The page as a whole: the data that comes with it, and its main part.

export const embeddedData = () => JSON.parse(document.getElementById("data").textContent);

export const show = parts => document.querySelector("main").replaceChildren(...parts.filter(part => part));
