// The page as a whole: the data that comes with it, and the part that the scripts draw.

export const embeddedData = () => JSON.parse(document.getElementById("data").textContent);

export const show = parts => document.getElementById("drawn").replaceChildren(...parts.filter(part => part));
